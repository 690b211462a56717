/** Reads the files of a tree that say how others are to be read; they are few and small. */
import { posix } from "node:path";
import { isReadableByModel } from "../is-readable-by-model.ts";
import { decodeText } from "../scan/decode-text.ts";
import type { TrackedFile } from "../scan/list-tree.ts";
import { readBlobs } from "../scan/read-blobs.ts";

const names =
  /(^|\/)(package\.json|[^/]*(ts|js)config[^/]*\.json|go\.mod|Cargo\.toml|composer\.json|\.gitattributes|CODEOWNERS)$/;
const maxBytes = 3_000_000;
const mostFiles = 5_000;
/** Of all of them; what comes after is left out. */
const mostBytes = 64_000_000;

export const isSetting = (path: string): boolean => names.test(path);

/** Path → text; what is missing, too large, no text or may hold secrets is left out. Of too many, those nearest the root count. */
export const readSettings = async (gitDir: string, tracked: readonly TrackedFile[]): Promise<Map<string, string>> => {
  const files = tracked.filter(
    // Without a size it is not there.
    ({ path, kind, bytes }) =>
      kind !== "link" && kind !== "submodule" && bytes !== null && bytes <= maxBytes && isReadableByModel(path),
  );
  const texts = await readTexts(gitDir, nearestFirst(files.filter(({ path }) => isSetting(path))));
  const extended = namesOfExtended(texts);
  const others = files.filter(({ path }) => extended.has(posix.basename(path)) && !texts.has(path));
  for (const [path, text] of await readTexts(gitDir, nearestFirst(others))) texts.set(path, text);
  return texts;
};

const nearestFirst = (files: readonly TrackedFile[]): TrackedFile[] => {
  const depthOf = ({ path }: TrackedFile): number => path.split("/").length;
  return [...files].sort((a, b) => depthOf(a) - depthOf(b)).slice(0, mostFiles);
};

/** Compiler settings may go on in a file of any name. */
const namesOfExtended = (texts: ReadonlyMap<string, string>): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const [path, text] of texts) {
    if (!/config[^/]*\.json$/.test(path)) continue;
    for (const [, name = ""] of text.matchAll(/"([^"\n]{1,300}\.json)"/g)) found.add(posix.basename(name));
  }
  return found;
};

const readTexts = async (gitDir: string, wanted: readonly TrackedFile[]): Promise<Map<string, string>> => {
  const byBlob = new Map<string, string>();
  const oids = [...withinBudget(wanted)];
  if (oids.length > 0)
    await readBlobs(
      gitDir,
      oids,
      (index, bytes) => {
        const decoded = bytes === null ? null : decodeText(bytes);
        if (decoded && "text" in decoded) byBlob.set(oids[index] ?? "", decoded.text);
      },
      { maxBytes },
    );
  return new Map(
    wanted.flatMap(({ path, oid }): [string, string][] => {
      const text = byBlob.get(oid);
      return text === undefined ? [] : [[path, text]];
    }),
  );
};

/** Each blob once: many copies of one file cost no more than one. */
const withinBudget = (wanted: readonly TrackedFile[]): ReadonlySet<string> => {
  const oids = new Set<string>();
  let left = mostBytes;
  for (const { oid, bytes } of wanted) {
    if (oids.has(oid) || (bytes ?? 0) > left) continue;
    oids.add(oid);
    left -= bytes ?? 0;
  }
  return oids;
};
