/** The part of a job's log that says why it failed: the failing step's section, and in it what the tools marked. */
import type { LogLine } from "./clean-log.ts";
import { failureMarkers, weakMarker } from "./log-markers.ts";

export type FailingPart = {
  /** First line of the failing step's section, such as `Run npm test`; null when the log shows no steps. */
  step: string | null;
  /** All lines of the section. */
  lines: string[];
  /** What a reader needs of them. */
  excerpt: string;
};

const longestExcerpt = 6_000;
/** Lines around a marker: what was running, and what it printed about the failure. */
const before = 2;
const after = 14;
/** The end of the section, where tools put their summary, in lines and characters. */
const lastLines = 12;
const lastLength = 1_400;
const gap = "…";

type Section = { step: string | null; lines: LogLine[] };

const splitSections = (lines: LogLine[]): Section[] => {
  const sections: Section[] = [{ step: null, lines: [] }];
  for (const line of lines) {
    if (line.mark === "step") sections.push({ step: line.text, lines: [] });
    sections.at(-1)?.lines.push(line);
  }
  return sections;
};

const ending =
  /^Error: (?:Process completed with exit code|The operation was canceled|The process .* failed with exit code)/;

const hasEnding = ({ lines }: Section): boolean =>
  lines.some(({ mark, text }) => mark === "error" && ending.test(text));
const hasError = ({ lines }: Section): boolean => lines.some(({ mark }) => mark === "error");

/** A step that the job's steps name, else the last one that ended by an error: later ones only clean up. */
const findSection = (sections: Section[], stepName: string | null): Section | undefined => {
  const named = sections.filter(({ step }) => step !== null && step === stepName);
  return (
    named.find(hasError) ??
    sections.findLast(hasEnding) ??
    sections.findLast(hasError) ??
    named.at(-1) ??
    sections.at(-1)
  );
};

/** What follows the error that ended the step belongs to the runner. */
const untilEnd = ({ lines }: Section): LogLine[] => {
  const end = lines.findLastIndex(({ mark, text }) => mark === "error" && ending.test(text));
  const last = end < 0 ? lines.findLastIndex(({ mark }) => mark === "error") : end;
  return last < 0 ? lines : lines.slice(0, last + 1);
};

const findMarked = (lines: string[]): number[] => {
  const strong = lines.flatMap((line, index) =>
    failureMarkers.some(({ pattern }) => pattern.test(line)) ? [index] : [],
  );
  return strong.length > 0 ? strong : lines.flatMap((line, index) => (weakMarker.test(line) ? [index] : []));
};

const tailOf = (lines: string[], most: number, length: number): number => {
  let start = lines.length;
  let size = 0;
  while (start > 0 && lines.length - start < most) {
    size += (lines[start - 1]?.length ?? 0) + 1;
    if (size > length) break;
    start -= 1;
  }
  return start;
};

/** The first marked places as far as they fit, then the end; what lies between them is left out visibly. */
const chooseLines = (lines: string[]): string => {
  const marked = findMarked(lines);
  const tail = tailOf(
    lines,
    marked.length > 0 ? lastLines : lines.length,
    marked.length > 0 ? lastLength : longestExcerpt,
  );
  const chosen = new Set<number>();
  for (let index = tail; index < lines.length; index += 1) chosen.add(index);
  let room = longestExcerpt - lastLength - 100;
  for (const index of marked) {
    for (let at = Math.max(0, index - before); at <= Math.min(index + after, lines.length - 1); at += 1) {
      if (chosen.has(at)) continue;
      room -= (lines[at]?.length ?? 0) + 1;
      if (room < 0) break;
      chosen.add(at);
    }
    if (room < 0) break;
  }
  let last = -1;
  const parts: string[] = [];
  for (const index of [...chosen].sort((a, b) => a - b)) {
    if (index !== last + 1) parts.push(gap);
    parts.push(lines[index] ?? "");
    last = index;
  }
  return parts.join("\n");
};

/** `stepName` is the failing step as the API names it; null when it named none. */
export const findFailingPart = (log: LogLine[], stepName: string | null): FailingPart => {
  const section = findSection(splitSections(log), stepName);
  const lines = section ? untilEnd(section).map(({ text }) => text) : [];
  const whole = lines.join("\n").trim();
  const excerpt = whole.length <= longestExcerpt ? whole : chooseLines(lines).slice(0, longestExcerpt);
  return { step: section?.step ?? null, lines, excerpt: excerpt.toWellFormed() };
};
