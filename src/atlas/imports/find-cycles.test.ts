import fc from "fast-check";
import { expect, it } from "vitest";
import { findCycles } from "./find-cycles.ts";

const graph = (text: string): Map<string, string[]> =>
  new Map(text.split(" ").map((row) => [row.slice(0, 1), [...row.slice(2)]]));

it.each([
  ["a>b b>c c>", []],
  ["a>a", []],
  ["a>b b>a", [["a", "b"]]],
  ["c>b b>a a>c", [["a", "b", "c"]]],
  [
    "z>y y>z b>a a>b m>za",
    [
      ["a", "b"],
      ["y", "z"],
    ],
  ],
  [
    "a>b b>ca c>d d>c",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  ["a>x b>x", []],
])("%s", (text, expected) => {
  expect(findCycles(graph(text))).toEqual(expected);
});

it("holds a chain of a hundred thousand files", () => {
  const size = 100_000;
  const edges = new Map(Array.from({ length: size }, (_, at) => [`${at}`, [`${(at + 1) % size}`]]));
  expect(findCycles(edges)[0]).toHaveLength(size);
});

const reachable = (edges: ReadonlyMap<string, readonly string[]>, from: string): Set<string> => {
  const seen = new Set<string>();
  const queue = [...(edges.get(from) ?? [])];
  for (const file of queue) {
    if (seen.has(file)) continue;
    seen.add(file);
    queue.push(...(edges.get(file) ?? []));
  }
  return seen;
};

it("groups exactly the files that reach each other, in any order of the entries", () => {
  const file = fc.constantFrom(..."abcdefgh");
  const property = fc.property(fc.array(fc.tuple(file, file), { maxLength: 20 }), (pairs) => {
    const edges = new Map<string, string[]>();
    for (const [from, to] of pairs) edges.set(from, [...(edges.get(from) ?? []), to]);
    const together = [..."abcdefgh"].map((one) =>
      [..."abcdefgh"].filter((other) => {
        return one === other || (reachable(edges, one).has(other) && reachable(edges, other).has(one));
      }),
    );
    const expected = [...new Set(together.filter((group) => group.length > 1).map((group) => group.join("")))].sort();
    const reversed = new Map([...edges].reverse());
    for (const map of [edges, reversed]) expect(findCycles(map).map((group) => group.join(""))).toEqual(expected);
  });
  fc.assert(property, { numRuns: 300 });
});
