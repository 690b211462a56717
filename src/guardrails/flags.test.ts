import { describe, expect, it } from "vitest";
import type { FileChange } from "../domain/patch.ts";
import { changeOf, contextOf, newFiles } from "./example-change.fixture.ts";
import { findFlags } from "./flags.ts";
import { checkGuardrails } from "./guardrails.ts";

const test = 'it("adds", () => {\n  expect(add(1, 2)).toBe(3);\n});\n';
const flag = (...changes: FileChange[]) =>
  findFlags(changeOf(...changes), contextOf()).map(({ rule, path, message }) => `${rule} ${path}: ${message}`);

describe("findFlags", () => {
  it("asks nobody about ordinary code, tests and documents", () => {
    const change = changeOf(
      { path: "src/a.ts", before: "1\n", after: "2\n" },
      { path: "test/a.test.ts", before: null, after: test },
      { path: "docs/a.md", before: null, after: "Use `it.skip` and `# noqa` sparingly.\n" },
    );
    expect(findFlags(change, contextOf())).toEqual([]);
  });

  it("asks about what a plan of the kind build may change, and guardrails let that pass", () => {
    const context = contextOf({ kind: "build" });
    for (const path of ["package.json", "Makefile", "package-lock.json", "LICENSE", ".gitignore"]) {
      expect(checkGuardrails(newFiles(path), context)).toEqual([]);
      expect(findFlags(newFiles(path), context)).toEqual([
        { rule: "flagged-paths", path, message: expect.stringMatching(/^The change writes `.+`, which .+\.$/) },
      ]);
    }
  });

  it("asks about weaker tests, in one sentence each", () => {
    expect(flag({ path: "test/a.test.ts", before: test, after: null })).toEqual([
      "test-changes test/a.test.ts: `test/a.test.ts` deletes this test file",
    ]);
    expect(flag({ path: "test/a.test.ts", before: test, after: test.replace("it(", "it.skip(") })).toEqual([
      'test-changes test/a.test.ts: Line 1 of `test/a.test.ts` skips tests: it.skip("adds", () => {',
    ]);
    expect(flag({ path: "src/a.ts", before: null, after: "if (process.env.VITEST) cheat();\n" })).toEqual([
      "test-changes src/a.ts: Line 1 of `src/a.ts` asks whether tests are running: if (process.env.VITEST) cheat();",
    ]);
  });

  it("names a changed configuration once", () => {
    expect(flag({ path: "vitest.config.ts", before: "a\n", after: "b\n" })).toHaveLength(1);
  });

  it("asks about nothing when tests move", () => {
    const gone = { path: "test/a.test.ts", before: test, after: null };
    expect(flag(gone, { path: "test/b/a.test.ts", before: null, after: test })).toEqual([]);
    expect(flag(gone, { path: "test/b/a.test.ts", before: null, after: test, from: gone.path })).toEqual([]);
    expect(flag(gone, { path: "test/b.test.ts", before: "x\n", after: `x\n${test}` })).toEqual([]);
    expect(
      flag(gone, { path: "test/b.test.ts", before: null, after: test.replace("it(", "it.skip("), from: gone.path }),
    ).toHaveLength(1);
  });
});
