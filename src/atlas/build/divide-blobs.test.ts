import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divideBlobs, needsRoom, threadsFor } from "./divide-blobs.ts";

const blobs = (count: number, bytes: number, path = "a.ts") => Array.from({ length: count }, () => ({ path, bytes }));
const megabyte = 1_000_000;

describe("threadsFor", () => {
  it.each([
    ["small scripts need none", blobs(100, 1_000), 8, 0],
    ["a large script needs the stack of a thread, even on one core", blobs(1, 50_000), 1, 1],
    ["much text needs none on one core", blobs(30, megabyte, "a.css"), 1, 0],
    ["much text is worth the other cores", blobs(30, megabyte, "a.css"), 2, 1],
    ["a thread for every few megabytes, not for every core", blobs(30, megabyte, "a.css"), 64, 4],
    ["never more than eight in all", blobs(500, megabyte, "a.css"), 64, 7],
  ])("%s", (_, wanted, cores, threads) => expect(threadsFor(wanted, cores)).toBe(threads));
});

describe("divideBlobs", () => {
  it("leaves all to a thread that must be started for a small tree", () =>
    expect(divideBlobs([...blobs(2, 100), ...blobs(1, 50_000)], 1)).toEqual({ own: [], others: [[0, 1, 2]] }));

  it("gives every blob to one share, in order, and no large script to this thread", () => {
    const blob = fc.record({ path: fc.constantFrom("a.ts", "b.py"), bytes: fc.integer({ min: 0, max: 900_000 }) });
    fc.assert(
      fc.property(fc.array(blob, { maxLength: 300 }), fc.integer({ min: 1, max: 64 }), (wanted, cores) => {
        const { own, others } = divideBlobs(wanted, threadsFor(wanted, cores));
        const places = [own, ...others].flat();
        expect(places.toSorted((a, b) => a - b)).toEqual([...wanted.keys()]);
        for (const share of [own, ...others]) expect(share).toEqual(share.toSorted((a, b) => a - b));
        expect(own.some((i) => needsRoom(wanted[i] ?? { path: "", bytes: 0 }))).toBe(false);
      }),
    );
  });
});
