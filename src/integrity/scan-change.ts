/** Reads one changed file for what makes tests prove less, and for what silences those who would say so. */
import type { FileChange } from "../domain/patch.ts";
import { addedLines } from "./added-lines.ts";
import { assertions, bracketMarkers, inlineMarkers, type Marker, markers } from "./markers.ts";
import { languageOf, splitCode } from "./split-code.ts";
import { findSuppression } from "./suppressions.ts";
import { detectsTests } from "./test-detection.ts";
import type { Weakening } from "./weakening.ts";

const maxChars = 1_000_000;
const maxLine = 2_000;
const maxFound = 50;

const prose = /\.(?:md|mdx|markdown|rst|txt|adoc)$/i;

export type ScanOptions = {
  isTest: boolean;
  /** Reports name every test, so that what is skipped is known by name and a marker alone forbids nothing. */
  hasNames: boolean;
};

/** Text above a million characters is not read, nor what is written for people. */
export const scanChange = (change: FileChange, { isTest, hasNames }: ScanOptions): Weakening[] => {
  const { path, before, after } = change;
  if (after === null || after.length > maxChars || (before?.length ?? 0) > maxChars) return [];
  if (prose.test(path)) return [];
  const language = languageOf(path);
  const added = addedLines(before, after);
  const lines = splitCode(after, language);
  const raw = after.split("\n");
  const found: Weakening[] = [];
  const forbids = (kind: Marker): boolean => kind === "focused" || (kind === "skipped" && !hasNames && before !== null);
  for (const index of added) {
    if (found.length >= maxFound) break;
    const text = {
      code: (lines[index]?.code ?? "").slice(0, maxLine),
      comment: (lines[index]?.comment ?? "").slice(0, maxLine),
      raw: (raw[index] ?? "").slice(0, maxLine),
    };
    const at = { path, line: index + 1, what: text.raw.trim().slice(0, 200).toWellFormed() };
    const spelled = isTest && /\b\w{1,10}\s*\[/.test(text.code) ? bracketMarkers : [];
    const kinds = [
      ...((isTest ? markers : inlineMarkers)[language]?.filter(([, one]) => one.test(text.code)) ?? []),
      ...spelled.filter(([, one]) => one.test(text.raw)),
    ];
    for (const [kind] of kinds)
      found.push({ kind, ...at, isForbidden: forbids(kind), isFlagged: kind !== "skipped" || before !== null });
    if (!isTest && detectsTests(text.code, withoutComment(text), language))
      found.push({ kind: "test detection", ...at, isForbidden: false, isFlagged: true });
    const silenced = findSuppression(text, language);
    if (silenced) found.push({ kind: "suppression", ...at, isForbidden: false, isFlagged: silenced.isBroad });
  }
  return [...found, ...(isTest && before !== null ? fewerAssertions(path, before, after) : [])];
};

const withoutComment = ({ raw, comment }: { raw: string; comment: string }): string =>
  comment !== "" && raw.endsWith(comment) ? raw.slice(0, -comment.length) : raw;

const fewerAssertions = (path: string, before: string, after: string): Weakening[] => {
  const language = languageOf(path);
  const count = (text: string): number =>
    splitCode(text, language)
      .map(({ code }) => code.slice(0, maxLine).match(assertions[language])?.length ?? 0)
      .reduce((sum, each) => sum + each, 0);
  const [had, has] = [count(before), count(after)];
  if (has >= had) return [];
  const what = `${had} before, ${has} now`;
  return [{ kind: "fewer assertions", path, line: null, what, isForbidden: false, isFlagged: true }];
};
