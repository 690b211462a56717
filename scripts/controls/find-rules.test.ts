import { expect, test } from "vitest";
import type { Removal } from "./control.ts";
import { findRules } from "./find-rules.ts";

const broken = (source: string, each: Removal["each"]): string[] =>
  findRules(source, { each, in: "a" }).map(({ start, end, to }) => source.slice(0, start) + to + source.slice(end));

test("elements of an array go with their comma", () => {
  expect(broken("const a = [1,\n  { b: [2] },\n];", "entries")).toEqual([
    "const a = [\n  { b: [2] },\n];",
    "const a = [1,\n  \n];",
  ]);
});

test("words of a template and of strings go alone", () => {
  expect(broken("const a = f(`x y`);", "words")).toEqual(["const a = f(` y`);", "const a = f(`x `);"]);
  expect(broken('const a = ["x", "y z"];', "words")).toEqual([
    'const a = ["", "y z"];',
    'const a = ["x", " z"];',
    'const a = ["x", "y "];',
  ]);
});

test("keys of an object go, whatever its type says", () => {
  expect(broken("export const a: Record<string, [number]> = { b: 1, c: 2 };", "entries")).toEqual([
    "export const a: Record<string, [number]> = {  c: 2 };",
    "export const a: Record<string, [number]> = { b: 1,  };",
  ]);
});

test("each check of a function goes", () => {
  expect(broken("const a = (b) => { if (b) return 1; if (!b) throw b; return 2; };", "checks")).toEqual([
    "const a = (b) => { ; if (!b) throw b; return 2; };",
    "const a = (b) => { if (b) return 1; ; return 2; };",
  ]);
});

test("each operand of the longest chain becomes what decides nothing", () => {
  expect(broken("const a = (b, c) => (b || c) && (c && b) && !c;", "terms")).toEqual([
    "const a = (b, c) => (true) && (c && b) && !c;",
    "const a = (b, c) => (b || c) && (true && b) && !c;",
    "const a = (b, c) => (b || c) && (c && true) && !c;",
    "const a = (b, c) => (b || c) && (c && b) && true;",
  ]);
  expect(broken("const a = b || c;", "terms")).toEqual(["const a = false || c;", "const a = b || false;"]);
});

test("a name that stands nowhere, or holds nothing, is an error", () => {
  expect(() => broken("const b = [];", "entries")).toThrow("nothing to take out: entries of a");
  expect(() => broken("const a = [1];", "checks")).toThrow("nothing to take out: checks of a");
});
