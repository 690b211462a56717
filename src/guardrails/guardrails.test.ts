import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { changeOf, contextOf, newFiles } from "./example-change.fixture.ts";
import { flagRules } from "./flags.ts";
import { checkGuardrails, guardrails } from "./guardrails.ts";

describe("checkGuardrails", () => {
  it("lets an ordinary change through", () => {
    const change = changeOf(
      {
        path: "src/sum.ts",
        before: "export const sum = (a, b) => a - b;\n",
        after: "export const sum = (a, b) => a + b;\n",
      },
      { path: "src/new.ts", before: null, after: "export {};\n" },
    );
    expect(checkGuardrails(change, contextOf())).toEqual([]);
  });

  it("gives what every guardrail says, in the order of the table", () => {
    const change = changeOf(
      { path: ".github/workflows/x.yml", before: null, after: "on: push\n" },
      { path: "package.json", before: "{}\n", after: '{"scripts":{"postinstall":"x"}}\n' },
      { path: "test/a.ts", before: null, after: "a\u202e\n" },
    );
    expect(checkGuardrails(change, contextOf()).map(({ rule, path }) => [rule, path])).toEqual([
      ["protected-paths", ".github/workflows/x.yml"],
      ["flagged-paths", "package.json"],
      ["tests-first", "test/a.ts"],
      ["unicode", "test/a.ts"],
    ]);
  });

  it("holds a rule for every file that is one", () => {
    const shared = ["guardrail", "guardrails", "flags", "changed-lines", "path-globs", "path-lists"];
    const parts = ["manifest-description", "mixed-scripts"];
    const rules = readdirSync(import.meta.dirname).filter(
      (name) => !/\.(test|fixture)\.ts$/.test(name) && ![...shared, ...parts].includes(name.slice(0, -3)),
    );
    expect(guardrails).toHaveLength(rules.filter((name) => !name.startsWith("flag-")).length);
    expect(flagRules).toHaveLength(rules.filter((name) => name.startsWith("flag-")).length);
  });

  it("says nothing about no change but that tests are missing", () => {
    expect(checkGuardrails(newFiles(), contextOf())).toEqual([]);
    expect(checkGuardrails(newFiles(), contextOf({ stage: "tests" }))).toMatchObject([{ rule: "tests-first" }]);
  });
});
