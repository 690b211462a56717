import { expect, it } from "vitest";
import { createWildcardMap, fillStars } from "./wildcard-map.ts";

const map = createWildcardMap([
  ["a", 1],
  ["a/*", 2],
  ["a/b/*", 3],
  ["*.css", 4],
  ["x*y", 5],
  ["two*stars*", 6],
]);

it.each([
  ["a", [[1, ""]]],
  ["a/c", [[2, "c"]]],
  [
    "a/b/c",
    [
      [3, "c"],
      [2, "b/c"],
    ],
  ],
  [
    "a/b/c.css",
    [
      [3, "c.css"],
      [2, "b/c.css"],
      [4, "a/b/c"],
    ],
  ],
  ["xy", [[5, ""]]],
  ["x", []],
  ["twostars", []],
  ["__proto__", []],
])("%s", (text, expected) => {
  expect(map(text).map(({ value, star }) => [value, star])).toEqual(expected);
});

it("fills every star and refuses what no path can be", () => {
  expect(fillStars("./*/*.js", "a")).toBe("./a/a.js");
  expect(fillStars("*".repeat(900), "long")).toBeNull();
  expect(fillStars("x".repeat(2_000), "")).toBeNull();
});
