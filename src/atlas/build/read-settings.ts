/** Reads the files of a tree that say how others are to be read; they are few and small. */
import { posix } from "node:path";
import { decodeText } from "../scan/decode-text.ts";
import type { TrackedFile } from "../scan/list-tree.ts";
import { readBlobs } from "../scan/read-blobs.ts";

const names =
  /(^|\/)(package\.json|[^/]*(ts|js)config[^/]*\.json|go\.mod|Cargo\.toml|composer\.json|\.gitattributes|CODEOWNERS)$/;
const maxBytes = 3_000_000;
const mostFiles = 5_000;

export const isSetting = (path: string): boolean => names.test(path);

/** Path → text; what is missing, too large or no text is left out. */
export const readSettings = async (gitDir: string, tracked: readonly TrackedFile[]): Promise<Map<string, string>> => {
  const files = tracked.filter(
    // Without a size it is not there.
    ({ kind, bytes }) => kind !== "link" && kind !== "submodule" && bytes !== null && bytes <= maxBytes,
  );
  const texts = await readTexts(gitDir, files.filter(({ path }) => isSetting(path)).slice(0, mostFiles));
  const extended = namesOfExtended(texts);
  const others = files.filter(({ path }) => extended.has(posix.basename(path)) && !texts.has(path));
  for (const [path, text] of await readTexts(gitDir, others.slice(0, mostFiles))) texts.set(path, text);
  return texts;
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
  const texts = new Map<string, string>();
  if (wanted.length === 0) return texts;
  await readBlobs(
    gitDir,
    wanted.map(({ oid }) => oid),
    (index, bytes) => {
      const decoded = bytes === null ? null : decodeText(bytes);
      if (decoded && "text" in decoded) texts.set(wanted[index]?.path ?? "", decoded.text);
    },
    { maxBytes },
  );
  return texts;
};
