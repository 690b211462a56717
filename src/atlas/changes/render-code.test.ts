import { expect, it } from "vitest";
import { renderCode, renderCodeCell } from "./render-code.ts";

it.each([
  ["src/a.ts", "`src/a.ts`", "`src/a.ts`"],
  ["a|b", "`a|b`", "`a\\|b`"],
  ["a\\|b", "`a\\|b`", "`a\\¦b`"],
  ["a`b", "``a`b``", "``a`b``"],
  ["`a`", "`` `a` ``", "`` `a` ``"],
  ["a`````b", "````a```b````", "````a```b````"],
  ["a\nb\u202Ec", "`a bc`", "`a bc`"],
  ["\u0000", "(empty)", "(empty)"],
])("renders %j", (text, inText, inCell) => {
  expect(renderCode(text)).toBe(inText);
  expect(renderCodeCell(text)).toBe(inCell);
});

it("keeps the end of a long path", () => {
  expect(renderCode(`${"d/".repeat(200)}file.ts`)).toMatch(/^`….{107,112}\/file\.ts`$/);
});
