/** What the reply's writer is told about a hunk that has no certain place. */
import type { Refusal } from "../../domain/patch.ts";
import { describePlaces, nearestPlace } from "../nearest.ts";
import { refusal } from "../refusal.ts";
import type { FileText } from "./file-text.ts";
import { countOld, isOld, type Reading } from "./reading.ts";

type Subject = { path: string; reading: Reading };

const place = ({ path, reading }: Subject) => ({ path, hunk: reading.number, line: reading.at });

const lineNumbers = (starts: number[]): string => {
  const shown = starts.slice(0, 8).map((start) => start + 1);
  return `${shown.join(", ")}${starts.length > shown.length ? " and more" : ""}`;
};

/** `starts` are 0-based lines of the places where the hunk could stand. */
export const ambiguous = (subject: Subject, text: FileText, starts: number[]): Refusal => {
  const detail = `its context and removed lines stand at lines ${lineNumbers(starts)} of the file: state the right line numbers, or add unchanged lines that tell these places apart`;
  const nearest = describePlaces(text.lines, starts.slice(0, 3), countOld(subject.reading.tokens));
  return refusal("ambiguous", detail, { ...place(subject), nearest });
};

/** A hunk of added lines alone, whose number nothing proves. */
export const unfounded = (subject: Subject, text: FileText): Refusal => {
  const detail =
    "the hunk has only added lines, so that its place cannot be proven: add the unchanged lines around them";
  const at = Math.min(Math.max(subject.reading.stated ?? 0, 0), Math.max(text.lines.length - 1, 0));
  return refusal("ambiguous", detail, { ...place(subject), nearest: describePlaces(text.lines, [at], 1) });
};

/** `why` is the detail where more is known than that the lines stand nowhere. */
export const noMatch = (subject: Subject, text: FileText, why: string | null): Refusal => {
  const wanted = subject.reading.tokens.filter(isOld).map((token) => token.text);
  const { line, nearest } = nearestPlace(text.lines, wanted, subject.reading.stated);
  const [has, says] = [line && text.lines[line.base], line && wanted[line.hunk]];
  const differs =
    line === null
      ? ""
      : `: line ${line.base + 1} of the file is ${has === undefined ? "missing" : `\`${has?.slice(0, 200)}\``}, the hunk has \`${says?.slice(0, 200) ?? ""}\``;
  const detail =
    why ??
    `its context and removed lines stand nowhere in the file${differs}; copy the lines from the file as they are`;
  return refusal("no-match", detail, { ...place(subject), nearest });
};

/** `line` is the 0-based line of the file that `first` changes too. */
export const overlap = (subject: Subject, first: Reading, line: number): Refusal => {
  const detail = `it changes line ${line + 1} of the file, and so does hunk ${first.number}: give each change once, and join hunks that touch the same lines`;
  return refusal("overlap", detail, place(subject));
};

/** The hunk, placed at the 0-based line `start`, adds what stands beside it. */
export const repetition = (subject: Subject, text: FileText, start: number): Refusal => {
  const detail =
    "its first or last added lines stand in the file already, right where it adds them: mark unchanged lines with a space, or give the numbers";
  return refusal("ambiguous", detail, { ...place(subject), nearest: describePlaces(text.lines, [start], 4) });
};
