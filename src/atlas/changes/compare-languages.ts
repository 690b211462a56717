/** How much of each language two maps hold. */
import type { AtlasDocumentFile } from "../store/atlas-document.ts";
import type { LanguageChange, Totals } from "./atlas-changes.ts";

export const sumTotals = (files: readonly AtlasDocumentFile[]): Totals => ({
  files: files.length,
  lines: files.reduce((sum, { lines }) => sum + (lines ?? 0), 0),
});

const byLanguage = (files: readonly AtlasDocumentFile[]): Map<string, Totals> =>
  new Map(
    [...Map.groupBy(files, ({ language }) => language)].flatMap(([language, group]) =>
      language === undefined ? [] : [[language, sumTotals(group)]],
    ),
  );

const none: Totals = { files: 0, lines: 0 };

const difference = ({ before, after }: LanguageChange): number => Math.abs(after.lines - before.lines);

export const compareLanguages = (
  before: readonly AtlasDocumentFile[],
  after: readonly AtlasDocumentFile[],
): LanguageChange[] => {
  const [older, newer] = [byLanguage(before), byLanguage(after)];
  return [...new Set([...newer.keys(), ...older.keys()])]
    .map((language) => ({ language, before: older.get(language) ?? none, after: newer.get(language) ?? none }))
    .filter((change) => change.before.files !== change.after.files || difference(change) > 0)
    .sort((a, b) => difference(b) - difference(a) || (a.language < b.language ? -1 : 1));
};
