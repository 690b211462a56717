/** Finds what in the text of a change makes tests prove less than before: all that can be told without running them. */
import type { FileChange } from "../domain/patch.ts";
import { listTestTitles } from "./list-test-titles.ts";
import { pairMoves } from "./pair-moves.ts";
import { scanChange } from "./scan-change.ts";
import { languageOf } from "./split-code.ts";
import { findConfiguration } from "./test-configuration.ts";
import type { Weakening } from "./weakening.ts";

export type TextOptions = {
  /** Whether a path of the repository is a test. */
  isTest: (path: string) => boolean;
  /** Reports name every test, so that deleted ones are known without the text. */
  hasNames: boolean;
};

const maxChars = 1_000_000;
const maxTitles = 50;

const titlesOf = (path: string, text: string | null): string[] =>
  text === null || text.length > maxChars ? [] : listTestTitles(text, languageOf(path));

/** What is in `all` more often than in `others`. */
const withoutThose = (all: string[], others: string[]): string[] => {
  const left = new Map<string, number>();
  for (const title of others) left.set(title, (left.get(title) ?? 0) + 1);
  return all.filter((title) => {
    const count = left.get(title) ?? 0;
    left.set(title, count - 1);
    return count <= 0;
  });
};

const row = (path: string, what: string, isForbidden: boolean): Weakening => ({
  kind: "deleted",
  path,
  line: null,
  what,
  isForbidden,
  isFlagged: true,
});

const wholeFile = "the whole file";

/** A title that another test file of the same change brings has moved there. */
const findDeleted = (changes: FileChange[]): Weakening[] => {
  const files = changes.map(({ path, before, after }) => {
    const [had, has] = [titlesOf(path, before), titlesOf(path, after)];
    return { path, before, after, gone: withoutThose(had, has), came: withoutThose(has, had) };
  });
  const arrived = files.flatMap(({ came }) => came);
  return files.flatMap(({ path, before, after, gone }) => {
    const lost = withoutThose(gone, arrived);
    if (after !== null) return lost.slice(0, maxTitles).map((title) => row(path, title, false));
    const hasMoved = gone.length > 0 && lost.length === 0;
    return before === null || hasMoved ? [] : [row(path, wholeFile, true)];
  });
};

/** By such names runners find tests, in whatever directory they stand. */
const isNamedAsTest = (path: string): boolean =>
  /(?:^|[._-])(?:test|spec)s?[._-]|[a-z0-9](?:Tests?|Spec|IT)\.\w{1,10}$/.test(path.slice(path.lastIndexOf("/") + 1));

/** A move to a name by which no runner finds the tests takes them away like a deletion. */
const findMovedAway = (changes: FileChange[], isTest: (path: string) => boolean): Weakening[] =>
  changes.flatMap(({ path, from, before, after }) => {
    if (from === undefined || after === null || !isTest(from)) return [];
    const isNamed = isNamedAsTest(from);
    if (!isNamed && titlesOf(from, before).length === 0) return [];
    const isText = languageOf(from) !== "other" && languageOf(path) === "other";
    const isFound = isTest(path) && !isText && (isNamedAsTest(path) || !isNamed);
    return isFound ? [] : [row(from, wholeFile, true)];
  });

/** In Rust tests stand beside the code that they test. */
const mayHoldTests = ({ path, after }: FileChange, isTest: (path: string) => boolean): boolean =>
  isTest(path) || (languageOf(path) === "rust" && after !== null);

export const findTextWeakenings = (changes: FileChange[], { isTest, hasNames }: TextOptions): Weakening[] => {
  const paired = pairMoves(changes);
  return [
    ...(hasNames ? [] : findMovedAway(paired, isTest)),
    ...(hasNames ? [] : findDeleted(paired.filter((change) => mayHoldTests(change, isTest)))),
    ...paired.flatMap((change) => [
      ...scanChange(change, { isTest: isTest(change.path), hasNames }),
      ...findConfiguration(change),
    ]),
  ];
};
