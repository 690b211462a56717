import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CodeSymbol } from "../parsed-file.ts";
import { chooseWindows, type WindowOptions } from "./choose-windows.ts";

const symbol = (name: string, from: number, to: number): CodeSymbol => ({
  name,
  kind: "function",
  parent: "",
  signature: name,
  from,
  to,
  isExported: true,
});
const choose = (change: Partial<WindowOptions>) =>
  chooseWindows({ lines: 300, symbols: [], scores: undefined, places: [], names: new Set(), ...change });
const ranges = (change: Partial<WindowOptions>) => choose(change).map(({ from, to }) => [from, to]);

const options: fc.Arbitrary<WindowOptions> = fc.nat(400).chain((lines) =>
  fc.record({
    lines: fc.constant(lines),
    symbols: fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(), fc.nat()), { maxLength: 12 }).map((list) =>
      list.map(([name, a, b]) => {
        const from = 1 + (a % Math.max(1, lines));
        return symbol(name, from, from + (b % Math.max(1, lines - from + 1)));
      }),
    ),
    scores: fc.option(
      fc
        .array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 9, noNaN: true })), { maxLength: 16 })
        .map((list) => Float64Array.from(list)),
      { nil: undefined },
    ),
    places: fc.array(fc.nat(500), { maxLength: 6 }),
    names: fc.subarray(["a", "b", "toString"]).map((list) => new Set(list)),
  }),
);

describe("chooseWindows", () => {
  it("gives lines of the file, none twice, best first", () => {
    fc.assert(
      fc.property(options, (given) => {
        const windows = chooseWindows(given);
        const seen = new Set<number>();
        for (const { from, to, score } of windows) {
          expect(from).toBeGreaterThanOrEqual(1);
          expect(to).toBeLessThanOrEqual(given.lines);
          expect(from).toBeLessThanOrEqual(to);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          for (let line = from; line <= to; line++) {
            expect(seen.has(line)).toBe(false);
            seen.add(line);
          }
        }
        expect(windows.map(({ score }) => score)).toEqual(windows.map(({ score }) => score).sort((a, b) => b - a));
        expect(chooseWindows(given)).toEqual(windows);
      }),
    );
  });

  it("shows a named place with lines around it", () => {
    expect(ranges({ places: [100] })).toEqual([[85, 115]]);
    expect(ranges({ places: [1, 300] })).toEqual([
      [1, 16],
      [285, 300],
    ]);
    expect(ranges({ places: [301] })).toEqual([]);
    expect(ranges({ places: [100], symbols: [symbol("f", 80, 118)] })).toEqual([[80, 118]]);
  });

  it("shows what declares a named name, whole unless it is long", () => {
    expect(ranges({ names: new Set(["f"]), symbols: [symbol("f", 10, 12), symbol("g", 20, 22)] })).toEqual([[10, 12]]);
    expect(ranges({ names: new Set(["f"]), symbols: [symbol("f", 10, 290)] })).toEqual([[10, 99]]);
  });

  it("takes the best-scored lines, and none that say little", () => {
    const scores = Float64Array.from([0, 0, 0, 0, 5, 0, 0, 1, 0, 0]);
    expect(ranges({ scores })).toEqual([[121, 180]]);
    expect(ranges({ scores: new Float64Array(10) })).toEqual([]);
  });

  it("puts places before declarations before scores", () => {
    const scores = Float64Array.from([5, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const symbols = [symbol("f", 200, 210)];
    expect(ranges({ scores, symbols, names: new Set(["f"]), places: [150] })).toEqual([
      [135, 165],
      [200, 210],
      [1, 60],
    ]);
  });

  it("is nothing for an empty file", () => {
    expect(ranges({ lines: 0, places: [1], scores: Float64Array.from([1]), names: new Set(["f"]) })).toEqual([]);
  });
});
