import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareSboms } from "./compare-sboms.ts";
import { component } from "./component.fixture.ts";

const summary = (base: Parameters<typeof compareSboms>[0], head: Parameters<typeof compareSboms>[1]): string[] =>
  compareSboms(base, head).map(({ kind, before, after, notes }) =>
    [kind, (after ?? before)?.name, [before?.version, after?.version].filter(Boolean).join("→"), ...notes].join(" | "),
  );

describe("compareSboms", () => {
  test("finds what is new, gone and in another version", () => {
    const base = [component("a", "1"), component("b", "1"), component("c", "1")];
    const head = [component("d", "1"), component("a", "2"), component("c", "1")];
    expect(summary(base, head)).toEqual(["added | d | 1", "changed | a | 1→2", "removed | b | 1"]);
  });

  test("keeps several versions of a package apart", () => {
    const base = [component("a", "1"), component("a", "2")];
    expect(summary(base, [component("a", "2"), component("a", "3")])).toEqual(["changed | a | 1→3"]);
    expect(summary(base, [component("a", "1")])).toEqual(["removed | a | 2"]);
    expect(summary(base, [...base, component("a", "3")])).toEqual(["added | a | 3"]);
  });

  test("the same version with another hash comes first", () => {
    const base = [component("a", "1"), component("z", "1")];
    const head = [component("a", "2"), component("z", "1", { hashes: ["SHA-512:other"] })];
    expect(summary(base, head)).toEqual(["changed | z | 1→1 | another hash of the same version", "changed | a | 1→2"]);
  });

  test("names changes of licence and source", () => {
    const head = [component("a", "2", { licence: "GPL-3.0-only", host: null })];
    expect(summary([component("a", "1")], head)).toEqual([
      "changed | a | 1→2 | licence was MIT | source was registry.npmjs.org, is unknown",
    ]);
  });

  test("names hosts that are neither the registry nor known from the base", () => {
    const own = component("own", "1", { host: "npm.corp.test" });
    const head = [own, component("b", "1", { host: "npm.corp.test" }), component("c", "1", { host: "evil.test" })];
    expect(summary([own], head)).toEqual([
      "added | c | 1 | from evil.test, which is not the registry",
      "added | b | 1",
    ]);
    expect(summary([], [component("d", "1", { host: null })])).toEqual(["added | d | 1"]);
  });

  const bill = fc.array(
    fc
      .tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("1", "2", "3"), fc.constantFrom("MIT", "ISC"))
      .map(([name, version, licence]) => component(name, version, { licence })),
    { maxLength: 12 },
  );

  test("a bill does not differ from itself, in whatever order", () => {
    fc.assert(
      fc.property(bill, (components) => {
        expect(compareSboms(components, components.toReversed())).toEqual([]);
      }),
    );
  });

  test("the other way round, what was new is gone", () => {
    const unique = bill.map((components) => [
      ...new Map(components.map((each) => [JSON.stringify(each), each])).values(),
    ]);
    fc.assert(
      fc.property(unique, unique, (base, head) => {
        const count = (kind: string, from: typeof base, to: typeof base): number =>
          compareSboms(from, to).filter((change) => change.kind === kind).length;
        expect(count("added", base, head)).toBe(count("removed", head, base));
        expect(count("added", base, head) - count("removed", base, head)).toBe(head.length - base.length);
      }),
    );
  });

  test("many versions of one package are compared in linear time", () => {
    const many = (from: number) => Array.from({ length: 50_000 }, (_, at) => component("a", String(from + at)));
    expect(compareSboms(many(0), many(25_000))).toHaveLength(25_000);
  });
});
