import { expect, it } from "vitest";
import { flattenUse } from "./flatten-use.ts";

it.each([
  ["serde", [["serde"]]],
  ["std::fmt", [["std", "fmt"]]],
  ["std::fmt::Result as FmtResult", [["std::fmt", "Result"]]],
  ["::std::fmt", [["std", "fmt"]]],
  ["a::*", [["a", "*"]]],
  ["{a, b::c}", [["a"], ["b", "c"]]],
  [
    "a::{b, c::{self, d as e}, f::*, g}",
    [
      ["a", "b", "g"],
      ["a::c", "self", "d"],
      ["a::f", "*"],
    ],
  ],
  ["a::{\n  b, // one\n  c, /* two */\n}", [["a", "b", "c"]]],
  [
    "a::{b::{c}, d",
    [
      ["a::b", "c"],
      ["a", "d"],
    ],
  ],
  ["a::b as  c, as d, f as as", [["a", "b"], ["asd"], ["f"]]],
  [`a${" ".repeat(400_000)}b`, [["ab"]]],
  ["}}, {", []],
  ["", []],
])("flattens %j", (tree, expected) => {
  expect(flattenUse(tree).map(({ path, names }) => [path, ...names])).toEqual(expected);
});
