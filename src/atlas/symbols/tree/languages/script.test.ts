import { describe, expect, it } from "vitest";
import { outlineOf } from "../outline.fixture.ts";

const table = [
  {
    title: "exports",
    source: `import a, { b as c, type d } from "x";
import * as e from "y";
import "z";
import q = require("w");
export * from "k";
export { l, m as n } from "o";
const listed = 1, hidden = 2;
export { listed };
const old = require("p");
`,
    symbols: [
      "7 +constant listed | const listed = 1, hidden = 2",
      "7 -constant hidden | const listed = 1, hidden = 2",
      '9 -constant old | const old = require("p")',
    ],
    imports: ["x {default, b, d}", "y {*}", "z", "w {*}", "k {*}", "o {l, m}", "p {*}"],
  },
  {
    title: "declarations",
    source: `@dec
export abstract class Box<T> {
  private x = 1;
  #y = 2;
  static open(): void {}
  get size() { return 1 }
  abstract close(): void;
}
export const make = (a: number) => { const local = 1; };
export default function main() {}
interface Shape { size: number; area(): number }
export enum Kind { Small, Large = 2 }
type Pair = [number, number];
export namespace N { export function f() {} function g() {} }
declare function later(): void;
let count;
`,
    symbols: [
      "2-8 +class Box | export abstract class Box<T>",
      "3 -field Box . x | private x = 1",
      "4 -field Box . #y | #y = 2",
      "5 +method Box . open | static open(): void",
      "6 +field Box . size | get size()",
      "7 +method Box . close | abstract close(): void",
      "9 +function make | export const make = (a: number) =>",
      "10 +function main | export default function main()",
      "11 -interface Shape | interface Shape",
      "11 -field Shape . size | size: number",
      "11 -method Shape . area | area(): number",
      "12 +enum Kind | export enum Kind",
      "12 +field Kind . Small | Small",
      "12 +field Kind . Large | Large = 2",
      "13 -type Pair | type Pair = [number, number]",
      "14 +module N | export namespace N",
      "14 +function N . f | export function f()",
      "14 -function N . g | function g()",
      "15 -function later | declare function later(): void",
      "16 -variable count | let count",
    ],
    imports: [],
  },
];

describe("typescript", () => {
  it.each(table)("finds $title", async ({ source, symbols, imports }) => {
    expect(await outlineOf("typescript", source)).toEqual({ symbols, imports });
  });
});
