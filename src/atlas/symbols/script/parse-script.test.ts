import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseScript } from "./parse-script.ts";

type Language = Parameters<typeof parseScript>[1];

const parse = (text: string, language: Language = "typescript") => {
  const file = parseScript(text, language);
  if (file === null) throw new Error("nothing parsed");
  return file;
};

/** `kind Parent.name`, with a plus when it is exported. */
const outline = (text: string, language?: Language): string[] =>
  parse(text, language).symbols.map(
    ({ kind, parent, name, isExported }) =>
      `${kind} ${parent === "" ? "" : `${parent} . `}${name}${isExported ? " +" : ""}`,
  );

const signatures = (text: string, language?: Language): string[] =>
  parse(text, language).symbols.map(({ signature }) => signature);

const imports = (text: string, language?: Language): Record<string, string[]> =>
  Object.fromEntries(parse(text, language).imports.map(({ specifier, names }) => [specifier, names]));

describe("symbols of TypeScript", () => {
  const table: [string, string, string[]][] = [
    [
      "functions and overloads",
      "export function f(a: string): void; export function f(a: any) {} async function* g() {}",
      ["function f +", "function f +", "function g"],
    ],
    [
      "variables by what they hold",
      "export const a = 1; let b: string; const c = () => 1, d = function () {}; var e = class { m() {} };",
      ["constant a +", "variable b", "function c", "function d", "class e", "method e . m"],
    ],
    [
      "destructured names",
      "export const { a, b: { c = 1 }, ...rest } = x, [d, , ...tail] = y;",
      ["constant a +", "constant c +", "constant rest +", "constant d +", "constant tail +"],
    ],
    [
      "members of classes",
      `export abstract class A extends B {
        #secret = 1; static count = 0; 'quoted' = 1; [Symbol.iterator]() {} [computed()] = 1; [key: string]: any; static {}
        constructor(private readonly port: number, public host = "", plain?: string) { super(); }
        private hidden() {} protected open(): void {} abstract todo(): void; abstract size: number;
        get value() { return 1; } accessor fast = 1; handler = async () => {};
      }`,
      [
        "class A +",
        "field A . #secret",
        "field A . count +",
        "field A . quoted +",
        "method A . [Symbol.iterator] +",
        "method A . constructor +",
        "field A . port",
        "field A . host +",
        "method A . hidden",
        "method A . open +",
        "method A . todo +",
        "field A . size +",
        "field A . value +",
        "field A . fast +",
        "method A . handler +",
      ],
    ],
    [
      "interfaces, types and enums",
      "export interface I { a: 1; b?(): void; (): void; [k: string]: 1; get c(): 1 } type T = 1; export enum E { x, 'y z' = 1 }",
      [
        "interface I +",
        "field I . a +",
        "method I . b +",
        "field I . c +",
        "type T",
        "enum E +",
        "field E . x +",
        "field E . y z +",
      ],
    ],
    [
      "namespaces and ambient modules",
      "export namespace A.B { export const x = 1; const y = 2 } declare module 'm' { function f(): void } declare global { var g: 1 }",
      [
        "module A +",
        "module A . B +",
        "constant A.B . x +",
        "constant A.B . y",
        "module m +",
        "function m . f +",
        "module global +",
        "variable global . g +",
      ],
    ],
    [
      "a namespace that stays inside",
      "namespace A { export class B { m() {} } } export {}",
      ["module A", "class A . B", "method A.B . m"],
    ],
    [
      "ambient names of a script",
      "declare function f(): void; declare const a: 1; interface I {}",
      ["function f +", "constant a +", "interface I"],
    ],
    [
      "declarations without initializers",
      "export const a: number; export class B { m(): void }",
      ["constant a +", "class B +", "method B . m +"],
    ],
    [
      "names exported later",
      "const a = 1, b = 2, c = 3; class D { m() {} } export { a, b as z }; export default D;",
      ["constant a +", "constant b +", "constant c", "class D +", "method D . m +"],
    ],
    ["nameless defaults", "export default class { m() {} }", ["class default +", "method default . m +"]],
    [
      "default values",
      "export default { data() {}, size: 1, load: async () => {} }",
      ["constant default +", "method default . data +", "method default . load +"],
    ],
    [
      "functions in exported objects",
      "export const api = { get() {}, n: 1, deep: { no() {} } } as const; const own = { no() {} };",
      ["constant api +", "method api . get +", "constant own"],
    ],
    ["export assignments", "class A {} export = A;", ["class A +"]],
    ["required modules as imports", "const fs = require('fs'), { a } = require('b'), c = 1;", ["constant c"]],
  ];

  it.each(table)("finds %s", (_, text, expected) => {
    expect(outline(text)).toEqual(expected);
    expect(parse(text).isComplete).toBe(true);
  });
});

describe("symbols of JavaScript", () => {
  const table: [string, string, string[]][] = [
    [
      "exported properties",
      "exports.a = function () {}; module.exports.b = 1; exports['c'] = class { m() {} };",
      ["function a +", "constant b +", "class c +", "method c . m +"],
    ],
    [
      "an exported object",
      "function a() {} const b = 1; module.exports = { a, x: b, c() {}, d: () => 1, e: 2 };",
      ["function a +", "constant b +", "function c +", "function d +"],
    ],
    ["an exported value", "module.exports = class Parser { m() {} };", ["class Parser +", "method Parser . m +"]],
    [
      "chained assignments",
      "var app = exports = module.exports = {}; app.init = function () {}; exports.p = exports.q = void 0;",
      ["variable app +", "method app . init +"],
    ],
    [
      "prototypes",
      "function F() {} F.prototype.go = function () {}; F.prototype = { a() {} }; F.of = () => 1; module.exports = F;",
      ["function F +", "method F . go +", "method F . a +", "method F . of +"],
    ],
    ["globals", "window.start = function () {};", ["function start +"]],
    [
      "wrapped scripts",
      "(function (root) { function f() {} exports.f = f; })(this); !function () { var a = 1 }();",
      ["function f +", "variable a"],
    ],
    ["elements", "export const App = () => <a b={c}>d</a>;", ["function App +"]],
    ["a script that returns", "const a = 1; return;", ["constant a"]],
    [
      "Flow's annotations",
      "// @flow\nimport type { A } from 'b'; export function f(a: string): A {}",
      ["function f +"],
    ],
    ["a module with `exports` as a name", "import a from 'a'; exports.b = 1; export const c = 1;", ["constant c +"]],
  ];

  it.each(table)("finds %s", (_, text, expected) => {
    expect(outline(text, "javascript")).toEqual(expected);
    expect(parse(text, "javascript").isComplete).toBe(true);
  });
});

describe("signatures", () => {
  const long = "x".repeat(200);
  const table: [string, string, string[]][] = [
    [
      "heads without bodies",
      "export async function f<T>(a: A,\n  b?: B): Promise<C> { return 1; }",
      ["export async function f<T>(a: A, b?: B): Promise<C>"],
    ],
    [
      "heritage",
      "export default class X\n extends Y implements Z {}",
      ["export default class X extends Y implements Z"],
    ],
    ["short values", "export const a: T = { b: 1 };", ["export const a: T = { b: 1 }"]],
    ["long values cut off", `const a: T = "${long}";`, ["const a: T"]],
    [
      "arrow functions",
      "const f = async (a: A): Promise<B> => { return 1 };",
      ["const f = async (a: A): Promise<B> =>"],
    ],
    ["each variable with its keyword", "export let a = 1,\n b: B;", ["export let a = 1", "export let b: B"]],
    ["no comments", "function f(/* why */ a: 'http://x', // then\n b: B) {}", ["function f( a: 'http://x', b: B)"]],
    [
      "no decorators",
      "@d({ a: 1 }) /* c */ export class A { @e() /** f */ public g = 1 } export @d class B {}",
      ["export class A", "public g = 1", "export class B"],
    ],
    ["160 characters", `type T = "${long}";`, [`type T = "${"x".repeat(149)}…`]],
    ["whole characters", `type T = "${"𝒳".repeat(200)}";`, [`type T = "${"𝒳".repeat(74)}…`]],
  ];

  it.each(table)("shows %s", (_, text, expected) => {
    expect(signatures(text)).toEqual(expected);
  });
});

it("counts lines from the first word of the declaration, whatever characters and comments stand before", () => {
  const text = [
    "\uFEFF#!/usr/bin/env node",
    "/* 日本 🤨 */ // é",
    "/** about */ @dec(",
    ")",
    "export class Ä {",
    "  @dec",
    "  // 𝒳",
    "  m() {",
    "  }",
    "}",
    "const a = 1,",
    "  b = `",
    "`;",
  ].join("\r\n");
  expect(parse(text).symbols.map(({ name, from, to }) => [name, from, to])).toEqual([
    ["Ä", 5, 10],
    ["m", 8, 9],
    ["a", 11, 11],
    ["b", 12, 13],
  ]);
});

describe("imports", () => {
  it("lists declarations with their names, in order and once", () => {
    const text = `import a, { b as c, type D } from "./x.js"; import * as n from "n"; import type T from "t"; import "side";
      export * from "e"; export * as q from "f"; export { z as y, default } from "./x.js"; import r = require("r");
      declare module "m" { import w from "w"; }`;
    expect(Object.entries(imports(text))).toEqual([
      ["./x.js", ["default", "b", "D", "z"]],
      ["n", ["*"]],
      ["t", ["default"]],
      ["side", []],
      ["e", ["*"]],
      ["f", ["*"]],
      ["r", ["*"]],
      ["w", ["default"]],
    ]);
  });

  it("finds requests anywhere in the code", () => {
    const text = `const { a, b: c } = require("one"), d = require('two'); class E extends require("three") {}
      function f(x: import("four").Name.Inner) { if (x) return [import("five"), require.resolve("no"), import(\`six\`)]; }`;
    expect(imports(text)).toEqual({
      one: ["a", "b"],
      two: ["*"],
      three: ["*"],
      four: ["Name"],
      five: ["*"],
      six: ["*"],
    });
  });

  it("passes over requests in strings, templates, patterns, comments, text and of other objects", () => {
    const text = `s = "require('a')"; t = \`require("b") \${require("yes")}\`; /require("c")/; // require("d")
      other.require("e"); x = <a>require("f")</a>; require(name); require("g" + h); import(\`i\${j}\`); u = "import('k')";`;
    expect(imports(text, "javascript")).toEqual({ yes: ["*"] });
  });

  it("reads references in front of the first statement", () => {
    const text = `/// <reference path="a.d.ts" />\n/// <reference types="node" />\nlet a;\n/// <reference path="no.d.ts" />`;
    expect(imports(text)).toEqual({ "./a.d.ts": ["*"], node: [] });
  });
});

describe("bad input", () => {
  it.each(["", "\uFEFF", " \r\n", "// nothing\n"])("finds nothing in %j, completely", (text) => {
    expect(parseScript(text, "typescript")).toEqual({ symbols: [], imports: [], namespace: null, isComplete: true });
  });

  it("keeps what there is when the parser mends a fault", () => {
    const file = parse("class A { abstract m() {} } function f() {}");
    expect(file.isComplete).toBe(false);
    expect(file.symbols.map(({ name }) => name)).toEqual(["A", "m", "f"]);
  });

  it.each(["const a = ;", "function f( {", "\0\0\0", "<<<<<<< HEAD"])("gives up on %j", (text) => {
    expect(parseScript(text, "typescript")).toBeNull();
  });

  it("leaves out names that no one could type, and what they hold", () => {
    const name = "a".repeat(10_000);
    expect(outline(`class ${name} { m() {} } class B { "x\\ny"() {} z() {} }`)).toEqual(["class B", "method B . z"]);
  });

  it("reads a line of five megabytes", () => {
    const text = `${"f(a<b,[c]);".repeat(450_000)}export const last = 1`;
    expect(outline(text)).toEqual(["constant last +"]);
  });

  it("reads a chain of operators that the walk of the tree cannot follow", () => {
    const text = `x = ${"'a' + ".repeat(100_000)}'b'; require("c"); export const d = 1;`;
    expect(outline(text)).toEqual(["constant d +"]);
    expect(imports(text)).toEqual({ c: ["*"] });
  });

  it("reads many comments between many heads", () => {
    const text = `interface I { ${"a/**/:1;".repeat(20_000)} }`;
    expect(parse(text).symbols).toHaveLength(20_001);
  });

  it("never throws, and gives lines of the text in order", () => {
    const token = fc.constantFrom(
      ..."export default class A extends B { } ( ) [ ] => = ; , : ? < > . ... # @ ` ${ const a function f async * get import from require \"x\" 'y' /* */ // / \n é 𝒳 declare module namespace enum interface type abstract private static".split(
        " ",
      ),
      "\n",
    );
    const texts = fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join(" "));
    fc.assert(
      fc.property(texts, fc.constantFrom<Language>("typescript", "tsx", "javascript"), (text, language) => {
        const lines = text.split("\n").length;
        for (const { from, to, signature } of parseScript(text, language)?.symbols ?? []) {
          expect(from).toBeGreaterThanOrEqual(1);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(lines);
          expect(signature.length).toBeLessThanOrEqual(160);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("deep nesting", () => {
  const parser = fileURLToPath(new URL("./parse-script.ts", import.meta.url));
  // In a worker, whose stack is half of the main thread's, of a process of its own: an overflow would end the tests.
  const worker = `
    const pairs = [["(", ")"], ["[", "]"], ["{a:", "}"], ["<a>", "</a>"], ["(function(){", "})()"], ["!", ""], ["a=>", ""],
      ["a?b:", ""], ["\`\${", "}\`"], ["a<", ""], ["(a=", ")=>1"], ["f(", ""], ["new ", ""]];
    import(${JSON.stringify(parser)}).then(({ parseScript }) => {
      for (const [open, close] of pairs)
        for (const depth of [300, 1_300, 2_500, 3_900, 10_000, 100_000])
          for (const language of ["typescript", "tsx", "javascript"])
            parseScript("x=" + open.repeat(depth) + "1" + close.repeat(depth), language);
      process.stdout.write("alive");
    });`;
  const main = `new (require("node:worker_threads").Worker)(${JSON.stringify(worker)}, { eval: true })`;

  it("does not end the process", () => {
    const { stdout, status } = spawnSync(process.execPath, ["-e", main], { encoding: "utf8" });
    expect({ stdout, status }).toEqual({ stdout: "alive", status: 0 });
  }, 60_000);
});
