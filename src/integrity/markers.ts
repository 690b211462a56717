/** What in a line of code skips, focuses or ends tests, or asserts something, by language. */
import type { Language } from "./split-code.ts";

export type Marker = "skipped" | "focused" | "early end" | "empty assertion";

/** Looked for in code without comments and strings, in test files. */
export const markers: Record<Language, [Marker, RegExp][]> = {
  javascript: [
    [
      "focused",
      /(?:\b(?:it|test|describe|suite|context|specify|bench|t)\.(?:\w{1,20}\.)?only\b|^\s*\.only\b|\b(?:fit|fdescribe|ftest)\s*\(|\b(?:it|test|describe|suite)\s*\(.{0,300}\bonly\s*:\s*true\b)/,
    ],
    [
      "skipped",
      /(?:\b(?:it|test|describe|suite|context|specify|t)\.(?:\w{1,20}\.)?(?:skip|todo|skipIf|runIf|fails|fixme)\b|^\s*\.(?:skip|todo|fails|fixme)\b|\b(?:xit|xtest|xdescribe|xcontext|xspecify)\s*\(|\bthis\.skip\s*\(|\b(?:it|test|describe|suite)\s*\(.{0,300}\b(?:skip|todo)\s*:\s*(?:true\b|")|\bctx\.skip\s*\(|\bif\s*\(\s*(?:false|0)\s*\))/,
    ],
    ["early end", /\bprocess\.(?:exit|reallyExit|abort)\s*\(|\bprocess\.exitCode\s*=|\bDeno\.exit\s*\(/],
    [
      "empty assertion",
      /\bexpect\(\s*(true|false|null|undefined|\d{1,9})\s*\)\.(?:toBe|toEqual|toStrictEqual)\(\s*\1\s*\)|\bexpect\(\s*true\s*\)\.toBeTruthy\b|\bassert(?:\.ok)?\(\s*(?:true|1)\s*[,)]|\b(?:expect|assert)\b.{0,200}\|\|\s*true\b/,
    ],
  ],
  python: [
    ["focused", /@pytest\.mark\.(?:only|focus)\b/],
    [
      "skipped",
      /@pytest\.mark\.(?:skip|skipif|xfail)\b|\bpytest\.(?:skip|xfail|importorskip|mark\.skip)\b|@(?:unittest\.)?(?:skip|skipIf|skipUnless|expectedFailure)\b|\bself\.skipTest\s*\(|\braise\s+(?:unittest\.)?SkipTest\b|\bcollect_ignore(?:_glob)?\b|__test__\s*=\s*False|^\s*if\s+(?:False|0)\s*:/,
    ],
    ["early end", /\b(?:sys\.exit|os\._exit|os\.abort|pytest\.exit)\s*\(|(?<![.\w])(?:exit|quit)\s*\(/],
    [
      "empty assertion",
      /^\s*assert\s+(?:True|1)\s*(?:,|$)|^\s*assert\b.{0,200}\bor\s+True\b|\bself\.assertTrue\(\s*True\s*[,)]/,
    ],
  ],
  go: [
    ["skipped", /\b\w{1,20}\.(?:Skip|SkipNow|Skipf)\s*\(|\btesting\.Short\s*\(/],
    ["early end", /\b(?:os|syscall)\.Exit\s*\(|\bruntime\.Goexit\s*\(/],
    ["empty assertion", /\b(?:assert|require)\.True\(\s*\w{1,20}\s*,\s*true\s*[,)]/],
  ],
  rust: [
    ["skipped", /#\[\s*(?:ignore\b|cfg_attr\s*\([^\]]{0,200}\bignore\b)/],
    ["early end", /\bprocess::(?:exit|abort)\s*\(/],
    ["empty assertion", /\bassert!\(\s*true\s*[,)]/],
  ],
  java: [
    [
      "skipped",
      /@(?:Disabled\w{0,40}|Ignore|EnabledIf\w{0,40}|EnabledOn\w{0,40})\b|\bassume(?:True|False|That|NotNull)\s*\(|\bAssumptions?\.\w/,
    ],
    ["early end", /\bSystem\.exit\s*\(|\bRuntime\.getRuntime\(\)\.(?:halt|exit)\s*\(|\bexitProcess\s*\(/],
    ["empty assertion", /\bassertTrue\(\s*true\s*[,)]|\bassertThat\(\s*true\s*\)\.isTrue\b/],
  ],
  ruby: [
    ["focused", /^\s*(?:fit|fdescribe|fcontext|fspecify)\b|\b(?:focus:\s*true\b|:focus\b)/],
    [
      "skipped",
      /^\s*(?:xit|xdescribe|xcontext|xspecify|xexample|skip|pending)\b|\b(?:skip|pending):\s*(?:true\b|["'])|,\s*:(?:skip|pending)\b/,
    ],
    ["early end", /(?<![.\w])(?:exit!?|abort)\b/],
    ["empty assertion", /\bassert\s*\(?\s*true\s*\)?\s*$|\bexpect\(\s*true\s*\)\.to\b/],
  ],
  php: [
    ["skipped", /\bmarkTest(?:Skipped|Incomplete)\s*\(|->(?:skip|todo)\s*\(/],
    ["focused", /->only\s*\(/],
    ["early end", /(?<![>\w$])(?:exit|die)\s*[(;]/],
    ["empty assertion", /\bassertTrue\(\s*true\s*[,)]/],
  ],
  csharp: [
    ["skipped", /\bSkip\s*=\s*"|\[\s*(?:Ignore|Explicit)\b|\bAssert\.(?:Ignore|Inconclusive|Skip)\w*\s*\(/],
    ["early end", /\bEnvironment\.(?:Exit|FailFast)\s*\(/],
    ["empty assertion", /\bAssert\.(?:True|IsTrue)\(\s*true\s*[,)]/],
  ],
  swift: [
    ["skipped", /\bXCTSkip(?:If|Unless)?\b|@Test\s*\(.{0,200}\.disabled\b|\bfunc\s+(?:disabled|skip|x)_?test\w*/i],
    ["early end", /(?<![.\w])(?:exit|abort)\s*\(/],
    ["empty assertion", /\bXCTAssert(?:True)?\(\s*true\s*[,)]/],
  ],
  cpp: [
    ["skipped", /\bGTEST_SKIP\b|\bDISABLED_\w|\bTEST_CASE\b.{0,200}\bskip\s*\(/],
    ["early end", /(?<![.\w])(?:_?exit|_Exit|quick_exit|abort)\s*\(/],
    ["empty assertion", /\b(?:EXPECT|ASSERT)_TRUE\(\s*true\s*\)|\b(?:CHECK|REQUIRE)\(\s*true\s*\)/],
  ],
  dart: [
    ["skipped", /\bskip\s*:\s*(?:true\b|["'])|@Skip\b|\bmarkTestSkipped\s*\(/],
    ["focused", /\bsolo\s*:\s*true\b|\bsolo_(?:test|group)\s*\(/],
    ["early end", /(?<![.\w])exit\s*\(/],
    ["empty assertion", /\bexpect\(\s*true\s*,\s*(?:true|isTrue)\s*\)/],
  ],
  elixir: [
    ["skipped", /@(?:module|describe)?tag\s+:?skip\b/],
    ["early end", /\bSystem\.(?:halt|stop)\b/],
    ["empty assertion", /^\s*assert\s+true\s*$/],
  ],
  other: [],
};

/** What only a test can have, so that files which hold tests beside their code are read for it, too. */
export const inlineMarkers: Partial<Record<Language, [Marker, RegExp][]>> = {
  rust: markers.rust.filter(([kind]) => kind === "skipped"),
};

/** Looked for in whole lines where the code around the string fits: `it["skip"]` is another spelling of `it.skip`. */
export const bracketMarkers: [Marker, RegExp][] = [
  ["focused", /\b(?:it|test|describe|suite|context)\s*\[\s*["'`]only["'`]\s*\]/],
  ["skipped", /\b(?:it|test|describe|suite|context)\s*\[\s*["'`](?:skip|todo|fails)["'`]\s*\]/],
];

/** Counted in code without comments and strings, in test files. */
export const assertions: Record<Language, RegExp> = {
  javascript:
    /\bexpect(?:TypeOf|Type)?\s*(?:\.\w{1,20}\s*)?\(|\bassert(?:\.\w{1,40}){0,3}\s*\(|\.should\b|\bt\.(?:is|deepEqual|like|throws\w*|true|false|truthy|falsy|regex|pass|fail|assert\.\w{1,40}|plan)\s*\(/g,
  python: /^\s*assert\b|\bself\.(?:assert\w{1,40}|fail)\s*\(|\bpytest\.(?:raises|warns|fail|approx)\b/gm,
  go: /\b\w{1,20}\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\s*\(|\b(?:assert|require|is)\.\w{1,40}\s*\(/g,
  rust: /\b(?:debug_)?assert(?:_\w{1,40})?!|\bpanic!|#\[\s*should_panic/g,
  java: /\b(?:assert\w{0,40}|verify\w{0,20}|fail|expect\w{0,20})\s*\(|^\s*assert\b/gm,
  ruby: /^\s*(?:assert|refute)\w{0,40}\b|\bexpect\s*[({]|\bis_expected\b|\.should(?:_not)?\b|\.must_\w{1,30}/g,
  php: /->assert\w{1,40}\s*\(|\b(?:self|static)::assert\w{1,40}\s*\(|->expect\w{1,40}\s*\(|\bexpect\s*\(/g,
  csharp: /\bAssert\.\w{1,40}\s*[(<]|\.Should\w{0,40}\s*\(/g,
  swift: /\bXCT(?:Assert\w{0,40}|Unwrap|Fail)\s*\(|#(?:expect|require)\s*\(/g,
  cpp: /\b(?:EXPECT|ASSERT|CHECK|REQUIRE|BOOST_CHECK|BOOST_TEST|BOOST_REQUIRE)\w{0,40}\s*\(|\bassert\s*\(/g,
  dart: /\bexpect\w{0,20}\s*\(|\bverify\w{0,20}\s*\(/g,
  elixir: /^\s*(?:assert|refute)\w{0,20}\b/g,
  other: /(?!)/g,
};
