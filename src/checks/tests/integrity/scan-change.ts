/** Reads one changed file for what makes tests prove less. */
import type { FileChange } from "../../../domain/patch.ts";
import { addedLines } from "./added-lines.ts";
import { assertions, markers, suppressionCode, suppressionComment } from "./markers.ts";
import { languageOf, splitCode } from "./split-code.ts";
import type { Weakening } from "./weakening.ts";

const maxChars = 1_000_000;
const maxLine = 2_000;
const maxFound = 50;

export type ScanOptions = {
  isTest: boolean;
  /** Reports name every test, so that what is skipped is known by name and a marker alone forbids nothing. */
  hasNames: boolean;
};

/** Text above a million characters is not read. */
export const scanChange = (change: FileChange, { isTest, hasNames }: ScanOptions): Weakening[] => {
  const { path, before, after } = change;
  if (after === null || after.length > maxChars || (before?.length ?? 0) > maxChars) return [];
  const language = languageOf(path);
  const added = addedLines(before, after);
  const lines = splitCode(after, language);
  const raw = after.split("\n");
  const found: Weakening[] = [];
  for (const index of added) {
    if (found.length >= maxFound) break;
    const { code = "", comment = "" } = lines[index] ?? {};
    const at = { path, line: index + 1, what: (raw[index] ?? "").trim().slice(0, 200).toWellFormed() };
    if (isTest)
      for (const [kind, pattern] of markers[language])
        if (pattern.test(code.slice(0, maxLine)))
          found.push({
            kind,
            ...at,
            isForbidden: kind === "focused" || (kind === "skipped" && !hasNames && before !== null),
          });
    const silences =
      suppressionComment.test(comment.slice(0, maxLine)) || suppressionCode[language]?.test(code.slice(0, maxLine));
    if (silences) found.push({ kind: "suppression", ...at, isForbidden: false });
  }
  return [...found, ...(isTest && before !== null ? fewerAssertions(path, before, after) : [])];
};

const fewerAssertions = (path: string, before: string, after: string): Weakening[] => {
  const language = languageOf(path);
  const count = (text: string): number =>
    splitCode(text, language)
      .map(({ code }) => code.slice(0, maxLine).match(assertions[language])?.length ?? 0)
      .reduce((sum, each) => sum + each, 0);
  const [had, has] = [count(before), count(after)];
  if (has >= had) return [];
  return [{ kind: "fewer assertions", path, line: null, what: `${had} before, ${has} now`, isForbidden: false }];
};
