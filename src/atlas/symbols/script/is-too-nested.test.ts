import { expect, it } from "vitest";
import { isTooNested } from "./is-too-nested.ts";

const deep: Record<string, (depth: number) => string> = {
  parentheses: (n) => `x=${"(".repeat(n)}1${")".repeat(n)}`,
  arrays: (n) => `x=${"[".repeat(n)}${"]".repeat(n)}`,
  objects: (n) => `x=${"{a:".repeat(n)}1${"}".repeat(n)}`,
  elements: (n) => `x=${"<a>".repeat(n)}${"</a>".repeat(n)}`,
  functions: (n) => `${"(function(){".repeat(n)}${"})()".repeat(n)}`,
  templates: (n) => `x=${"`${".repeat(n)}1${"}`".repeat(n)}`,
  "open brackets alone": (n) => `x=${"(".repeat(n)}`,
  "type arguments": (n) => `type T=${"A<".repeat(n)}B${">".repeat(n)}`,
  arrows: (n) => `x=${"(a)=>".repeat(n)}1`,
  conditions: (n) => `x=${"a?b:".repeat(n)}1`,
  "else if": (n) => `if(a);${"else if(a);".repeat(n)}`,
  "else if with braces": (n) => `if(a){}${"else if(a){}".repeat(n)}`,
  loops: (n) => `${"for(;;)".repeat(n)};`,
  operators: (n) => `x=${"await ".repeat(n)}1`,
  "brackets that look closed in strings": (n) => `x=${'[")]}",'.repeat(n)}`,
  "brackets that look closed in comments": (n) => `x=${"[/*]*/".repeat(n)}`,
  "brackets that look closed in regular expressions": (n) => `x=${'[/"]/,"a",'.repeat(n)}`,
};

it.each(Object.entries(deep))("refuses %s nested 5,000 deep, not 100 deep among much else", (_, nest) => {
  expect(isTooNested(nest(5_000))).toBe(true);
  expect(isTooNested(`${nest(100)};${"f(a);\n".repeat(2_000)}`)).toBe(false);
});

it("refuses comparisons in a row that the parser would each try as type arguments", () => {
  expect(isTooNested(`x=${"a<".repeat(2_500)}1;`)).toBe(true);
  expect(isTooNested(`x=${"a<".repeat(20)}1;`.repeat(2_000))).toBe(false);
});

const flat: Record<string, string> = {
  "empty elements": "<path d='M0' fill='red' />\n",
  "elements with attributes in braces": "<b id={c}>text</b>\n",
  statements: "const a = f(b, [c], { d: `e` });\n",
  "statements without semicolons": "export const a = f(b)\n",
  comparisons: "if (a < b && c > d) e();\n",
  types: "type A = Map<string, Set<number>>;\n",
  "unclosed brackets in strings, comments and patterns": "s('(', \"[\"); /* { */ t(/[(]/); // (\n",
  "items of a list": "[1, 'two', three],\n",
};

it.each(Object.entries(flat))("accepts 20,000 %s", (_, line) => {
  expect(isTooNested(line.repeat(20_000))).toBe(false);
});

it("reads on after a slash that begins no pattern", () => {
  expect(isTooNested(",/[(".repeat(3_000))).toBe(true);
});
