import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nothingParsed } from "../parsed-file.ts";
import { countWords } from "../search/file-words.ts";
import {
  type AtlasCache,
  decodeCache,
  emptyCache,
  encodeCache,
  factsKey,
  readCache,
  writeCache,
} from "./atlas-cache.ts";
import type { FileFacts } from "./file-facts.ts";
import { factsOfFault } from "./pack-facts.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "cache-test-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const facts: FileFacts = {
  lines: 3,
  fault: null,
  role: "source",
  words: countWords("größe 東京\nparse it\nparse\n", ["parse", "größe"]),
  parsed: {
    ...nothingParsed,
    symbols: [{ name: "größe", kind: "function", parent: "", signature: "größe()", from: 1, to: 3, isExported: true }],
    imports: [{ specifier: "./ü", names: ["*"] }],
    namespace: "名",
  },
};
const cache: AtlasCache = {
  facts: new Map([
    ["a".repeat(40), facts],
    [factsKey("b".repeat(40), "db/migrations/a.py", "source"), factsOfFault("binary")],
  ]),
  notes: { history: { commits: [{ subject: "Größe \ud800" }] }, __proto__: 1, other: null },
};
const plain = ({ facts: known, notes }: AtlasCache) => ({
  notes,
  facts: [...known].map(([key, { lines, fault, role, words, parsed }]) => ({
    key,
    lines,
    fault,
    role,
    parsed,
    words: Object.values(words).map((list) => [...list]),
  })),
});

/** What a file with these bytes is read as. */
const readBytes = (bytes: Uint8Array): AtlasCache | null => {
  const path = join(dir, "damaged");
  writeFileSync(path, bytes);
  return readCache(path);
};

describe("the cache file", () => {
  it("gives back what was written", () => {
    const path = join(dir, "new/deep/cache");
    expect(writeCache(path, cache)).toBe(true);
    expect(plain(readCache(path) ?? emptyCache)).toEqual(plain(cache));
    expect(writeCache(path, emptyCache)).toBe(true);
    expect(readCache(path)).toEqual(emptyCache);
    expect(readdirSync(join(dir, "new/deep"))).toEqual(["cache"]);
  });

  it("is the same bytes for the same cache", () => {
    expect(encodeCache(cache).equals(encodeCache(cache))).toBe(true);
  });

  it("is nothing when it is cut off, at any length", () => {
    const bytes = encodeCache(cache);
    for (let length = 0; length < bytes.length; length++) expect(readBytes(bytes.subarray(0, length))).toBeNull();
  });

  it("is nothing when any byte is another, or bytes follow", () => {
    const bytes = encodeCache(cache);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        expect(readBytes(damaged)).toBeNull();
      }),
      { numRuns: 300 },
    );
    expect(readBytes(Buffer.concat([bytes, Buffer.from([0])]))).toBeNull();
  });

  it("is nothing when it has another format", () => {
    const text = encodeCache(cache).toString("latin1");
    const older = text.replace(/^draftsmith-atlas-cache \d+/, "draftsmith-atlas-cache 0");
    expect(older).not.toBe(text);
    expect(readBytes(Buffer.from(older, "latin1"))).toBeNull();
    for (const other of ["", "\n", "{}", "draftsmith-atlas-cache"]) expect(readBytes(Buffer.from(other))).toBeNull();
  });

  it("is nothing where no file can be read", () => {
    expect(readCache(join(dir, "nowhere"))).toBeNull();
    expect(readCache(dir)).toBeNull();
  });

  it("is not written where that is impossible, and nothing is left behind", () => {
    writeFileSync(join(dir, "file"), "x");
    expect(writeCache(join(dir, "file/cache"), cache)).toBe(false);
    mkdirSync(join(dir, "taken/cache"), { recursive: true });
    expect(writeCache(join(dir, "taken/cache"), cache)).toBe(false);
    expect(readdirSync(join(dir, "taken"))).toEqual(["cache"]);
    expect(writeCache(`${dir}/nul\0`, cache)).toBe(false);
  });

  it("decodes without a file", () => {
    expect(plain(decodeCache(encodeCache(cache)) ?? emptyCache)).toEqual(plain(cache));
  });
});
