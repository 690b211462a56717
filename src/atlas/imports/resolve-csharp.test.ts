import { expect, it } from "vitest";
import { createCsharpResolver } from "./resolve-csharp.ts";
import { resolveInTestTree } from "./resolve-in-test-tree.ts";
import { indexTree } from "./tracked-tree.ts";

const many = Array.from({ length: 41 }, (_, at) => `Many/T${at}.cs`);
const resolve = resolveInTestTree("csharp", {
  files: ["src/Cart.cs", "src/Order.cs", "src/Api/View.cs", "tests/CartTests.cs", ...many],
  namespaces: {
    "src/Cart.cs": "Shop",
    "src/Order.cs": "Shop",
    "src/Api/View.cs": "Shop.Api",
    "tests/CartTests.cs": "Shop.Tests.Unit",
    ...Object.fromEntries(many.map((path) => [path, "Many"])),
  },
  symbols: { "src/Order.cs": ["Line"] },
});

it.each([
  ["Shop", ["src/Cart.cs", "src/Order.cs"]],
  ["Shop.Api", ["src/Api/View.cs"]],
  ["Api", ["src/Api/View.cs"]],
  ["Shop.Cart", ["src/Cart.cs"]],
  ["Shop.Line", ["src/Order.cs"]],
  ["Many", []],
  ["Many.T7", ["Many/T7.cs"]],
  ["System.Linq", []],
  ["__proto__", []],
])("%s", (wanted, expected) => {
  expect(resolve("tests/CartTests.cs", wanted)).toEqual(expected);
});

it("looks at the types of a file once, however many names are asked for", () => {
  const looks: string[] = [];
  const resolveAll = createCsharpResolver(
    indexTree({
      paths: many,
      read: () => null,
      namespaceOf: () => "Many",
      symbolsOf: (path) => {
        looks.push(path);
        return ["Item"];
      },
    }),
  );
  for (let at = 0; at < 100; at++)
    expect(resolveAll("Many/T1.cs", { specifier: `Many.X${at}`, names: [] })).toEqual([]);
  expect(looks).toEqual(many);
});
