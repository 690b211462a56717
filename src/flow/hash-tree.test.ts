/** A tree has one name, whatever the order of its files. */
import { expect, it } from "vitest";
import { baseTree, hashTree } from "./hash-tree.ts";

const a = { path: "a", after: "1" };
const b = { path: "b", after: null };

it("does not depend on the order of the files", () => {
  expect(hashTree([a, b])).toBe(hashTree([b, a]));
});

it.each([
  ["another text", [{ ...a, after: "2" }, b]],
  ["another path", [{ ...a, path: "c" }, b]],
  ["a file that stands again", [a, { ...b, after: "" }]],
  ["a file less", [a]],
  ["the base", []],
])("tells %s apart", (_, changes) => {
  expect(hashTree(changes)).not.toBe(hashTree([a, b]));
  expect(hashTree(changes) === baseTree).toBe(changes.length === 0);
});
