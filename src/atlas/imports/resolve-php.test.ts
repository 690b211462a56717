import { expect, it } from "vitest";
import { resolveInTestTree } from "./resolve-in-test-tree.ts";

const resolve = resolveInTestTree("php", {
  files: [
    "src/Cart.php",
    "src/Api/View.php",
    "special/Deep.php",
    "tests/CartTest.php",
    "legacy/Old/Long/Name.php",
    "inc/functions.php",
    "classes/Mapped.php",
    "vendor-like/Loose.php",
  ],
  configs: {
    "composer.json": {
      autoload: {
        "psr-4": { "Shop\\": ["missing/", "src/"], "Shop\\Api\\Special\\": "special", "Out\\": "../../", __proto__: 1 },
        "psr-0": { Old_: "legacy", Old: "legacy" },
        classmap: ["classes/"],
      },
      "autoload-dev": { "psr-4": { "Shop\\Tests\\": "tests/" } },
    },
    "broken/composer.json": "[",
  },
  namespaces: { "classes/Mapped.php": "Anything", "vendor-like/Loose.php": "Loose" },
  symbols: { "vendor-like/Loose.php": ["Second"] },
});

it.each([
  ["Shop\\Cart", ["src/Cart.php"]],
  ["\\Shop\\Api\\View", ["src/Api/View.php"]],
  ["Shop\\Api\\Special\\Deep", ["special/Deep.php"]],
  ["Shop\\Tests\\CartTest", ["tests/CartTest.php"]],
  ["Shop: Cart", ["src/Cart.php"]],
  ["Old\\Long\\Name", ["legacy/Old/Long/Name.php"]],
  ["Old\\Long_Name", ["legacy/Old/Long/Name.php"]],
  ["Anything\\Mapped", ["classes/Mapped.php"]],
  ["Loose\\Second", ["vendor-like/Loose.php"]],
  ["./functions.php", ["inc/functions.php"]],
  ["../src/Cart.php", ["src/Cart.php"]],
  ["src/Cart.php", ["src/Cart.php"]],
  ["../../outside.php", []],
  ["/src/Cart.php", []],
  ["Out\\etc\\x", []],
  ["Psr\\Log\\LoggerInterface", []],
  ["Shop\\..\\..\\x", []],
])("%s", (wanted, expected) => {
  expect(resolve("inc/start.php", wanted)).toEqual(expected);
});
