/** How the reply's indentation maps to the file's: learned from lines that stand in both, then used for added ones. */
import type { Addition, LinePair } from "./line-pair.ts";

type Rule = (indent: string) => string | null;

export const indentOf = (line: string): string => line.slice(0, line.length - line.trimStart().length);

const isSpaces = (indent: string): boolean => /^ *$/.test(indent);

/** Spaces that were tabs; `lead` columns of the first tab were taken by the line's marker. */
const spacesToTabs =
  (width: number, lead: number): Rule =>
  (indent) => {
    const spaces = indent.replace(/^\t+/, "").length;
    const tabs = indent.length - spaces;
    if (!isSpaces(indent.slice(tabs))) return null;
    if (spaces === 0) return indent;
    const columns = spaces + (tabs === 0 ? lead : 0);
    return "\t".repeat(tabs + Math.floor(columns / width)) + " ".repeat(columns % width);
  };

const tabsToSpaces =
  (width: number): Rule =>
  (indent) =>
    indent.replaceAll("\t", " ".repeat(width));

const scaled =
  (from: number, to: number): Rule =>
  (indent) =>
    isSpaces(indent) && (indent.length * to) % from === 0 ? " ".repeat((indent.length * to) / from) : null;

const deeper =
  (prefix: string): Rule =>
  (indent) =>
    prefix + indent;

const shallower =
  (prefix: string): Rule =>
  (indent) =>
    indent.startsWith(prefix) ? indent.slice(prefix.length) : null;

const fixedRules: Rule[] = [
  ...[2, 3, 4, 8].flatMap((width) => [spacesToTabs(width, 0), spacesToTabs(width, 1), tabsToSpaces(width)]),
  ...[
    [2, 4],
    [4, 2],
    [2, 3],
    [3, 2],
    [4, 8],
    [8, 4],
    [2, 8],
    [8, 2],
    [4, 3],
    [3, 4],
  ].map(([from = 1, to = 1]) => scaled(from, to)),
];

const shiftRules = (said: string, file: string): Rule[] => [
  ...(file.endsWith(said) ? [deeper(file.slice(0, file.length - said.length))] : []),
  ...(said.endsWith(file) ? [shallower(said.slice(0, said.length - file.length))] : []),
];

/** Gives the file's indentation for one of the reply, or null when the evidence allows none or several. */
type IndentMap = (indent: string) => string | null;

type Indents = { said: string; file: string };

const isSame = ({ said, file }: Indents): boolean => said === file;

const widthOf = (indent: string): number => indent.replaceAll("\t", "    ").length;

/** The step by which the file indents: 2, 3, 4 or 8 columns, whatever most of its lines are a multiple of. */
const unitOf = (lines: string[]): number => {
  const widths = lines
    .flatMap((line) => (line.trim() === "" ? [] : [widthOf(indentOf(line))]))
    .filter((width) => width > 0);
  return [8, 4, 3, 2].find((unit) => widths.filter((width) => width % unit === 0).length >= widths.length * 0.9) ?? 1;
};

const isStep = (one: string, other: string, unit: number): boolean =>
  Math.abs(widthOf(one) - widthOf(other)) % unit === 0;

/** Columns that one tab of the reply stands for where the file has spaces. */
const widthOfTab = ({ said, file }: Indents): number => {
  const tabs = said.length - said.replaceAll("\t", "").length;
  return tabs === 0 ? 0 : Math.max(2, Math.floor((file.length - said.length + tabs) / tabs));
};

/** Added lines that use the file's own kind of indentation while the lines around them do not were not changed with them. */
const areAddedAsFile = ({ said, file }: Indents, added: string[]): boolean => {
  if (said !== "" && file.includes("\t") && isSpaces(said)) return added.some((line) => line.startsWith("\t"));
  if (!said.includes("\t") || !isSpaces(file)) return false;
  return added.some((line) => line.startsWith(" ".repeat(widthOfTab({ said, file }))));
};

/**
 * Whether the added lines fit the lines beside them as they are, and none fits the hunk's own lines: a writer who
 * indents otherwise does so throughout.
 */
const fitUnmapped = (additions: Addition[], pairs: LinePair[], lines: string[]): boolean => {
  const unit = unitOf(lines);
  const ownUnit = Math.min(unit, unitOf(pairs.map(({ said }) => said)));
  const real = additions.filter(({ text }) => text.trim() !== "");
  return (
    real.every(({ text, beside }) => isStep(indentOf(text), indentOf(beside.file), unit)) &&
    !real.some(({ text, beside }) => isStep(indentOf(text), indentOf(beside.said), ownUnit))
  );
};

/** Added lines stand level with lines of the file as they are, and none with lines of the hunk: either could be meant. */
const areSiblingsUnmapped = (additions: Addition[]): boolean => {
  const real = additions.filter(({ text }) => text.trim() !== "");
  return (
    real.some(({ text, beside }) => indentOf(text) === indentOf(beside.file)) &&
    !real.some(({ text, beside }) => indentOf(text) === indentOf(beside.said))
  );
};

const createMap = (all: Indents[]): IndentMap => {
  const known = new Map<string, Set<string>>();
  for (const { said, file } of all) known.set(said, (known.get(said) ?? new Set()).add(file));
  const changed = all.find((one) => !isSame(one)) ?? { said: "", file: "" };
  const rules = [...fixedRules, ...shiftRules(changed.said, changed.file)].filter((rule) =>
    all.every(({ said, file }) => rule(said) === file),
  );
  return (indent) => {
    const seen = known.get(indent);
    if (seen !== undefined) return seen.size === 1 ? ([...seen][0] ?? null) : null;
    const results = new Set(rules.map((rule) => rule(indent)));
    return results.size === 1 ? ([...results][0] ?? null) : null;
  };
};

/** A removed line that is spelled as in the file, although other lines of its kind are not: only context was changed. */
const escaped = ({ file }: Indents, changed: Indents, all: Indents[]): boolean => {
  if (file === "") return false;
  if (all.some((one) => !isSame(one) && one.file === file)) return true;
  if (changed.file.includes("\t")) return file.includes("\t");
  return file.length >= widthOfTab(changed);
};

const isTold = ({ said, file }: LinePair): boolean => said.trim() !== "" && file.trim() !== "";

/** What some lines tell: null when added lines are to be taken as they are. */
const learnFrom = (pairs: LinePair[], additions: Addition[], added: string[], lines: string[]): IndentMap | null => {
  const indents = (some: LinePair[]): Indents[] =>
    some.map(({ said, file }) => ({ said: indentOf(said), file: indentOf(file) }));
  const all = indents(pairs);
  const changed = all.find((one) => !isSame(one));
  if (changed === undefined || areAddedAsFile(changed, added)) return null;
  const removed = indents(pairs.filter(({ role }) => role === "remove"));
  if (removed.some((one) => isSame(one) && escaped(one, changed, all))) return null;
  if (!isSpaces(changed.said) || !isSpaces(changed.file)) return createMap(all);
  if (fitUnmapped(additions, pairs, lines)) return null;
  return areSiblingsUnmapped(additions) ? () => null : createMap(all);
};

/** How added lines of one hunk are indented. */
export type HunkIndentation = (hunk: number) => IndentMap | null;

/**
 * A hunk's own lines tell about it, and where they are not indented at all, those of the other hunks do;
 * `added` are the added lines of the whole reply, `lines` those of the file.
 */
export const learnIndentation = (
  pairs: LinePair[],
  additions: Addition[],
  added: string[],
  lines: string[],
): HunkIndentation => {
  const real = pairs.filter((pair) => isTold(pair) && pair.token.raw !== pair.file);
  if (real.every(({ said, file }) => indentOf(said) === indentOf(file))) return () => null;
  const maps = new Map<number, IndentMap | null>();
  return (hunk) => {
    const known = maps.get(hunk);
    if (known !== undefined) return known;
    const own = real.filter((pair) => pair.hunk === hunk);
    const isTelling = own.some(({ said, file }) => indentOf(said) !== "" || indentOf(file) !== "");
    const some = isTelling ? own : real;
    const map = learnFrom(
      some,
      additions.filter(({ beside }) => beside.hunk === hunk),
      added,
      lines,
    );
    maps.set(hunk, map);
    return map;
  };
};
