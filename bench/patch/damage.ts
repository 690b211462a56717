/** What a damage is: a way to spoil the diff of a real commit, with an honest word on what an engine may make of it. */
import type { Expect, Group, Tree } from "./case.ts";
import { added, type Change, type Hunk, linesOf, oldSide, placeOf, placesOf, type Sample } from "./change.ts";
import type { Random } from "./random.ts";

/** One commit to damage. `changes` are a copy of its own for every damage. */
export type Subject = { sample: Sample; changes: Change[]; base: Tree; truth: Tree; random: Random };

/** Base and expected are the commit's where they are not given. */
type Made = { reply: string; expect?: Expect; base?: Tree; expected?: Tree; blobs?: Record<string, string> };

export type Damage = {
  name: string;
  group: Group;
  expect: Expect;
  /** Null when the commit has nothing that this damage could spoil. */
  make: (subject: Subject) => Made | null;
};

const entry = (mode: string, text: string) => ({ mode, text });

export const subjectOf = (sample: Sample, random: Random): Subject => {
  const base: Tree = {};
  for (const { path, mode, text } of sample.siblings) base[path] = entry(mode, text);
  const truth: Tree = { ...base };
  for (const change of sample.changes) {
    if (change.kind !== "add") base[change.from] = entry(change.mode, change.before);
    if (change.kind !== "delete") truth[change.path] = entry(change.mode, change.after);
  }
  return { sample, changes: structuredClone(sample.changes), base, truth, random };
};

/** Only edits of files that stay where they are. */
export const isEditsOnly = ({ changes }: Subject): boolean => changes.every(({ kind }) => kind === "modify");
export const hasNoRename = ({ changes }: Subject): boolean => changes.every(({ kind }) => kind !== "rename");

export const mapHunks = (changes: Change[], map: (hunk: Hunk, change: Change) => Hunk): Change[] =>
  changes.map((change) => ({ ...change, hunks: change.hunks.map((hunk) => map(hunk, change)) }));

export const mapLines = (
  changes: Change[],
  map: (line: Hunk["lines"][number], at: number, hunk: Hunk) => string,
): Change[] =>
  mapHunks(changes, (hunk) => ({
    ...hunk,
    lines: hunk.lines.map((line, at) => ({ ...line, text: map(line, at, hunk) })),
  }));

/**
 * "apply" when the place of every hunk is decided: by its text alone, or with right numbers by its text at that line. `fold`
 * is what an engine must see through. The old side as it is spelled must not stand at another place than the right one.
 */
export const labelPlaces = (
  changes: Change[],
  numbers: "right" | "lost",
  fold = (line: string): string => line,
): Expect => {
  const isDecided = (change: Change, hunk: Hunk): boolean => {
    const base = linesOf(change.before);
    const old = oldSide(hunk);
    if (old.length === 0) return false;
    const place = placeOf(hunk);
    const lenient = placesOf(old, base, fold);
    const exact = placesOf(old, base);
    if (numbers === "lost") return lenient.length === 1 && lenient[0] === place;
    return lenient.includes(place) && (exact.length === 0 || exact.includes(place));
  };
  const located = changes.filter(({ kind }) => kind === "modify" || kind === "rename");
  return located.every((change) => change.hunks.every((hunk) => isDecided(change, hunk))) ? "apply" : "ambiguous";
};

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Tree with one text put in place of another. */
export const withText = (tree: Tree, path: string, text: string): Tree => ({
  ...tree,
  [path]: entry(tree[path]?.mode ?? "100644", text),
});

export const without = (tree: Tree, path: string): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([name]) => name !== path));

/**
 * "apply" when each hunk whose added lines were spoilt shows the same fault in a line of the base, so that it is known how to
 * undo it; "ambiguous" when only another hunk of the file shows it; null when nothing does and lines stand as they are said.
 */
export const labelEvidence = (original: Change[], spoilt: Change[]): Expect | null => {
  const files = original.map((change, file) =>
    change.hunks.map((hunk, at) => {
      const result = spoilt[file]?.hunks[at] ?? hunk;
      return { isShown: !isSame(oldSide(hunk), oldSide(result)), isNeeded: !isSame(added(hunk), added(result)) };
    }),
  );
  const isMute = files.some((hunks) => hunks.some(({ isNeeded }) => isNeeded) && !hunks.some(({ isShown }) => isShown));
  if (isMute || !files.flat().some(({ isShown }) => isShown)) return null;
  return files.flat().every(({ isNeeded, isShown }) => isShown || !isNeeded) ? "apply" : "ambiguous";
};
