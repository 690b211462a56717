/** Chooses among several places of a hunk by what else the diff says: numbers, sections, neighbours, order. */
import { createEffort, type Effort } from "./effort.ts";
import type { FileText } from "./file-text.ts";
import { countOld, type Reading } from "./reading.ts";
import { insideSections } from "./sections.ts";

/** A hunk and all places where its old side stands. */
export type Candidates = { reading: Reading; level: number; starts: number[] };

type Fixed = { reading: Reading; start: number };

const endOf = ({ reading, start }: Fixed): number => start + countOld(reading.tokens);

const offsetOf = ({ reading, start }: Fixed): number | null =>
  reading.stated === null ? null : start - reading.stated;

/** The hunks whose place is known, in the order of their numbers, and what they are together. */
type Known = {
  fixed: Fixed[];
  isAscending: boolean;
  /** Numbers of the hunks that state where they stand. */
  stating: Set<number>;
};

const isAscending = (fixed: Fixed[]): boolean =>
  fixed.every((one, i) => i === 0 || endOf(fixed[i - 1] as Fixed) <= one.start + 3);

const fixedOf = (all: Candidates[]): Fixed[] =>
  all.flatMap(({ reading, starts }) => (starts.length === 1 ? [{ reading, start: starts[0] as number }] : []));

const knownOf = (all: Candidates[]): Known => {
  const fixed = fixedOf(all);
  const stating = fixed.filter((one) => offsetOf(one) !== null).map(({ reading }) => reading.number);
  const byNumber = fixed.toSorted((one, other) => one.reading.number - other.reading.number);
  return { fixed: byNumber, isAscending: isAscending(fixed), stating: new Set(stating) };
};

/** The known hunks right before and behind the number. */
const neighboursOf = (number: number, { fixed }: Known): [Fixed | undefined, Fixed | undefined] => {
  let [from, to] = [0, fixed.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((fixed[middle] as Fixed).reading.number < number) from = middle + 1;
    else to = middle;
  }
  return [fixed[from - 1], fixed[from]?.reading.number === number ? fixed[from + 1] : fixed[from]];
};

/** Places between the nearest hunks whose place is known, as long as the diff names its hunks in the file's order. */
const betweenNeighbours = (one: Candidates, before: Fixed | undefined, after: Fixed | undefined): number[] =>
  one.starts.filter(
    (start) =>
      (before === undefined || start > before.start) &&
      (after === undefined || start < after.start) &&
      (before === undefined || start + countOld(one.reading.tokens) > endOf(before)),
  );

const nominate = (text: FileText, one: Candidates, known: Known): number[][] => {
  const { reading, starts } = one;
  const { stated } = reading;
  const [before, after] = neighboursOf(reading.number, known);
  const nominations: number[][] = [];
  if (known.isAscending) nominations.push(betweenNeighbours(one, before, after));
  const length = countOld(reading.tokens);
  if (reading.sections.length > 0) nominations.push(insideSections(text, reading.sections, starts, length));
  if (reading.mustEnd || reading.oldUnterminated || reading.newUnterminated)
    nominations.push(starts.filter((start) => start + length === text.lines.length));
  if (stated === null) return nominations;
  const offsets = [before, after].flatMap((other) => (other ? (offsetOf(other) ?? []) : []));
  const byOffset = starts.filter((start) => offsets.includes(start - stated));
  nominations.push(byOffset);
  const agreeOnMove = offsets.length === 2 && offsets[0] === offsets[1] && offsets[0] !== 0 && byOffset.length > 0;
  // The first hunk has the same start on both sides; where a reply contradicts itself, either may be meant.
  const said = reading.number === 1 && reading.statedAfter !== null ? [stated, reading.statedAfter] : [stated];
  if (!agreeOnMove) nominations.push(starts.filter((start) => said.includes(start)));
  return nominations;
};

/** A number may be off by a few lines; every other place must be so much farther away. */
const [maxSlip, minDistance] = [3, 8];

/** The place next to the number, where the hunk's numbers fit each other and nothing else is known about them. */
const nearNumber = ({ reading, starts }: Candidates, { stating }: Known): number[] => {
  const { stated, statedAfter, countsHold, number } = reading;
  if (stated === null || stated < 1 || !countsHold || (number === 1 && statedAfter !== stated)) return [];
  if (stating.size > (stating.has(number) ? 1 : 0)) return [];
  const slips = starts.map((start) => Math.abs(start - stated)).toSorted((one, other) => one - other);
  const [nearest = 0, next = 0] = slips;
  if (nearest > maxSlip || next < nearest + minDistance) return [];
  return starts.filter((start) => Math.abs(start - stated) === nearest);
};

/** What all evidence agrees on; evidence that names no candidate says nothing. */
const narrow = (text: FileText, one: Candidates, known: Known): number[] => {
  const said = nominate(text, one, known).flatMap((some) => (some.length > 0 ? [new Set(some)] : []));
  const left = one.starts.filter((start) => said.every((some) => some.has(start)));
  if (left.length > 1 && left.length === one.starts.length) {
    const near = nearNumber(one, known);
    return near.length > 0 ? near : left;
  }
  return left.length > 0 ? left : one.starts;
};

const isSameStarts = ({ starts: one }: Candidates, { starts: other }: Candidates): boolean =>
  one === other || (one.length === other.length && one.every((start, i) => start === other[i]));

/** `count` hunks in a row share the same places and there are just as many: each has its own, in order. */
const spread = (all: Candidates[]): Candidates[] => {
  const spreads = new Map<number, number>();
  for (let from = 0; from < all.length; ) {
    let to = from + 1;
    while (to < all.length && isSameStarts(all[from] as Candidates, all[to] as Candidates)) to++;
    const { starts, reading } = all[from] as Candidates;
    const isRising = all.slice(from + 1, to).every(({ reading: { stated } }, i) => {
      const above = (all[from + i] as Candidates).reading.stated;
      return stated === null || above === null ? stated === above : stated > above;
    });
    const isApart = starts.every(
      (start, i) => i === 0 || start - (starts[i - 1] as number) >= countOld(reading.tokens),
    );
    if (to - from > 1 && starts.length === to - from && isRising && isApart)
      for (let i = from; i < to; i++) spreads.set(i, starts[i - from] as number);
    from = to;
  }
  return all.map((one, i) => (spreads.has(i) ? { ...one, starts: [spreads.get(i) as number] } : one));
};

/** Narrows the places of every hunk until the evidence gives no more, or costs too much; one place left means that it is proven. */
export const choosePlaces = (text: FileText, all: Candidates[], effort: Effort = createEffort()): Candidates[] => {
  let now = all;
  for (;;) {
    const open = now.filter(({ starts }) => starts.length > 1);
    if (open.length === 0) return now;
    effort.places -= open.reduce((sum, { starts }) => sum + starts.length, 0);
    if (effort.places < 0) return now;
    const known = knownOf(now);
    const next = now.map((one) => (one.starts.length > 1 ? { ...one, starts: narrow(text, one, known) } : one));
    const isSettled = next.every(({ starts }, i) => starts.length === now[i]?.starts.length);
    now = isSettled ? spread(next) : next;
    if (isSettled && now.filter(({ starts }) => starts.length > 1).length === open.length) return now;
  }
};
