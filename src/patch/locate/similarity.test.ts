import { expect, it } from "vitest";
import { informationOf, isAlike, similarity } from "./similarity.ts";

it.each<[string, string, boolean]>([
  ["const total = sum(items);", "  const total = sum(item);", true],
  ["const total = sum(items);", "const total = count(items);", true],
  ["return a - b;", "throw new Error();", false],
  ["}", "{", false],
  ["", "", true],
  ["a", "b", false],
])("%j and %j are alike: %j", (one, other, alike) => {
  expect(isAlike(one, other)).toBe(alike);
  expect(similarity(one, other)).toBe(similarity(other, one));
});

it("lines without letters tell little, long ones no more than enough", () => {
  const told = ["}", "x", "return total;", "return the total of all the items;"].map(informationOf);
  expect(told).toEqual(told.toSorted((one, other) => one - other));
  expect(told[0]).toBeLessThan(0.3);
  expect(told[3]).toBe(1);
});
