import fc from "fast-check";
import { expect, it } from "vitest";
import { findPlaces } from "./find-places.ts";
import type { LevelIndex } from "./line-index.ts";

const indexOf = (keys: string[], wanted: string[]): LevelIndex => {
  const places = new Map(wanted.map((key): [string, number[]] => [key, []]));
  for (const [at, key] of keys.entries()) places.get(key)?.push(at);
  return { keys, places, key: (line) => line, scanned: new Map() };
};

const search = (keys: string[], wanted: string[]) =>
  keys.flatMap((_, start) => (wanted.every((key, i) => keys[start + i] === key) ? [start] : []));

it("findPlaces finds every place, overlapping ones too", () => {
  const line = fc.constantFrom("a", "a", "a", "b");
  fc.assert(
    fc.property(fc.array(line, { maxLength: 300 }), fc.array(line, { minLength: 1, maxLength: 6 }), (keys, wanted) => {
      expect(findPlaces(indexOf(keys, wanted), wanted)).toEqual(search(keys, wanted));
    }),
  );
});

it("findPlaces finds nothing for a line that the file lacks", () => {
  expect(findPlaces(indexOf(["a", "b"], ["a", "c"]), ["a", "c"])).toEqual([]);
});
