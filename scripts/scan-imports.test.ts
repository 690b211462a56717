import { describe, expect, test } from "vitest";
import { scanImports } from "./scan-imports.ts";

const specifiers = (text: string) => scanImports(text).map(({ specifier }) => specifier);

describe("scanImports", () => {
  test.each([
    ['import { a } from "./a.ts";', "./a.ts"],
    ["import { a } from './a.ts';", "./a.ts"],
    ['import a, { type B } from "./a.ts";', "./a.ts"],
    ['import type { A } from "./a.ts";', "./a.ts"],
    ['import * as a from "node:fs";', "node:fs"],
    ['import "./a.ts";', "./a.ts"],
    ['import data from "./a.json" with { type: "json" };', "./a.json"],
    ['export { a } from "./a.ts";', "./a.ts"],
    ['export * from "./a.ts";', "./a.ts"],
    ['export type { A } from "./a.ts";', "./a.ts"],
    ['const a = await import("./a.ts");', "./a.ts"],
    ['type A = import("./a.ts").A;', "./a.ts"],
  ])("finds the import of %s", (text, specifier) => {
    expect(specifiers(text)).toEqual([specifier]);
  });

  test("reads an import over several lines and gives the line of its specifier", () => {
    expect(
      scanImports('/** About. */\nimport {\n  a,\n  b,\n} from "./ab.ts";\nimport { c } from "./c.ts";\n'),
    ).toEqual([
      { specifier: "./ab.ts", line: 5 },
      { specifier: "./c.ts", line: 6 },
    ]);
  });

  test.each([
    '// import { a } from "./a.ts";',
    '/*\nimport { a } from "./a.ts";\n*/',
    ' * import("./a.ts")'.replace(/^/, "/**\n").concat("\n */"),
    'export const from = "./a.ts";',
    'const text = "import of things";',
    "const a = await import(name);",
  ])("finds nothing in %j", (text) => {
    expect(specifiers(text)).toEqual([]);
  });

  test("keeps glob strings and addresses, which look like comments", () => {
    const text = 'const all = ["src/**", "test/**/*.ts", "https://example.org/x"];\nimport { a } from "./a.ts";\n';
    expect(scanImports(text)).toEqual([{ specifier: "./a.ts", line: 2 }]);
  });
});
