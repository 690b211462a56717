/** What a role is shown of the repository: a slice of the atlas that fits its model, with the files it must see pinned. */
import { isReadableByModel } from "../atlas/is-readable-by-model.ts";
import { bytesPerToken, sliceAtlas } from "../atlas/slice/slice-atlas.ts";
import type { Plan } from "../domain/plan.ts";
import type { SliceNote } from "../domain/slice-note.ts";
import type { Tier } from "../model/model.ts";
import type { FileSlice, Slice } from "../roles/slice.ts";
import type { StageContext } from "./stage-context.ts";

/** More does not help: what is far from the task only distracts. */
const largestSlice = 24_000;
const contextShare = 0.4;
const mostNoted = 20;
const longestPlace = 600;

export type ShowOptions = {
  tier: Tier;
  /** What the files are ranked by. */
  text: string;
  /** Paths that come first, whole where they fit. */
  pinned: string[];
  /** Tokens; left out, as much as helps. */
  largest?: number;
  /** The part of it that tests may take; left out, what is usual. */
  testShare?: number;
};

/** The slice for a role; what it holds is noted for the record. */
export const showRepository = async (context: StageContext, options: ShowOptions): Promise<Slice> => {
  const { workspace, model, atlas, noteSlice } = context;
  const { tier, text, pinned, largest = largestSlice, testShare } = options;
  const budgetTokens = Math.min(largest, Math.floor(model.contextTokens(tier) * contextShare));
  const slice = sliceAtlas(await atlas.searcher(), {
    text,
    budgetTokens,
    pinned,
    read: workspace.read,
    ...(testShare === undefined ? {} : { testShare }),
  });
  const { files, tests, outlines, tree } = slice;
  noteSlice(describeExcerpts([...files, ...tests], [tree, ...outlines.flatMap(({ heads }) => heads)]));
  return { files, tests, outlines, tree: tree.split("\n") };
};

type Shown = Pick<FileSlice, "path" | "from" | "to" | "total" | "text">;

/** The places of excerpts; `others` are texts that count, but are not listed. */
export const describeExcerpts = (shown: Shown[], others: string[] = []): SliceNote => {
  const places = shown.map(({ path, from, to, total }) => (to - from + 1 >= total ? path : `${path}:${from}-${to}`));
  const bytes = [...shown.map(({ text }) => text), ...others].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return {
    tokens: Math.ceil(bytes / bytesPerToken),
    excerpts: places.slice(0, mostNoted).map((place) => place.slice(0, longestPlace).toWellFormed()),
    more: Math.max(0, places.length - mostNoted),
  };
};

/** The words that stand for the task. */
export const taskText = ({ item }: StageContext, plan: Plan | null): string =>
  [
    item.brief.issue.title,
    item.brief.issue.body,
    ...(plan ? [plan.title, plan.summary, ...plan.steps, ...plan.files] : []),
  ].join("\n");

/** A whole file as the workspace holds it; null when it is not there as text, or may hold secrets by its name. */
export const showFile = (context: StageContext, path: string): FileSlice | null => {
  const text = isReadableByModel(path) ? context.workspace.read(path) : null;
  if (text === null) return null;
  const total = text === "" ? 0 : text.replace(/\n$/, "").split("\n").length;
  return { path, from: 1, to: total, total, text };
};
