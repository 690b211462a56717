import { describe, expect, it } from "vitest";
import type { Evidence } from "../domain/evidence.ts";
import { sampleRecord } from "../flow/samples.fixture.ts";
import { renderDocument } from "./render-body.ts";
import { listTestChanges, testChangesPart } from "./render-test-changes.ts";

const evidenceWith = (...rows: string[][]): Evidence[] => [
  {
    check: "tests",
    ran: "npm test",
    subject: "abc",
    status: "passed",
    summary: "2 passed.",
    excerpt: "",
    table: { columns: ["test", "status", "where", "message"], rows, more: 0 },
    isolation: "namespace",
    link: null,
  },
];

describe("testChangesPart", () => {
  it("lists what makes tests prove less, and nothing else", () => {
    const evidence = evidenceWith(
      ["a > new", "red → green", "a.js", ""],
      ["a > old", "changed expectation", "a.js", "passes only with the changed test"],
      ["", "suppression", "src/a.ts:3", "// eslint-disable-next-line"],
      ["a > flaky", "flaky", "", "passed 1 of 3"],
    );
    expect(listTestChanges({ evidence })).toEqual([
      { status: "changed expectation", what: "a > old", where: "a.js" },
      { status: "suppression", what: "// eslint-disable-next-line", where: "src/a.ts:3" },
    ]);
    expect(testChangesPart({ evidence }).join("\n")).toMatch(/\(2\).*\n\n- passes only with the changed test: .*a\.js/);
  });

  it("stands above the plan, and is absent when there is nothing to say", () => {
    const weaker = renderDocument(sampleRecord({ evidence: evidenceWith(["a > x", "skipped", "a.js", ""]) }));
    expect(weaker.indexOf("look here first")).toBeGreaterThan(-1);
    expect(weaker.indexOf("look here first")).toBeLessThan(weaker.indexOf("### Evidence"));
    expect(renderDocument(sampleRecord({ evidence: evidenceWith(["a", "red → green", "", ""]) }))).not.toContain(
      "look here first",
    );
    expect(testChangesPart({ evidence: [] })).toEqual([]);
  });

  it("names the newest evidence alone, and no more rows than people read", () => {
    const rows = Array.from({ length: 20 }, (_, i) => [`t${i}`, "deleted", "a.js", ""]);
    const evidence = [...evidenceWith(["old", "deleted", "a.js", ""]), ...evidenceWith(...rows)];
    const part = testChangesPart({ evidence });
    expect(part.join("\n")).not.toContain("old");
    expect(part).toContain("- and 5 more");
  });
});
