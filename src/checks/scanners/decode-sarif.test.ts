import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPlaceFinder } from "./create-place-finder.ts";
import { decodeSarif } from "./decode-sarif.ts";
import { place, result, type SampleResult, sarif } from "./sarif.fixture.ts";

const changes = [
  { path: "src/a.ts", before: "one\ntwo\nthree\n", after: "one\nTWO\nthree\nfour\n" },
  { path: "new.ts", before: null, after: "a\nb\n" },
  { path: "gone.ts", before: "a\n", after: null },
];
const findPlace = createPlaceFinder(changes, ["/workspace"]);

const decode = (text: string) => {
  const decoded = decodeSarif(text, findPlace);
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.value;
};
const resultsOf = (...results: SampleResult[]) => decode(sarif(results)).results;
const first = (more: SampleResult, run: SampleResult = {}) =>
  decode(sarif([result("src/a.ts", 2, more)], run)).results[0];

describe("place", () => {
  it("keeps what lies on added and changed lines and counts the rest", () => {
    const { results, elsewhere, tool } = decode(
      sarif([
        result("src/a.ts", 1),
        result("src/a.ts", 2),
        result("src/a.ts", 4),
        result("other.ts", 2),
        result("gone.ts", 1),
        result("new.ts", 1),
      ]),
    );
    expect(results.map(({ path, line }) => `${path}:${line}`)).toEqual(["src/a.ts:2", "src/a.ts:4", "new.ts:1"]);
    expect({ elsewhere, tool }).toEqual({ elsewhere: 3, tool: "lint 1.2" });
  });

  it("names the first changed line of a region, and takes the first location that fits", () => {
    expect(first({ locations: [place("src/a.ts", 1, 3)] })).toMatchObject({ line: 2, endLine: 3 });
    expect(first({ locations: [place("src/a.ts", 1), place("new.ts", 2)] })).toMatchObject({ path: "new.ts", line: 2 });
  });

  it("takes a result about a whole file when the file is new", () => {
    const whole = (uri: string) => result(uri, 1, { locations: [{ physicalLocation: { artifactLocation: { uri } } }] });
    expect(resultsOf(whole("src/a.ts"), whole("new.ts")).map(({ path }) => path)).toEqual(["new.ts"]);
  });

  it("follows base ids, also nested and unknown ones, and indexes of artifacts", () => {
    const at = (artifactLocation: SampleResult) => ({
      locations: [{ physicalLocation: { artifactLocation, region: { startLine: 2 } } }],
    });
    const originalUriBaseIds = {
      ROOT: { uri: "file:///workspace/" },
      SRC: { uri: "src/", uriBaseId: "ROOT" },
      LOOP: { uri: "x/", uriBaseId: "LOOP" },
      OUT: { uri: "file:///etc/" },
    };
    const run = { originalUriBaseIds, artifacts: [{ location: { uri: "a.ts", uriBaseId: "SRC" } }] };
    const found = (artifactLocation: SampleResult) => first(at(artifactLocation), run)?.path;
    expect(found({ uri: "src/a.ts", uriBaseId: "ROOT" })).toBe("src/a.ts");
    expect(found({ uri: "a.ts", uriBaseId: "SRC" })).toBe("src/a.ts");
    expect(found({ uri: "src/a.ts", uriBaseId: "%SRCROOT%" })).toBe("src/a.ts");
    expect(found({ uri: "src/a.ts", uriBaseId: "__proto__" })).toBe("src/a.ts");
    expect(found({ uri: "a.ts", uriBaseId: "LOOP" })).toBeUndefined();
    expect(found({ uri: "a.ts", uriBaseId: "OUT" })).toBeUndefined();
    expect(found({ index: 0 })).toBe("src/a.ts");
    expect(found({ index: 9 })).toBeUndefined();
  });
});

describe("severity", () => {
  const rules = (rule: SampleResult) => ({ tool: { driver: { name: "lint", rules: [{ id: "rule", ...rule }] } } });

  it.each<[string, SampleResult, SampleResult, string]>([
    ["nothing is a warning", {}, {}, "medium"],
    ["the result's level", { level: "error" }, {}, "high"],
    ["a note", { level: "note" }, {}, "low"],
    ["none", { level: "none" }, {}, "note"],
    ["the rule's level", {}, { defaultConfiguration: { level: "error" } }, "high"],
    ["the rule's score", { level: "note" }, { properties: { "security-severity": "9.8" } }, "critical"],
    ["the result's score", { properties: { "security-severity": 4 } }, {}, "medium"],
    ["a score of nothing", {}, { properties: { "security-severity": "0.0" } }, "note"],
    ["a score that is none", { level: "error" }, { properties: { "security-severity": "NaN" } }, "high"],
    ["a review", { kind: "review", level: "error" }, {}, "note"],
  ])("%s", (_, more, rule, severity) => {
    expect(first(more, rules(rule))?.severity).toBe(severity);
  });

  it("finds rules by index, in extensions and by the id of a parent", () => {
    const tool = {
      driver: { name: "codeql", rules: [{ id: "other" }, { id: "rule", properties: { "security-severity": "7" } }] },
      extensions: [
        { name: "pack", rules: [{ id: "js/sql", properties: { "security-severity": "8" } }] },
        { name: "empty" },
      ],
    };
    const by = (more: SampleResult) => first(more, { tool })?.severity;
    expect(by({ ruleIndex: 1 })).toBe("high");
    expect(by({ ruleId: "rule/child" })).toBe("high");
    expect(by({ ruleId: "js/sql" })).toBe("high");
    expect(by({ ruleId: undefined, rule: { index: 0, toolComponent: { index: 0 } } })).toBe("high");
    expect(by({ ruleId: "rule", ruleIndex: 0 })).toBe("high");
    expect(by({ ruleId: "__proto__", ruleIndex: 77 })).toBe("medium");
  });
});

describe("message", () => {
  it("comes from the rule's strings with arguments, or from the rule's description", () => {
    const tool = {
      driver: {
        name: "lint",
        rules: [{ id: "rule", shortDescription: { text: "short" }, messageStrings: { m: { text: "{0} of {1} {7}" } } }],
      },
    };
    expect(first({ message: { id: "m", arguments: ["a", "b"] } }, { tool })?.message).toBe("a of b {7}");
    expect(first({ message: { id: "constructor" } }, { tool })?.message).toBe("short");
    expect(first({ message: {} })?.message).toBe("rule");
  });

  it("is one bounded line that shows all it holds", () => {
    const hostile = `a\u001b[31m\r\n::set-output name=x::y\u202e\u0000${"z".repeat(1_000_000)}`;
    const found = first({ ruleId: "r\n::error::x", message: { text: hostile } });
    expect(found?.message).toMatch(/^a \[31m ::set-output name=x::y z+…$/);
    expect(found?.message).toHaveLength(500);
    expect(found?.rule).toBe("r ::error::x");
  });
});

it("leaves out what is suppressed, what passed and what is gone", () => {
  const decoded = decode(
    sarif([
      result("src/a.ts", 2, { suppressions: [{ kind: "inSource" }] }),
      result("src/a.ts", 2, { suppressions: [{ kind: "external", status: "accepted" }] }),
      result("src/a.ts", 2, { baselineState: "absent" }),
      result("src/a.ts", 2, { kind: "pass" }),
      result("src/a.ts", 2, { ruleId: "kept", suppressions: [{ kind: "external", status: "rejected" }] }),
      result("src/a.ts", 2, { ruleId: "kept too", suppressions: [] }),
    ]),
  );
  expect(decoded.results.map(({ rule }) => rule)).toEqual(["kept", "kept too"]);
  expect(decoded.suppressed).toBe(3);
});

it("says what the tool says of its own failure", () => {
  const invocations = [
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: "note", message: { text: "hello" } },
        { level: "error", message: { text: "no rules\nfound" } },
      ],
    },
  ];
  expect(decode(sarif([], { invocations })).fault).toBe("says that it did not end well: no rules found");
  expect(decode(sarif(null)).fault).toBeNull();
});

describe("bad input", () => {
  it.each<[string, string, RegExp]>([
    ["nothing", "", /no JSON/],
    ["truncated", sarif([result("src/a.ts", 2)]).slice(0, -20), /no JSON/],
    ["other JSON", "[]", /no SARIF 2\.1\.0: the document/],
    ["an older version", sarif([]).replace('"2.1.0"', '"1.0.0"'), /no SARIF 2\.1\.0: version/],
    ["no runs", '{"version":"2.1.0","runs":[]}', /runs/],
    ["a run without a tool", '{"version":"2.1.0","runs":[{}]}', /runs\.0\.tool/],
    ["only entries that are no results", sarif(Array(2_000).fill(0)), /more than 1000 entries/],
    ["deep nesting", `{"version":"2.1.0","runs":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, /runs\.0/],
  ])("%s is named", (_, text, reason) => {
    const decoded = decodeSarif(text, findPlace);
    expect(decoded.ok ? "decoded" : decoded.error).toMatch(reason);
  });

  it("single entries that are no results are counted, and the others are read", () => {
    const broken = [null, 7, "x", [], { locations: "x" }, result("src/a.ts", 2, { message: 3 })];
    const lines = [0, -1, 1.5, "2", null, 2 ** 60].map((startLine) =>
      result("src/a.ts", 2, {
        locations: [{ physicalLocation: { artifactLocation: { uri: "src/a.ts" }, region: { startLine } } }],
      }),
    );
    const decoded = decode(sarif([...broken, ...lines, result("src/a.ts", 2)]));
    expect(decoded.results).toHaveLength(1);
    expect(decoded.malformed + decoded.elsewhere).toBe(broken.length + lines.length);
  });

  it("keys of prototypes are data like any other", () => {
    const text = sarif([result("src/a.ts", 2)]).replace('"version"', '"__proto__":{"polluted":1},"version"');
    expect(decode(text).results).toHaveLength(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("a byte order mark is passed over", () => {
    expect(decode(`\uFEFF${sarif([result("src/a.ts", 2)])}`).results).toHaveLength(1);
  });

  it("a million results are counted", () => {
    const many = sarif([]).replace('"results":[]', () => `"results":[${'{"ruleId":"a"},'.repeat(999_999)}{}]`);
    expect(decode(many)).toMatchObject({ results: [], elsewhere: 1_000_000 });
  });

  it("whatever a scanner writes is decoded or refused, never thrown", () => {
    const key = fc.constantFrom(
      "locations",
      "physicalLocation",
      "artifactLocation",
      "uri",
      "region",
      "message",
      "text",
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 4 }, fc.jsonValue(), fc.dictionary(key, tie("any")), fc.array(tie("any"))),
    })).any;
    fc.assert(
      fc.property(value, fc.array(value), (run, results) => {
        decodeSarif(JSON.stringify(run), findPlace);
        decodeSarif(sarif(results), findPlace);
        decodeSarif(sarif([{ ...result("src/a.ts", 2), ...(run as object) }]), findPlace);
      }),
      { numRuns: 50 },
    );
  });
});
