import { describe, expect, it } from "vitest";
import type { Evidence } from "../domain/evidence.ts";
import { sampleRecord } from "../flow/samples.fixture.ts";
import { proofPart, renderEvidence, withoutProven } from "./render-evidence.ts";

const evidence = (check: string, more: Partial<Evidence> = {}): Evidence => ({
  check,
  ran: "",
  subject: "5fdcc7a69a71183ed1a8a97639262392438197d6",
  status: "passed",
  summary: "All is well.",
  excerpt: "",
  table: null,
  isolation: null,
  link: null,
  ...more,
});

const pageOf = (...list: Evidence[]): string => renderEvidence(list).join("\n");

describe("renderEvidence", () => {
  it("says in one row what ran, on which commit, how far apart, and what came of it", () => {
    expect(pageOf(evidence("tests", { ran: "npm test (vitest)", isolation: "namespace" }))).toContain(
      "| tests | passed | All is well. | `npm test (vitest)` | `5fdcc7a69a71` | own namespaces |",
    );
  });

  it("does not hide that a command ran without isolation", () => {
    expect(pageOf(evidence("ui", { isolation: "none" }))).toContain("| **none** |");
  });

  it("names what is not configured in one line", () => {
    const page = pageOf(
      evidence("tests"),
      ...["load", "sbom"].map((name) => evidence(name, { status: "not-configured" })),
    );
    expect(page).toContain("Not configured: load, sbom.");
    expect(page).not.toMatch(/\| (load|sbom) \|/);
  });

  it("shows the output of what failed, of nothing else, and links to all of it", () => {
    const link = "https://github.com/acme/shop/actions/runs/7#artifacts";
    const page = pageOf(
      evidence("ui", { status: "failed", excerpt: "```\nboom", link }),
      evidence("sbom", { excerpt: "quiet" }),
    );
    expect(page).toContain(
      "#### ui\n\n````text\n```\nboom\n````\n\n[All of it](https://github.com/acme/shop/actions/runs/7#artifacts)",
    );
    expect(page).not.toContain("quiet");
  });

  it("counts the rows that it leaves out", () => {
    const rows = Array.from({ length: 20 }, (_, index) => [`row ${index}`]);
    const page = pageOf(evidence("openapi", { table: { columns: ["change"], rows, more: 3 } }));
    expect(page).toContain("| row 14 |");
    expect(page).not.toContain("| row 15 |");
    expect(page).toContain("and 8 more");
  });
});

describe("the proof", () => {
  const red = { proof: "assertion" as const, tests: ["a.test.ts > adds", "b.test.ts"] };
  const rows = [
    ["a.test.ts > adds", "red → green", "", ""],
    ["b.test.ts > loads", "red → green", "", ""],
    ["a.test.ts > adds", "flaky", "", "passed 1 of 3 runs"],
    ["c.test.ts > old", "failed before", "", ""],
  ];
  const table = { columns: ["test", "status", "where", "message"], rows, more: 0 };

  it("names each new test as it was and as it is", () => {
    const page = proofPart(sampleRecord({ red, green: { tests: ["a.test.ts > adds"], passed: 5 } })).join("\n");
    expect(page).toContain("| `a.test.ts > adds` | failed | passed |");
    expect(page).toContain("| `b.test.ts` | failed | not seen passing |");
  });

  it("is not told twice", () => {
    const [shown] = withoutProven({ evidence: [evidence("tests", { table })], red });
    expect(shown?.table?.rows.map(([, status]) => status)).toEqual(["flaky", "failed before"]);
    const [whole] = withoutProven({ evidence: [evidence("tests", { table })], red: null });
    expect(whole?.table?.rows).toEqual(rows);
  });
});
