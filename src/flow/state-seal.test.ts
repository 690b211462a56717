/** The seal: what was signed opens, what was touched does not, and a record of one kind proves nothing as another. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { createSeal, noSeal } from "./state-seal.ts";

const key = "k".repeat(32);
const seal = createSeal(key);
const record = { version: 1, issue: 7, list: [1, { b: 2, a: null }], sequence: 3 };
const sealed = seal.close("record", record) as Record<string, unknown>;

describe("createSeal", () => {
  it("opens what it closed, in whatever order its keys come back", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (data) => {
        const plain = JSON.parse(JSON.stringify(data));
        delete plain.mac;
        const closed = seal.close("record", plain) as Record<string, unknown>;
        const shuffled = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(closed))).reverse());
        expect(seal.open("record", shuffled)).toEqual({ ok: true, value: plain });
      }),
    );
  });

  it.each<[string, unknown, RegExp]>([
    ["no code", record, /not signed/],
    ["another value", { ...sealed, sequence: 2 }, /altered/],
    ["a further key", { ...sealed, extra: 1 }, /altered/],
    ["a key less", { ...sealed, issue: undefined }, /altered/],
    ["a code cut short", { ...sealed, mac: String(sealed.mac).slice(0, 62) }, /altered/],
    ["a code in capitals", { ...sealed, mac: String(sealed.mac).toUpperCase() }, /altered/],
    ["a code with more behind it", { ...sealed, mac: `${sealed.mac}00` }, /altered/],
    ["a code that is no text", { ...sealed, mac: [sealed.mac] }, /altered/],
    ["an empty code", { ...sealed, mac: "" }, /altered/],
    ["null for a code", { ...sealed, mac: null }, /altered/],
    ["the code of another key", createSeal("x".repeat(32)).close("record", record), /altered/],
    ["the code of another kind", createSeal(key).close("incident", record), /altered/],
    ["a list", [sealed], /not signed/],
    ["a text", "sealed", /not signed/],
    ["null", null, /not signed/],
    ["data that nests deep", { ...sealed, list: JSON.parse(`${"[".repeat(5_000)}${"]".repeat(5_000)}`) }, /altered/],
  ])("refuses %s", (_, json, error) => {
    expect(seal.open("record", json)).toEqual({ ok: false, error: expect.stringMatching(error) });
  });

  it("believes the key before it for as long as that is given, and signs with the new one", () => {
    const rotated = createSeal("n".repeat(32), key);
    expect(rotated.open("record", sealed)).toEqual({ ok: true, value: record });
    expect(createSeal("n".repeat(32)).open("record", sealed).ok).toBe(false);
    expect(createSeal("n".repeat(32)).open("record", rotated.close("record", record)).ok).toBe(true);
  });

  it("replaces a code that stands in the record already", () => {
    expect(seal.close("record", { ...record, mac: "old" })).toEqual(sealed);
  });

  it("does not hold the key in what it writes", () => {
    expect(JSON.stringify(sealed)).not.toContain("kkkk");
  });
});

it("without a key a record is as it is, and a code is dropped", () => {
  expect(noSeal.close("record", record)).toBe(record);
  expect(noSeal.open("record", sealed)).toEqual({ ok: true, value: record });
});

it("canonical text is the same for equal data alone", () => {
  expect(canonicalJson({ b: [1, "x"], a: { d: null, c: true } })).toBe('{"a":{"c":true,"d":null},"b":[1,"x"]}');
  expect(canonicalJson({ a: 1, b: undefined })).toBe('{"a":1}');
});
