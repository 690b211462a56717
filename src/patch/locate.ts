/** Where a hunk belongs: the one place where its old side stands in the file. */
import type { Hunk, Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { describePlaces, nearestPlace } from "./nearest.ts";
import { refusal } from "./refusal.ts";
import type { TextLines } from "./text-lines.ts";

/** `start` is a 0-based line of the base; `isExact` is false where only line ends or trailing white space differ. */
export type Place = { start: number; isExact: boolean };

type Level = { normalise: (line: string) => string; statedLineDecides: boolean };

const withoutReturn = (line: string): string => (line.endsWith("\r") ? line.slice(0, -1) : line);

/** Tried in order; the next one only where the one before finds no place. */
const levels: Level[] = [
  { normalise: (line) => line, statedLineDecides: true },
  { normalise: withoutReturn, statedLineDecides: true },
  { normalise: (line) => line.trimEnd(), statedLineDecides: false },
];

export const oldSide = (hunk: Hunk): string[] =>
  hunk.lines.filter(({ kind }) => kind !== "add").map(({ text }) => text);

const standsAt = (lines: string[], wanted: string[], start: number): boolean =>
  start >= 0 && start + wanted.length <= lines.length && wanted.every((line, i) => lines[start + i] === line);

/** Knuth, Morris and Pratt over lines: linear however repetitive the file is. */
const findAll = (lines: string[], wanted: string[]): number[] => {
  const borders = [0];
  for (let i = 1, matched = 0; i < wanted.length; i++) {
    while (matched > 0 && wanted[i] !== wanted[matched]) matched = borders[matched - 1] ?? 0;
    if (wanted[i] === wanted[matched]) matched++;
    borders.push(matched);
  }
  const places: number[] = [];
  for (let i = 0, matched = 0; i < lines.length; i++) {
    while (matched > 0 && lines[i] !== wanted[matched]) matched = borders[matched - 1] ?? 0;
    if (lines[i] === wanted[matched]) matched++;
    if (matched < wanted.length) continue;
    places.push(i + 1 - matched);
    matched = borders[matched - 1] ?? 0;
  }
  return places;
};

type Subject = { path: string; hunk: number };

const noMatch = (lines: string[], wanted: string[], stated: number, subject: Subject, mustEnd: boolean): Refusal => {
  const { line, nearest } = nearestPlace(lines, wanted, stated);
  const what = mustEnd
    ? "the file does not end with its context and removed lines"
    : "its context and removed lines stand nowhere in the file";
  if (line === null) return refusal("no-match", `${what}: copy them from the file`, { ...subject, nearest });
  const [has, says] = [lines[line.base], wanted[line.hunk]].map((text) =>
    text === undefined ? "no line" : `\`${text.slice(0, 200)}\``,
  );
  const detail = `${what}: line ${line.base + 1} of the file is ${has}, the hunk has ${says}`;
  return refusal("no-match", `${detail}; copy the lines from the file as they are`, {
    ...subject,
    line: line.base + 1,
    nearest,
  });
};

/**
 * Finds the place of a hunk in the whole file, whatever hunks stand before it.
 * The stated line only chooses among several places; where it does not, the hunk is refused.
 */
export const locateHunk = (base: TextLines, hunk: Hunk, subject: Subject): Result<Place, Refusal> => {
  const { lines } = base;
  const wanted = oldSide(hunk);
  const stated = hunk.oldStart - 1;
  const mustEnd = hunk.oldNoNewline || hunk.newNoNewline;
  const fits = (start: number) => !mustEnd || start + wanted.length === lines.length;
  if (wanted.length === 0) {
    if (lines.length === 0) return success({ start: 0, isExact: true });
    const detail =
      "the hunk has only added lines, so that its place cannot be proven: add the unchanged lines around it";
    return failure(
      refusal("ambiguous", detail, { ...subject, nearest: describePlaces(lines, [Math.max(stated, 0)], 1) }),
    );
  }
  if (fits(stated) && standsAt(lines, wanted, stated)) return success({ start: stated, isExact: true });
  for (const [index, { normalise, statedLineDecides }] of levels.entries()) {
    const places = findAll(
      index === 0 ? lines : lines.map(normalise),
      index === 0 ? wanted : wanted.map(normalise),
    ).filter(fits);
    const [only] = places;
    if (only === undefined) continue;
    if (statedLineDecides && places.includes(stated)) return success({ start: stated, isExact: index === 0 });
    if (places.length === 1) return success({ start: only, isExact: index === 0 });
    const numbers = places.slice(0, 8).map((start) => start + 1);
    const many = `${numbers.join(", ")}${places.length > numbers.length ? " and more" : ""}`;
    const detail = `its context and removed lines stand at lines ${many}: state the right line or add unchanged lines around it`;
    const nearest = describePlaces(lines, places.slice(0, 3), wanted.length);
    return failure(refusal("ambiguous", detail, { ...subject, line: only + 1, nearest }));
  }
  return failure(noMatch(lines, wanted, stated, subject, mustEnd));
};
