import { expect, it } from "vitest";
import { dependentsOf } from "./dependents-of.ts";

it("turns the edges around, sorted, each once", () => {
  const edges = new Map([
    ["c.ts", ["b.ts", "a.ts", "b.ts"]],
    ["a.ts", ["b.ts"]],
    ["b.ts", []],
  ]);
  expect([...dependentsOf(edges)]).toEqual([
    ["a.ts", ["c.ts"]],
    ["b.ts", ["a.ts", "c.ts"]],
  ]);
});
