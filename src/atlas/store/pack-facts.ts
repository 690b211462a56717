/** Facts of many files in a few flat arrays: one piece to hand from thread to thread and to keep in a file. */
import { nothingParsed, type ParsedFile } from "../parsed-file.ts";
import type { FileWords } from "../search/file-words.ts";
import type { FileFacts, FileFault } from "./file-facts.ts";

/** Numbers per file in `sizes`: lines, flags, then the lengths of its parts in the other arrays. */
const row = 7;
const faults: (FileFault | null)[] = [null, "binary", "too-large", "long-line", "missing", "slow"];
const roles: FileFacts["role"][] = [null, "generated", "source"];

export type PackedFacts = {
  sizes: Uint32Array<ArrayBuffer>;
  words: Uint32Array<ArrayBuffer>;
  starts: Uint32Array<ArrayBuffer>;
  places: Uint16Array<ArrayBuffer>;
  lengths: Uint16Array<ArrayBuffer>;
  names: Uint32Array<ArrayBuffer>;
  /** The parsed files as JSON, one after the other. */
  parsed: Uint8Array<ArrayBuffer>;
};

const noWords: FileWords = {
  words: new Uint32Array(),
  starts: new Uint32Array(1),
  places: new Uint16Array(),
  lengths: new Uint16Array(),
  names: new Uint32Array(),
};

export const factsOfFault = (fault: FileFault): FileFacts => ({
  lines: 0,
  fault,
  role: null,
  words: noWords,
  parsed: nothingParsed,
});

const noBytes = new Uint8Array();

/** What was parsed, as it came: facts go from threads to the cache without being read in between. */
const packedTexts = new WeakMap<FileFacts, Uint8Array>();

const packParsed = (file: FileFacts): Uint8Array => {
  const known = packedTexts.get(file);
  if (known) return known;
  return file.parsed === nothingParsed ? noBytes : Buffer.from(JSON.stringify(encodeParsed(file.parsed)));
};

export const packFacts = (files: readonly FileFacts[]): PackedFacts => {
  const texts = files.map(packParsed);
  const sizes = new Uint32Array(files.length * row);
  for (const [i, { lines, fault, role, words }] of files.entries()) {
    const flags = faults.indexOf(fault) + faults.length * roles.indexOf(role);
    const parts = [words.words.length, words.places.length, words.lengths.length, words.names.length];
    sizes.set([lines, flags, ...parts, texts[i]?.length ?? 0], i * row);
  }
  return {
    sizes,
    words: joinWide(files.map(({ words }) => words.words)),
    starts: joinWide(files.map(({ words }) => words.starts)),
    places: joinNarrow(files.map(({ words }) => words.places)),
    lengths: joinNarrow(files.map(({ words }) => words.lengths)),
    names: joinWide(files.map(({ words }) => words.names)),
    parsed: fill(new Uint8Array(total(texts)), texts),
  };
};

const total = (parts: readonly { length: number }[]): number => parts.reduce((sum, { length }) => sum + length, 0);

const joinWide = (parts: readonly Uint32Array[]): Uint32Array<ArrayBuffer> =>
  fill(new Uint32Array(total(parts)), parts);
const joinNarrow = (parts: readonly Uint16Array[]): Uint16Array<ArrayBuffer> =>
  fill(new Uint16Array(total(parts)), parts);

const fill = <T extends Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(
  joined: T,
  parts: readonly (Uint32Array | Uint16Array | Uint8Array)[],
): T => {
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

/** Null when the sizes do not fit the arrays. The facts share memory with `packed`; what was parsed is read on first use. */
export const unpackFacts = (packed: PackedFacts): FileFacts[] | null => {
  const files: FileFacts[] = [];
  const at = { words: 0, starts: 0, places: 0, lengths: 0, names: 0, parsed: 0 };
  for (let i = 0; i + row <= packed.sizes.length; i += row) {
    const [lines = 0, flags = 0, words = 0, places = 0, lengths = 0, names = 0, parsed = 0] = packed.sizes.subarray(
      i,
      i + row,
    );
    const take = <T extends { subarray: (from: number, to: number) => T }>(
      list: T,
      key: keyof typeof at,
      count: number,
    ): T => {
      const from = at[key];
      at[key] += count;
      return list.subarray(from, at[key]);
    };
    const own: FileWords = {
      words: take(packed.words, "words", words),
      starts: take(packed.starts, "starts", words + 1),
      places: take(packed.places, "places", places),
      lengths: take(packed.lengths, "lengths", lengths),
      names: take(packed.names, "names", names),
    };
    if (own.starts[0] !== 0 || 2 * (own.starts.at(-1) ?? 1) !== places || !isAscending(own.starts)) return null;
    const text = take(packed.parsed, "parsed", parsed);
    files.push(createFacts({ lines, flags, words: own, text }));
  }
  const isWhole = (Object.keys(at) as (keyof typeof at)[]).every((key) => at[key] === packed[key].length);
  return isWhole && packed.sizes.length % row === 0 ? files : null;
};

/** A checksum says that nothing was damaged, not who wrote it: a range that runs backwards would be walked for ever. */
const isAscending = (numbers: Uint32Array): boolean => {
  for (let i = 1; i < numbers.length; i++) if ((numbers[i] as number) < (numbers[i - 1] as number)) return false;
  return true;
};

type Unpacked = { lines: number; flags: number; words: FileWords; text: Uint8Array };

const createFacts = ({ lines, flags, words, text }: Unpacked): FileFacts => {
  let parsed: ParsedFile | null = null;
  const facts: FileFacts = {
    lines,
    fault: faults[flags % faults.length] ?? null,
    role: roles[Math.floor(flags / faults.length)] ?? null,
    words,
    get parsed() {
      parsed ??= readParsed(text);
      return parsed;
    },
  };
  packedTexts.set(facts, text);
  return facts;
};

/** What does not read as a parsed file counts as one without symbols. */
const readParsed = (text: Uint8Array): ParsedFile => {
  if (text.length === 0) return nothingParsed;
  try {
    return decodeParsed(JSON.parse(Buffer.from(text).toString("utf8")));
  } catch {
    return nothingParsed;
  }
};

/** Arrays instead of objects: half the bytes, and the cache stays smaller than the sources. */
type EncodedParsed = [
  symbols: [string, string, string, string, number, number, 0 | 1][],
  imports: [string, ...string[]][],
  namespace: string | null,
  isComplete: 0 | 1,
];

const encodeParsed = ({ symbols, imports, namespace, isComplete }: ParsedFile): EncodedParsed => [
  symbols.map((one) => [one.name, one.kind, one.parent, one.signature, one.from, one.to, one.isExported ? 1 : 0]),
  imports.map(({ specifier, names }) => [specifier, ...names]),
  namespace,
  isComplete ? 1 : 0,
];

const decodeParsed = ([symbols, imports, namespace, isComplete]: EncodedParsed): ParsedFile => ({
  symbols: symbols.map(([name, kind, parent, signature, from, to, isExported]) => ({
    name,
    kind: kind as ParsedFile["symbols"][number]["kind"],
    parent,
    signature,
    from,
    to,
    isExported: isExported === 1,
  })),
  imports: imports.map(([specifier, ...names]) => ({ specifier, names })),
  namespace,
  isComplete: isComplete === 1,
});
