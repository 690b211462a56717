/** The cache of the map: facts by blob, and notes, in one checksummed file; each part is unpacked when it is first asked for. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { constants, crc32, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { languageOf } from "../language.ts";
import { isMigration } from "../scan/classify-text.ts";
import type { FileRole } from "../scan/file-role.ts";
import type { FileFacts } from "./file-facts.ts";
import { type PackedFacts, packFacts, unpackFacts } from "./pack-facts.ts";

/** Anything that changes what is computed for a blob or made of a map changes this number: older caches are then made anew. */
const formatVersion = 6;
const magic = `draftsmith-atlas-cache ${formatVersion}\n`;
/** A cache that claims to be larger is not read. */
const maxBytes = 1_000_000_000;

export type AtlasCache = {
  /** By `factsKey`. */
  facts: ReadonlyMap<string, FileFacts>;
  /** Values that other parts of the map keep, by name; each checks its own with a schema. */
  notes: Readonly<Record<string, unknown>>;
};

export const emptyCache: AtlasCache = { facts: new Map(), notes: {} };

/** What is found in a blob depends on its path too: on the language, the role, and whether it is a migration. */
export const factsKey = (oid: string, path: string, role: FileRole): string =>
  `${oid} ${languageOf(path) ?? ""} ${role}${isMigration(path) ? " migration" : ""}`;

/** Null when there is no cache, or when it is older, cut off or damaged. */
export const readCache = (path: string): AtlasCache | null => {
  try {
    return decodeCache(readFileSync(path));
  } catch {
    return null;
  }
};

/** Replaces the file in one step; false when it cannot be written, which costs time alone. */
export const writeCache = (path: string, cache: AtlasCache): boolean => {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, encodeCache(cache));
    renameSync(draft, path);
    return true;
  } catch {
    removeDraft(draft);
    return false;
  }
};

/** Where no directory could be made, there is nothing to remove either, and that too is an error. */
const removeDraft = (draft: string): void => {
  try {
    rmSync(draft, { force: true });
  } catch {}
};

const columns = ["sizes", "words", "starts", "places", "lengths", "names", "parsed"] as const;

const headLength = magic.length + 9;

const magicAndSum = (rest: Uint8Array): Buffer => Buffer.from(`${magic}${crc32(rest).toString(16).padStart(8, "0")}\n`);

const notePrefix = "note ";

/** Magic, CRC-32 of the rest, a JSON table of the blocks' names and sizes, then the blocks, each compressed. */
export const encodeCache = ({ facts, notes }: AtlasCache): Buffer => {
  const packed = packFacts([...facts.values()]);
  const blocks: [string, Uint8Array][] = [
    ["keys", Buffer.from([...facts.keys()].join("\n"))],
    ...Object.entries(notes).map(([name, note]): [string, Uint8Array] => [
      notePrefix + name,
      Buffer.from(JSON.stringify(note)),
    ]),
    ...columns.map((name): [string, Uint8Array] => {
      const { buffer, byteOffset, byteLength } = packed[name];
      return [name, new Uint8Array(buffer, byteOffset, byteLength)];
    }),
  ];
  const compressed = blocks.map(([, bytes]) =>
    zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
  );
  const table = Buffer.from(
    `${JSON.stringify(blocks.map(([name, bytes], i) => [name, bytes.byteLength, compressed[i]?.length ?? 0]))}\n`,
  );
  const rest = Buffer.concat([table, ...compressed]);
  return Buffer.concat([magicAndSum(rest), rest]);
};

export const decodeCache = (file: Buffer): AtlasCache | null => {
  const head = magicAndSum(file.subarray(headLength));
  if (file.length > maxBytes || !file.subarray(0, headLength).equals(head)) return null;
  const readBlock = openBlocks(file.subarray(headLength));
  let facts: ReadonlyMap<string, FileFacts> | null = null;
  return {
    get facts() {
      facts ??= readFacts(readBlock.read) ?? emptyCache.facts;
      return facts;
    },
    notes: openNotes(readBlock),
  };
};

type Blocks = { names: readonly string[]; read: (name: string) => Buffer };

const openBlocks = (rest: Buffer): Blocks => {
  const tableEnd = rest.indexOf(10);
  const table = JSON.parse(rest.toString("utf8", 0, tableEnd)) as [string, number, number][];
  const places = new Map<string, { from: number; to: number; size: number }>();
  let at = tableEnd + 1;
  for (const [name, size, compressed] of table) {
    places.set(name, { from: at, to: at + compressed, size });
    at += compressed;
  }
  return {
    names: [...places.keys()],
    read: (name) => {
      const place = places.get(name);
      if (!place) throw new Error("a block of the cache is missing");
      return zstdDecompressSync(rest.subarray(place.from, place.to), { maxOutputLength: Math.max(1, place.size) });
    },
  };
};

/** Null when the blocks are not those that `encodeCache` writes. */
const readFacts = (read: Blocks["read"]): Map<string, FileFacts> | null => {
  try {
    const wide = (name: string): Uint32Array<ArrayBuffer> => new Uint32Array(aligned(read(name)));
    const narrow = (name: string): Uint16Array<ArrayBuffer> => new Uint16Array(aligned(read(name)));
    const packed: PackedFacts = {
      sizes: wide("sizes"),
      words: wide("words"),
      starts: wide("starts"),
      places: narrow("places"),
      lengths: narrow("lengths"),
      names: wide("names"),
      parsed: new Uint8Array(aligned(read("parsed"))),
    };
    const facts = unpackFacts(packed);
    const text = read("keys").toString("utf8");
    const keys = text === "" ? [] : text.split("\n");
    if (facts === null || facts.length !== keys.length) return null;
    return new Map(keys.map((key, i) => [key, facts[i] as FileFacts]));
  } catch {
    return null;
  }
};

const openNotes = ({ names, read }: Blocks): Record<string, unknown> => {
  const notes: Record<string, unknown> = {};
  for (const name of names) {
    if (!name.startsWith(notePrefix)) continue;
    const get = (): unknown => JSON.parse(read(name).toString("utf8"));
    Object.defineProperty(notes, name.slice(notePrefix.length), { get, enumerable: true });
  }
  return notes;
};

/** The bytes in a buffer of their own, so that numbers can be read from them. */
const aligned = (bytes: Buffer): ArrayBuffer => {
  const { buffer, byteOffset, byteLength } = bytes;
  return byteOffset === 0 && buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
    ? buffer
    : new Uint8Array(bytes).buffer;
};
