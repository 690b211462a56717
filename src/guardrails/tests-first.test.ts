import { describe, expect, it } from "vitest";
import type { ChangeKind } from "../domain/plan.ts";
import type { Stage } from "../domain/stage.ts";
import { changeOf, contextOf, newFiles } from "./example-change.fixture.ts";
import { testsFirst } from "./tests-first.ts";

const refusedPaths = (stage: Stage, kind: ChangeKind | null, ...paths: string[]) =>
  testsFirst(newFiles(...paths), contextOf({ stage, kind })).map(({ path }) => path);

describe("testsFirst", () => {
  it.each<[Stage, ChangeKind | null, string[], (string | null)[]]>([
    ["tests", "behaviour", ["test/a.ts", "src/a.test.ts"], []],
    ["tests", "behaviour", ["test/a.ts", "src/a.ts"], ["src/a.ts"]],
    ["tests", "behaviour", ["src/a.ts"], ["src/a.ts", null]],
    ["tests", "behaviour", ["TEST/a.ts", "test/a.ts"], ["TEST/a.ts"]],
    ["implement", "behaviour", ["src/a.ts"], []],
    ["implement", "behaviour", ["src/a.ts", "src/a.test.ts"], ["src/a.test.ts"]],
    ["implement", "behaviour", ["Test/a.ts"], ["Test/a.ts"]],
    ["implement", null, ["test/a.ts"], ["test/a.ts"]],
    ["implement", "refactor", ["src/a.ts", "test/a.ts"], []],
    ["secure", "behaviour", ["src/a.ts", "test/a.ts"], ["test/a.ts"]],
    ["secure", "build", ["test/a.ts"], []],
    ["document", "behaviour", ["README.md", "docs/x/y.svg", "a/CHANGES.rst", "notes.txt", "p.mdx"], []],
    ["document", "refactor", ["README.md", "src/a.ts"], ["src/a.ts"]],
    ["document", "behaviour", ["docs/a.test.js"], ["docs/a.test.js"]],
    ["triage", "behaviour", ["src/a.ts"], ["src/a.ts"]],
    ["plan", null, ["README.md"], ["README.md"]],
    ["check", "behaviour", ["test/a.ts"], ["test/a.ts"]],
    ["review", "docs", ["README.md"], ["README.md"]],
  ])("%s of kind %s with %j refuses %j", (stage, kind, paths, expected) => {
    expect(refusedPaths(stage, kind, ...paths)).toEqual(expected);
  });

  it("counts no deleted test as a test", () => {
    const change = changeOf({ path: "test/a.ts", before: "x\n", after: null });
    expect(testsFirst(change, contextOf({ stage: "tests" }))).toEqual([
      {
        rule: "tests-first",
        path: null,
        message: "the change holds no test: write at least one file that matches test/**, **/*.test.*",
      },
    ]);
  });

  it("says where and what to do", () => {
    expect(testsFirst(newFiles("test/a.ts"), contextOf())).toEqual([
      {
        rule: "tests-first",
        path: "test/a.ts",
        message: "`test/a.ts` is a test file, and tests are settled before the code: change the code so that they pass",
      },
    ]);
  });
});
