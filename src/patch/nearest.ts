/** The part of a file that comes nearest to a hunk that stands nowhere in it, for the message of the refusal. */
import { alignLines, type Row } from "./align-lines.ts";
import { findNearest } from "./find-nearest.ts";
import { labelLine, numberLines } from "./number-lines.ts";
import { renderWordDiff } from "./render-word-diff.ts";

const around = 3;
const maxAround = 10;
const maxShown = 30;
const maxOfPlace = 8;
const maxDifference = 1_000;

/** How far from these lines, going by `step`, stands the first line that is not the same at all of them. */
const firstApart = (lines: string[], places: number[], step: 1 | -1): number => {
  for (let by = 1; by <= maxAround; by++)
    if (places.some((place) => lines[place + step * by] !== lines[(places[0] ?? 0) + step * by])) return by;
  return around;
};

/**
 * The lines around some places, numbered, each place on its own; as many as it takes to see what tells them apart, where that is
 * near. Places are 0-based, `length` is the number of lines that stand at each.
 */
export const describePlaces = (lines: string[], places: number[], length: number): string => {
  const ends = places.map((start) => start + Math.max(length, 1) - 1);
  const isOne = places.length < 2;
  const above = isOne ? around : Math.max(firstApart(lines, places, -1), around);
  const below = isOne ? around : Math.max(firstApart(lines, ends, 1), around);
  const shown = places.map((start, i) => {
    const end = (ends[i] ?? start) + 1;
    if (end - start <= maxOfPlace) return numberLines(lines, start - above, end + below);
    const half = maxOfPlace / 2;
    return [
      ...numberLines(lines, start - above, start + half),
      "  ...",
      ...numberLines(lines, end - half, end + below),
    ];
  });
  return shown.map((place) => place.join("\n")).join("\n  ...\n");
};

type Side = { lines: string[]; from: number };

const isSame = (one: string | undefined, other: string | undefined): boolean => one === other;

const withoutReturn = (line: string | undefined): string | undefined =>
  line?.endsWith("\r") ? line.slice(0, -1) : line;

/** Line ends count only where nothing else differs: a hunk may have others than the file. */
const isSameButReturn = (one: string | undefined, other: string | undefined): boolean =>
  withoutReturn(one) === withoutReturn(other);

/** A blank line that only one side has leaves nothing to compare. */
const blankLine = (isOfHunk: boolean): string => (isOfHunk ? "[-a blank line-]" : "{+a blank line+}");

const renderRow = ({ hunk, file }: Row, wanted: Side, shown: Side, same: typeof isSame): string[] => {
  const [says, has] = [hunk === null ? "" : wanted.lines[hunk], file === null ? "" : shown.lines[file]];
  const line = file === null ? [] : [labelLine(shown.from + file + 1, has ?? "")];
  if (hunk !== null && file !== null && same(says, has)) return line;
  const [one = "", other = ""] = same === isSame ? [says, has] : [withoutReturn(says), withoutReturn(has)];
  const difference = one === other ? blankLine(file === null) : renderWordDiff(one, other);
  return [...line, labelLine("~", difference, maxDifference)];
};

/** Rows from the first that the hunk has to the last, and some lines of the file around them. */
const trimRows = (rows: Row[], first: number): { rows: Row[]; plain: Set<Row> } => {
  const begin = rows.findIndex(({ hunk }) => hunk !== null);
  const end = rows.findLastIndex(({ hunk }) => hunk !== null) + 1;
  const plain = new Set([...rows.slice(0, begin), ...rows.slice(end)]);
  const from = Math.max(begin - around, first - maxAround, 0);
  return { rows: rows.slice(from, Math.min(end + around, from + maxShown)), plain };
};

/** Long hunks are shown from shortly before the first line that differs. */
const focus = (lines: string[], wanted: string[], start: number): [Side, Side, number] => {
  const first = wanted.findIndex((line, i) => line.trim() !== lines[start + i]?.trim());
  const from = Math.max(first - around, 0);
  const fileFrom = Math.max(start + from - maxAround, 0);
  const some = wanted.slice(from, from + maxShown);
  const fileTo = Math.max(start + from + some.length + maxAround, fileFrom);
  return [{ lines: some, from }, { lines: lines.slice(fileFrom, fileTo), from: fileFrom }, start + from - fileFrom];
};

/** `line` is where file and hunk first differ, 0-based in each; `nearest` shows the place. */
type Nearest = { line: { base: number; hunk: number } | null; nearest: string };

const describeDifference = (wanted: Side, shown: Side, offset: number): Nearest => {
  const all = alignLines(wanted.lines, shown.lines, offset);
  const { plain } = trimRows(all, 0);
  const differs = (same: typeof isSame) =>
    all.findIndex((row) => {
      if (plain.has(row)) return false;
      return row.hunk === null || row.file === null || !same(wanted.lines[row.hunk], shown.lines[row.file]);
    });
  const same = differs(isSameButReturn) < 0 ? isSame : isSameButReturn;
  const first = Math.max(
    differs(same),
    all.findIndex((row) => !plain.has(row)),
    0,
  );
  const { rows } = trimRows(all, first);
  const text = rows.flatMap((row) =>
    plain.has(row) && row.file !== null
      ? labelLine(shown.from + row.file + 1, shown.lines[row.file] ?? "")
      : renderRow(row, wanted, shown, same),
  );
  const base = all.slice(first).find(({ file }) => file !== null)?.file ?? shown.lines.length;
  const hunk = all.slice(first).find((row) => row.hunk !== null)?.hunk ?? wanted.lines.length - 1;
  return { line: { base: shown.from + base, hunk: wanted.from + hunk }, nearest: text.join("\n") };
};

/**
 * The place of the file that comes nearest to the `wanted` lines: its lines with their numbers, and below each that differs
 * a line `~|` with the difference, `[-what the hunk has-]{+what the file has+}`. `stated` is the 0-based line that the hunk states,
 * shown where nothing is alike. Time is linear in both texts, so callers bound how many hunks of a file they ask for.
 */
export const nearestPlace = (lines: string[], wanted: string[], stated: number | null): Nearest => {
  if (lines.length === 0) return { line: null, nearest: "(the file is empty)" };
  const start = wanted.length === 0 ? null : findNearest(lines, wanted, stated);
  if (start !== null) return describeDifference(...focus(lines, wanted, start));
  const from = Math.min(Math.max(stated ?? 0, 0), lines.length - 1);
  return { line: null, nearest: describePlaces(lines, [from], wanted.length) };
};
