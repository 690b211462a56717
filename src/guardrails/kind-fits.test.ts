import { describe, expect, it } from "vitest";
import type { ChangeKind } from "../domain/plan.ts";
import type { Stage } from "../domain/stage.ts";
import { contextOf, newFiles } from "./example-change.fixture.ts";
import { kindFits } from "./kind-fits.ts";

describe("kindFits", () => {
  it.each<[ChangeKind | null, Stage, string[], string[]]>([
    ["docs", "implement", ["README.md", "docs/a.png", "guide.rst"], []],
    ["docs", "implement", ["README.md", "src/a.ts"], ["src/a.ts"]],
    ["docs", "secure", ["src/a.ts"], ["src/a.ts"]],
    [
      "build",
      "implement",
      ["package.json", "vite.config.ts", "Makefile", "config/x.yaml", "scripts/build.js", ".editorconfig"],
      [],
    ],
    ["build", "implement", ["package.json", "src/a.ts", "README.md"], ["src/a.ts", "README.md"]],
    ["build", "document", ["README.md"], []],
    ["docs", "tests", ["test/a.ts"], []],
    ["behaviour", "implement", ["src/a.ts", "README.md"], []],
    ["refactor", "implement", ["src/a.ts"], []],
    [null, "implement", ["src/a.ts"], []],
  ])("%s in %s with %j refuses %j", (kind, stage, paths, expected) => {
    const violations = kindFits(newFiles(...paths), contextOf({ kind, stage }));
    expect(violations.map(({ path }) => path)).toEqual(expected);
    expect(violations.every(({ rule, message }) => rule === "kind-fits" && message.includes(`\`${kind}\``))).toBe(true);
  });
});
