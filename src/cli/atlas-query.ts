/** `atlas query`: the files that belong to a text, with reasons and line ranges, or the slice for a token budget. */
import { createSearcher, type Hit, type SearchResult } from "../atlas/search/search-atlas.ts";
import { FailureError } from "../domain/failure.ts";
import { createLookAround } from "./atlas-around.ts";
import { createAtlasFilter } from "./atlas-filters.ts";
import { listNotes, noteHistory } from "./atlas-notes.ts";
import { type CommandResult, textOption } from "./command.ts";
import { createTools } from "./create-tools.ts";
import { cutSlice } from "./cut-slice.ts";
import type { Host } from "./host.ts";
import { openHeadAtlas } from "./open-head-atlas.ts";
import { readQueryText } from "./read-query-text.ts";
import { renderHits, renderSlice } from "./render-query.ts";
import type { Answer, ShownHit } from "./shown-answer.ts";

type Options = Record<string, string | boolean | undefined>;

const parseCount = (option: Options[string], flag: string, [least, most]: [number, number]): number | null => {
  const text = textOption(option);
  if (text === undefined) return null;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new FailureError({
    kind: "usage",
    message: `${flag} is "${text}"`,
    hint: `Give a whole number from ${least} to ${most}.`,
  });
};

export const queryAtlas = async (
  host: Host,
  argument: string | undefined,
  options: Options,
): Promise<CommandResult> => {
  const limit = parseCount(options.k, "--k", [1, 1_000]) ?? 10;
  const budgetTokens = parseCount(options.budget, "--budget", [100, 1_000_000]);
  const text = await readQueryText(host, argument);
  const { atlas, gitDir } = await openHeadAtlas(host, options);
  const accept = createAtlasFilter(atlas, options);
  const searcher = createSearcher(atlas);
  const found = searcher.search(text, { limit, ...(accept && { accept }) });
  const around = options.explain === true ? createLookAround(atlas) : () => ({});
  const answer = mapAnswer(found, ({ path, score, reasons, windows }) => ({
    path,
    score: Number(score.toFixed(4)),
    reasons,
    windows: windows.map(({ from, to }) => [from, to]),
    ...around(path),
  }));
  const slice = budgetTokens === null ? null : await cutSlice({ searcher, gitDir, text, budgetTokens, accept });
  const { log } = createTools(host);
  for (const note of noteHistory(atlas.history)) log.warn("atlas.history", { note });
  return {
    exit: 0,
    text: slice === null ? renderHits(answer) : renderSlice(slice),
    json: { ...answer, ...(slice === null ? {} : { slice }), notes: listNotes(atlas) },
  };
};

const mapAnswer = ({ results, tests, docs }: SearchResult, show: (hit: Hit) => ShownHit): Answer => ({
  results: results.map(show),
  tests: tests.map(show),
  docs: docs.map(show),
});
