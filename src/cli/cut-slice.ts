/** The slice of a map for a text, with the texts as they stand in git. */
import type { AtlasFile } from "../atlas/atlas.ts";
import { decodeText, maxTextBytes } from "../atlas/scan/decode-text.ts";
import { readBlobs } from "../atlas/scan/read-blobs.ts";
import type { Searcher } from "../atlas/search/search-atlas.ts";
import { type AtlasSlice, bytesPerToken, sliceAtlas } from "../atlas/slice/slice-atlas.ts";

export type SliceRequest = {
  searcher: Searcher;
  gitDir: string;
  text: string;
  budgetTokens: number;
  /** Keeps a file in the slice; all when undefined. */
  accept: ((file: AtlasFile) => boolean) | undefined;
};

export type CutSlice = AtlasSlice & {
  /** An estimate. */
  tokens: number;
};

export const cutSlice = async ({ searcher, gitDir, text, budgetTokens, accept }: SliceRequest): Promise<CutSlice> => {
  const filtered: Searcher = {
    ...searcher,
    search: (query, options) => searcher.search(query, { ...options, ...(accept && { accept }) }),
  };
  // A slice asks for texts one by one and at once: the first is made to learn which, so that git reads them together.
  const wanted = new Set<string>();
  const learn = (path: string): null => {
    wanted.add(path);
    return null;
  };
  sliceAtlas(filtered, { text, budgetTokens, read: learn });
  const texts = await readTexts(gitDir, searcher.atlas.files, wanted);
  const slice = sliceAtlas(filtered, { text, budgetTokens, read: (path) => texts.get(path) ?? null });
  return { tokens: Math.ceil(bytesOf(slice) / bytesPerToken), ...slice };
};

const readTexts = async (
  gitDir: string,
  files: readonly AtlasFile[],
  wanted: ReadonlySet<string>,
): Promise<Map<string, string>> => {
  const texts = new Map<string, string>();
  const blobs = files.flatMap(({ path, oid }) => (oid !== null && wanted.has(path) ? [{ path, oid }] : []));
  if (blobs.length === 0) return texts;
  await readBlobs(
    gitDir,
    blobs.map(({ oid }) => oid),
    (index, bytes) => {
      const decoded = bytes === null ? null : decodeText(bytes);
      if (decoded && "text" in decoded) texts.set(blobs[index]?.path ?? "", decoded.text);
    },
    { maxBytes: maxTextBytes },
  );
  return texts;
};

const bytesOf = ({ files, tests, outlines, tree }: AtlasSlice): number =>
  [...files, ...tests, ...outlines.flatMap(({ heads }) => heads.map((text) => ({ text }))), { text: tree }].reduce(
    (sum, { text }) => sum + Buffer.byteLength(text),
    0,
  );
