/** Places all hunks of one file: in the file as it is, or in what the hunks before them make of it. */
import type { Refusal } from "../../domain/patch.ts";
import { type Aligned, alignHunk } from "./align-hunk.ts";
import { applyEdits, joinEdits } from "./apply-edits.ts";
import { type Candidates, choosePlaces } from "./choose-place.ts";
import { type Edit, editsOf } from "./edit.ts";
import { createEffort, type Effort } from "./effort.ts";
import { type FileText, printFileText } from "./file-text.ts";
import { findApplied, isWhereStated, looksApplied, repeatsEdge } from "./find-applied.ts";
import { findPlaces } from "./find-places.ts";
import { levels, squeeze } from "./fold-line.ts";
import { createLineIndex, type LineIndex } from "./line-index.ts";
import { ambiguous, noMatch, overlap, repetition, unfounded } from "./locate-refusals.ts";
import { type Placement, placeAt } from "./placement.ts";
import { isOld, type Reading } from "./reading.ts";
import { variantsOf } from "./variants.ts";

/** One text and what is made of it; the next round's text is this one's result. */
export type Round = { text: FileText; placements: Placement[]; edits: Edit[] };

export type Located = { rounds: Round[] } | { refused: Refusal[] };

/** More are not reported for one file: the first ones must be mended anyhow. */
const maxRefusals = 20;

const findCandidates = (reading: Reading, index: LineIndex, effort: Effort): Candidates | null => {
  for (const variant of variantsOf(reading)) {
    const wanted = variant.tokens.filter(isOld);
    if (wanted.length === 0) continue;
    for (let level = 0; level < levels.length; level++) {
      const { key } = index.at(level);
      const starts = findPlaces(
        index.at(level),
        wanted.map(({ text }) => key(text)),
        effort,
      );
      if (starts.length > 0) return { reading: variant, level, starts };
    }
  }
  return null;
};

type Search = { placed: Placement[]; ambiguous: Candidates[]; open: Reading[] };

/** Whether all places give the same text, as when one of several equal lines goes. */
const isIndifferent = ({ reading, starts }: Candidates, text: FileText): boolean => {
  if (starts.length > 4 || text.lines.length > 20_000) return false;
  const results = starts.map((start) => {
    const placement = placeAt(reading, start);
    const edits = editsOf(placement);
    return Array.isArray(edits) ? printFileText(applyEdits(text, edits, [placement], (token) => token.text)) : null;
  });
  return results.every((result) => result !== null && result === results[0]);
};

/** The stated line where the hunk stands too, only less exactly: spelling says one place, the number another. */
const looserStated = ({ reading, level, starts }: Candidates, index: LineIndex): number | null => {
  const { stated, tokens } = reading;
  if (stated === null || stated < 0 || stated === starts[0]) return null;
  const { lines } = index.text;
  const wanted = tokens.filter(isOld);
  if (level >= 2 || stated + wanted.length > lines.length) return null;
  const standsBy = (key: (line: string) => string) =>
    wanted.every(({ text }, at) => key(text) === key(lines[stated + at] as string));
  return standsBy(squeeze) && !standsBy(levels[level] as (line: string) => string) ? stated : null;
};

/** Comparing whole results costs as much as the file has lines, and a reply with more such hunks is refused anyhow. */
const maxCompared = 20;

/** Hunks whose places all give the same text, and that no other hunk of the file repeats. */
const findIndifferent = (text: FileText, found: Candidates[]): Set<Candidates> => {
  const print = ({ reading }: Candidates) => reading.tokens.map(({ raw }) => raw).join("\n");
  const several = found.filter(({ starts }) => starts.length > 1);
  if (several.length === 0 || several.length > maxCompared) return new Set();
  const prints = found.map(print);
  const isAlone = (one: Candidates) => prints.indexOf(print(one)) === prints.lastIndexOf(print(one));
  return new Set(several.filter((one) => isAlone(one) && isIndifferent(one, text)));
};

const searchWhole = (text: FileText, readings: Reading[], index: LineIndex, effort: Effort): Search => {
  const found: Candidates[] = [];
  const open: Reading[] = [];
  for (const reading of readings) {
    const isEmpty = text.lines.length === 0 && reading.tokens.every((token) => !isOld(token));
    const candidates = isEmpty ? { reading, level: 0, starts: [0] } : findCandidates(reading, index, effort);
    if (candidates) found.push(candidates);
    else open.push(reading);
  }
  const search: Search = { placed: [], ambiguous: [], open };
  const chosen = choosePlaces(text, found, effort);
  const indifferent = findIndifferent(text, chosen);
  for (const one of chosen) {
    const [start] = one.starts as [number];
    const other = one.starts.length === 1 ? looserStated(one, index) : null;
    if (other !== null) search.ambiguous.push({ ...one, starts: [start, other] });
    else if (one.starts.length === 1 || indifferent.has(one)) search.placed.push(placeAt(one.reading, start));
    else search.ambiguous.push(one);
  }
  return search;
};

/** A hunk of added lines alone goes where it says when the numbers of its neighbours are right. */
const placeByNumbers = (reading: Reading, placed: Placement[], text: FileText): Placement | null => {
  if (reading.tokens.some(isOld) || reading.stated === null || reading.stated > text.lines.length) return null;
  const above = placed.findLast((one) => one.reading.number < reading.number);
  const below = placed.find((one) => one.reading.number > reading.number);
  const beside = [above, below].flatMap((one) => one ?? []);
  const areRight = beside.length > 0 && beside.every((one) => one.start === one.reading.stated);
  const isBetween = (!above || above.end <= reading.stated) && (!below || reading.stated <= below.start);
  return areRight && isBetween && reading.countsHold ? placeAt(reading, reading.stated) : null;
};

type Settled = { edits: Edit[] } | { refused: Refusal[] };

const settleEdits = (path: string, text: FileText, placements: Placement[]): Settled => {
  const edits: Edit[] = [];
  const refused: Refusal[] = [];
  for (const placement of placements) {
    const some = editsOf(placement);
    if (Array.isArray(some)) edits.push(...some);
    else refused.push(noMatch({ path, reading: placement.reading }, text, some.detail));
  }
  if (refused.length > 0) return { refused };
  const joined = joinEdits(text, edits);
  if ("edits" in joined) return joined;
  const [one, other] = joined.clash;
  const [first, second] = [one.placement.reading, other.placement.reading];
  return { refused: [overlap({ path, reading: second }, first, other.at)] };
};

/** A hunk that could be made already, or that repeats what stands beside it, must not be made on a guess. */
const settleEdges = (
  path: string,
  placements: Placement[],
  index: LineIndex,
): { kept: Placement[]; refused: Refusal[] } => {
  const kept: Placement[] = [];
  const refused: Refusal[] = [];
  for (const placement of placements) {
    const subject = { path, reading: placement.reading };
    if (looksApplied(placement, index)) {
      const tokens = placement.tokens.flatMap((one) => (one.role === "context" ? [one] : []));
      kept.push({ ...placement, tokens, isEither: true });
    } else if (repeatsEdge(placement, index)) refused.push(repetition(subject, index.text, placement.start));
    else kept.push(placement);
  }
  return { kept, refused };
};

/** Lines that an aligned hunk takes for made already must stand where the hunk says. */
const alignStated = (reading: Reading, index: LineIndex, offsets: number[], effort: Effort): Aligned => {
  const aligned = alignHunk(reading, index, effort);
  if (aligned === null || "rivals" in aligned) return aligned;
  const { tokens, start } = aligned.placement;
  return tokens.some(({ role }) => role === "applied") && !isWhereStated(reading, start, offsets) ? null : aligned;
};

type Context = { path: string; effort: Effort };

/** Hunks that stand nowhere in one piece: made already, or with context that is not quite the file's. */
const searchApart = (
  { path, effort }: Context,
  index: LineIndex,
  open: Reading[],
  offsets: number[],
): { placed: Placement[]; refused: Refusal[] } => {
  const placed: Placement[] = [];
  const refused: Refusal[] = [];
  for (const reading of open) {
    if (refused.length === maxRefusals) break;
    const subject = { path, reading };
    const applied = findApplied(reading, index, offsets);
    const aligned = applied ? { placement: applied } : alignStated(reading, index, offsets, effort);
    if (reading.tokens.every((token) => !isOld(token))) refused.push(unfounded(subject, index.text));
    else if (aligned === null) refused.push(noMatch(subject, index.text, null));
    else if ("rivals" in aligned) refused.push(ambiguous(subject, index.text, aligned.rivals));
    else placed.push(aligned.placement);
  }
  return { placed, refused };
};

const raw = (token: { text: string }): string => token.text;

/** What stands in the result of the hunks placed so far, for a diff made after another one of the same reply. */
const searchSequel = (round: Round, open: Reading[], effort: Effort): { search: Search; index: LineIndex } => {
  const text = applyEdits(round.text, round.edits, round.placements, raw);
  const index = createLineIndex(text, open);
  return { search: searchWhole(text, open, index, effort), index };
};

/** `readings` are all hunks for one file, in the reply's order, numbered. */
export const locateHunks = (path: string, text: FileText, readings: Reading[], effort = createEffort()): Located => {
  const context = { path, effort };
  const index = createLineIndex(text, readings);
  const whole = searchWhole(text, readings, index, effort);
  const fixed = whole.placed.toSorted((one, other) => one.reading.number - other.reading.number);
  const open = whole.open.filter((reading) => {
    const placement = placeByNumbers(reading, fixed, text);
    if (placement) whole.placed.push(placement);
    return placement === null;
  });
  const refused = whole.ambiguous
    .slice(0, maxRefusals)
    .map(({ reading, starts }) => ambiguous({ path, reading }, text, starts));
  const edges = settleEdges(path, whole.placed, index);
  refused.push(...edges.refused);
  if (refused.length > 0) return { refused };
  const first = settleEdits(path, text, edges.kept);
  if ("refused" in first) return first;
  const round: Round = { text, placements: edges.kept, edits: first.edits };
  if (open.length === 0) return { rounds: [round] };
  return locateOpen(context, round, index, open);
};

const locateOpen = (context: Context, round: Round, index: LineIndex, open: Reading[]): Located => {
  const early = round.edits.length > 0 ? searchSequel(round, open, context.effort) : null;
  const later = new Set(early?.search.placed.map(({ reading }) => reading.number));
  const offsets = [
    ...new Set(
      round.placements.flatMap(({ start, reading }) => (reading.stated === null ? [] : start - reading.stated)),
    ),
  ];
  const apart = searchApart(
    context,
    index,
    open.filter(({ number }) => !later.has(number)),
    offsets.slice(0, 16),
  );
  if (apart.refused.length > 0) return { refused: apart.refused };
  const placements = [...round.placements, ...apart.placed];
  const settled = settleEdits(context.path, round.text, placements);
  if ("refused" in settled) return settled;
  const full: Round = { text: round.text, placements, edits: settled.edits };
  const sequel = open.filter(({ number }) => later.has(number));
  if (sequel.length === 0) return { rounds: [full] };
  const isSame = early !== null && apart.placed.length === 0 && sequel.length === open.length;
  const { search, index: after } = isSame ? early : searchSequel(full, sequel, context.effort);
  const lost = [...search.open, ...search.ambiguous.map(({ reading }) => reading)];
  if (lost.length > 0)
    return { refused: lost.map((reading) => noMatch({ path: context.path, reading }, round.text, null)) };
  const edits = settleEdits(context.path, after.text, search.placed);
  return "refused" in edits
    ? edits
    : { rounds: [full, { text: after.text, placements: search.placed, edits: edits.edits }] };
};
