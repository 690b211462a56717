/** What the fuzzer feeds to the engine: a reply and the files that it meets, all as text; from the corpus, or from a file. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReplyFiles } from "../../../src/patch/settle/reply-files.ts";
import { bytesOf, type Case, type Entry, listClasses } from "../case.ts";
import type { Random } from "../random.ts";

/** `blobs` are older texts by their id. */
export type FuzzInput = { reply: string; files: Record<string, string>; blobs: Record<string, string> };

export const filesOf = ({ files, blobs }: FuzzInput): Required<Omit<ReplyFiles, "faultOf">> => ({
  read: (path) => (Object.hasOwn(files, path) ? (files[path] ?? null) : null),
  list: () => Object.keys(files),
  readBlob: (id) => {
    const known = Object.keys(blobs).find((blob) => blob.startsWith(id));
    return known === undefined ? null : (blobs[known] ?? null);
  },
});

/** Characters of the reply and of all texts around it. */
export const sizeOf = ({ reply, files, blobs }: FuzzInput): number =>
  [reply, ...Object.values(files), ...Object.values(blobs)].reduce((sum, text) => sum + text.length, 0);

const textOf = (entry: Entry): string => ("text" in entry ? entry.text : bytesOf(entry).toString("latin1"));

/** A case of the corpus without its truth; links are no files that the engine could read. */
export const inputOf = ({ reply, base, blobs }: Case): FuzzInput => {
  const plain = Object.entries(base).filter(([, { mode }]) => mode !== "120000");
  return { reply, blobs, files: Object.fromEntries(plain.map(([path, entry]) => [path, textOf(entry)])) };
};

const maxSeedCharacters = 40_000;

/** Some cases of each class, the smaller ones of a random choice, so that many can be run. */
export const readSeeds = (corpus: string, perClass: number, random: Random): FuzzInput[] =>
  listClasses(corpus).flatMap((name) => {
    const lines = readFileSync(join(corpus, `${name}.jsonl`), "utf8").split("\n");
    const moderate = lines.filter((line) => line !== "" && line.length < maxSeedCharacters * 2);
    return random
      .shuffle(moderate)
      .slice(0, perClass * 4)
      .toSorted((one, other) => one.length - other.length)
      .slice(0, perClass)
      .map((line) => inputOf(JSON.parse(line) as Case));
  });
