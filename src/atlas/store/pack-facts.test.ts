import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CodeSymbol, nothingParsed, type ParsedFile } from "../parsed-file.ts";
import { countWords } from "../search/file-words.ts";
import type { FileFacts } from "./file-facts.ts";
import { factsOfFault, packFacts, unpackFacts } from "./pack-facts.ts";

const name = fc.string({ unit: "binary", maxLength: 12 });
const symbol: fc.Arbitrary<CodeSymbol> = fc.record({
  name,
  kind: fc.constantFrom("class", "function", "macro"),
  parent: name,
  signature: name,
  from: fc.nat(),
  to: fc.nat(),
  isExported: fc.boolean(),
});
const parsed: fc.Arbitrary<ParsedFile> = fc.record({
  symbols: fc.array(symbol, { maxLength: 4 }),
  imports: fc.array(fc.record({ specifier: name, names: fc.array(name, { maxLength: 3 }) }), { maxLength: 3 }),
  namespace: fc.option(name, { nil: null }),
  isComplete: fc.boolean(),
});
const text = fc
  .array(fc.constantFrom("parse", "größe", "東京都", "\n", " ", "x_y", "\u{1f600}", "\n".repeat(31)), { maxLength: 40 })
  .map((parts) => parts.join(" "));

const facts: fc.Arbitrary<FileFacts> = fc.oneof(
  fc
    .constantFrom("binary", "too-large", "long-line", "missing", "slow")
    .map((fault) => factsOfFault(fault as "binary")),
  fc.record({
    lines: fc.nat(),
    fault: fc.constant(null),
    role: fc.constantFrom(null, "generated", "source"),
    words: fc.tuple(text, fc.array(name)).map(([content, names]) => countWords(content, names)),
    parsed: fc.oneof(parsed, fc.constant(nothingParsed)),
  }) as fc.Arbitrary<FileFacts>,
);

/** Getters resolved. */
const plain = ({ lines, fault, role, words, parsed: found }: FileFacts) => ({
  lines,
  fault,
  role,
  parsed: found,
  words: Object.fromEntries(Object.entries(words).map(([key, list]) => [key, [...list]])),
});

describe("packed facts", () => {
  it("unpack to what was packed", () => {
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 6 }), (list) => {
        expect(unpackFacts(packFacts(list))?.map(plain)).toEqual(list.map(plain));
      }),
    );
  });

  it("are nothing for no file", () => {
    expect(unpackFacts(packFacts([]))).toEqual([]);
  });

  it("are refused when an array is shorter or longer than the sizes say", () => {
    const packed = packFacts([
      factsOfFault("binary"),
      {
        ...factsOfFault("binary"),
        fault: null,
        words: countWords("one two one\n", ["one"]),
        parsed: { ...nothingParsed },
      },
    ]);
    for (const [key, list] of Object.entries(packed)) {
      expect(unpackFacts({ ...packed, [key]: list.slice(0, -1) })).toBeNull();
      const longer = new (list.constructor as Uint32ArrayConstructor)(list.length + 1);
      longer.set(list);
      expect(unpackFacts({ ...packed, [key]: longer })).toBeNull();
    }
  });
});
