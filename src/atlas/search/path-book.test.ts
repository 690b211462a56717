import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPathBook } from "./path-book.ts";

const name = fc.constantFrom("a", "b", "a.ts", "b.ts", "A.TS", ".a", "a.b.ts");
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
const tree = fc.uniqueArray(path, { maxLength: 30 });
const most = fc.integer({ min: 0, max: 5 });

const namesOf = (text: string): string[] => text.toLowerCase().split("/").reverse();
const sharedNames = (a: string, b: string): number => {
  const [left, right] = [namesOf(a), namesOf(b)];
  const end = left.findIndex((one, i) => one !== right[i]);
  return end === -1 ? left.length : end;
};
const withoutExtension = (text: string): string => text.replace(/(?<=[^/])\.[^./]*$/, "");

describe("createPathBook", () => {
  it("gives those that share most names at the end", () => {
    fc.assert(
      fc.property(tree, path, most, (paths, wanted, limit) => {
        const shared = Math.max(0, ...paths.map((one) => sharedNames(one, wanted)));
        const best = paths.filter((one) => sharedNames(one, wanted) === shared).sort();
        const isKnown = shared > 0 && best.length <= limit;
        expect(createPathBook(paths).sharingEnd(wanted, limit)).toEqual(isKnown ? best : null);
      }),
    );
  });

  it("gives those that end so without their extension", () => {
    fc.assert(
      fc.property(tree, path, most, (paths, wanted, limit) => {
        const found = createPathBook(paths).withoutExtensionEndingIn(wanted, limit);
        const all = paths.filter(
          (one) =>
            withoutExtension(one) !== one &&
            `/${withoutExtension(one).toLowerCase()}`.endsWith(`/${wanted.toLowerCase()}`),
        );
        expect(found).toHaveLength(Math.min(all.length, limit + 1));
        expect(all).toEqual(expect.arrayContaining(found));
        expect(found).toEqual([...found].sort());
      }),
    );
  });
});
