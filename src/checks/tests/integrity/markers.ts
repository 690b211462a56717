/** What in a line of code skips, focuses or ends tests, asserts something, or silences a tool, by language. */
import type { Language } from "./split-code.ts";

export type Marker = "skipped" | "focused" | "early end";

/** Looked for in code without comments and strings, in test files. */
export const markers: Record<Language, [Marker, RegExp][]> = {
  javascript: [
    [
      "focused",
      /(?:\b(?:it|test|describe|suite|context|specify|bench|t)\.(?:\w{1,20}\.)?only\b|\b(?:fit|fdescribe|ftest)\s*\(|\b(?:it|test|describe|suite)\s*\(.{0,300}\bonly\s*:\s*true\b)/,
    ],
    [
      "skipped",
      /(?:\b(?:it|test|describe|suite|context|specify|t)\.(?:\w{1,20}\.)?(?:skip|todo|skipIf|runIf|fails|fixme)\b|\b(?:xit|xtest|xdescribe|xcontext|xspecify)\s*\(|\bthis\.skip\s*\(|\b(?:it|test|describe|suite)\s*\(.{0,300}\b(?:skip|todo)\s*:\s*(?:true\b|")|\bctx\.skip\s*\()/,
    ],
    ["early end", /\bprocess\.(?:exit|reallyExit|abort)\s*\(|\bprocess\.exitCode\s*=|\bDeno\.exit\s*\(/],
  ],
  python: [
    ["focused", /@pytest\.mark\.(?:only|focus)\b/],
    [
      "skipped",
      /@pytest\.mark\.(?:skip|skipif|xfail)\b|\bpytest\.(?:skip|xfail|importorskip|mark\.skip)\b|@(?:unittest\.)?(?:skip|skipIf|skipUnless|expectedFailure)\b|\bself\.skipTest\s*\(|\braise\s+(?:unittest\.)?SkipTest\b|\bcollect_ignore(?:_glob)?\b|__test__\s*=\s*False/,
    ],
    ["early end", /\b(?:sys\.exit|os\._exit|os\.abort|pytest\.exit|exit|quit)\s*\(/],
  ],
  go: [
    ["skipped", /\b\w{1,20}\.(?:Skip|SkipNow|Skipf)\s*\(|\btesting\.Short\s*\(/],
    ["early end", /\b(?:os|syscall)\.Exit\s*\(|\bruntime\.Goexit\s*\(/],
  ],
  rust: [
    ["skipped", /#\[\s*(?:ignore\b|cfg_attr\s*\([^\]]{0,200}\bignore\b)/],
    ["early end", /\bprocess::(?:exit|abort)\s*\(/],
  ],
  java: [
    [
      "skipped",
      /@(?:Disabled\w{0,40}|Ignore|EnabledIf\w{0,40}|EnabledOn\w{0,40})\b|\bassume(?:True|False|That|NotNull)\s*\(|\bAssumptions?\.\w/,
    ],
    ["early end", /\bSystem\.exit\s*\(|\bRuntime\.getRuntime\(\)\.(?:halt|exit)\s*\(|\bexitProcess\s*\(/],
  ],
  other: [],
};

/** Counted in code without comments and strings, in test files. */
export const assertions: Record<Language, RegExp> = {
  javascript:
    /\bexpect(?:TypeOf|Type)?\s*(?:\.\w{1,20}\s*)?\(|\bassert(?:\.\w{1,40}){0,3}\s*\(|\.should\b|\bt\.(?:is|deepEqual|like|throws\w*|true|false|truthy|falsy|regex|pass|fail|assert\.\w{1,40}|plan)\s*\(/g,
  python: /^\s*assert\b|\bself\.(?:assert\w{1,40}|fail)\s*\(|\bpytest\.(?:raises|warns|fail|approx)\b/gm,
  go: /\b\w{1,20}\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\s*\(|\b(?:assert|require|is)\.\w{1,40}\s*\(/g,
  rust: /\b(?:debug_)?assert(?:_\w{1,40})?!|\bpanic!|#\[\s*should_panic/g,
  java: /\b(?:assert\w{0,40}|verify\w{0,20}|fail|expect\w{0,20})\s*\(|^\s*assert\b/gm,
  other: /(?!)/g,
};

/** Looked for in comments, in every file. */
export const suppressionComment =
  /\b(?:eslint-disable\w{0,10}(?:-\w{1,10}){0,2}|biome-ignore(?:-\w{1,10})?|oxlint-disable(?:-\w{1,10}){0,2}|deno-lint-ignore(?:-file)?|prettier-ignore|NOLINT\w{0,10}|NOSONAR|nosec|noinspection|nopep8)\b|@ts-(?:ignore|nocheck|expect-error)\b|(?:^|\s)(?:noqa\b|type:\s*ignore\b|mypy:\s*ignore|pylint:\s*disable|pyright:\s*(?:ignore|basic)|ruff:\s*noqa|flake8:\s*noqa|pragma:\s*no cover\b|nolint\b|lint:ignore\b|(?:istanbul|c8|v8) ignore\b)|^nolint\b|#nosec\b/;

/** Looked for in code without comments and strings, in every file. */
export const suppressionCode: Partial<Record<Language, RegExp>> = {
  rust: /#!?\[\s*(?:allow|expect)\s*\(/,
  java: /@SuppressWarnings\b|@Suppress\b/,
};
