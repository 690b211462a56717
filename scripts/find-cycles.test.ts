import { expect, test } from "vitest";
import { findCycles } from "./find-cycles.ts";

const graph = (edges: Record<string, string[]>) =>
  new Map(Object.entries(edges).map(([from, to]) => [from, to.map((target, index) => ({ target, line: index + 1 }))]));

test("a tree and a diamond have no cycle", () => {
  expect(findCycles(graph({ a: ["b", "c"], b: ["d"], c: ["d"], d: [] }))).toEqual([]);
});

test("names a cycle once, from its first file, with the line of the import that enters it", () => {
  expect(findCycles(graph({ c: ["a"], b: ["x", "c"], a: ["x", "b"], x: [] }))).toEqual([
    { files: ["a", "b", "c"], line: 2 },
  ]);
});

test("finds a file that imports itself", () => {
  expect(findCycles(graph({ a: ["a"] }))).toEqual([{ files: ["a"], line: 1 }]);
});

test("finds cycles that do not touch each other", () => {
  const cycles = findCycles(graph({ a: ["b"], b: ["a"], p: ["q"], q: ["p"] }));
  expect(cycles.map(({ files }) => files)).toEqual([
    ["a", "b"],
    ["p", "q"],
  ]);
});

test("ignores packages and files that are not in the graph", () => {
  expect(findCycles(graph({ a: ["zod", "b.json"] }))).toEqual([]);
});
