/** Random trees and what became of them, as commits change them: edits, additions, deletions, moves, every line end, odd names. */
import fc from "fast-check";
import type { FileChange } from "../domain/patch.ts";
import type { ReplyFiles } from "./settle/reply-files.ts";

/** Text by path. */
export type Texts = Record<string, string>;

export type TreePair = { before: Texts; after: Texts };

const line = fc.oneof(
  {
    arbitrary: fc.constantFrom("a", "b", "", "", "}", "  }", "\tif (x) {", "-- sql", "++i;", "@@ -1 +1 @@"),
    weight: 5,
  },
  { arbitrary: fc.constantFrom("--- a/x", "+++ b/x", "diff --git a/x b/x", "\\ No newline at end of file"), weight: 1 },
  {
    arbitrary: fc.constantFrom("trailing  ", "\t", " ", "x\ry", "é😀", "\u00a0wide", "&lt;p&gt;", "```", "..."),
    weight: 2,
  },
  {
    arbitrary: fc.integer({ min: 0, max: 9_999 }).map((number) => `const value${number} = read(${number});`),
    weight: 6,
  },
);

const lines = fc.oneof(
  { arbitrary: fc.array(line, { maxLength: 6 }), weight: 1 },
  { arbitrary: fc.array(line, { minLength: 10, maxLength: 60 }), weight: 3 },
);

type Ends = { end: string; isTerminated: boolean };

const ends: fc.Arbitrary<Ends> = fc.record({
  end: fc.oneof({ arbitrary: fc.constant("\n"), weight: 4 }, { arbitrary: fc.constant("\r\n"), weight: 1 }),
  isTerminated: fc.oneof({ arbitrary: fc.constant(true), weight: 4 }, { arbitrary: fc.constant(false), weight: 1 }),
});

const join = (texts: string[], { end, isTerminated }: Ends): string =>
  texts.join(end) + (isTerminated && texts.length > 0 ? end : "");

type Edit = { at: number; gone: number; added: string[] };

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ at: fc.nat(60), gone: fc.nat(3), added: fc.array(line, { maxLength: 3 }) }),
  { maxLength: 5 },
);

const applyEdits = (texts: string[], chosen: Edit[]): string[] =>
  chosen.reduce((now, { at, gone, added }) => now.toSpliced(at % (now.length + 1), gone, ...added), texts);

/** None is a directory of another, and none differs from another by case or composition alone. */
const names = [
  ...["README.md", "src/a.ts", "src/b c.ts", "src/a/index.ts", "a/x", "b/x", "x", "lib/ünï.txt", 'docs/quo"te.md'],
  ...["deep/er/and/deeper/still.py", " lead", "trail.d/x y z", "plus+minus-.c", "a b/c", "b/b/b", "日本/語.rb"],
  ...[
    "semi;colon",
    "per%cent",
    "hash#tag",
    "it's",
    "[x].tsx",
    "(group)/page.ts",
    "~tilde",
    "eq=ual",
    ".env",
    "a/b.txt",
  ],
];

/** What becomes of one file; moved files take a name that is free. */
type Fate =
  | { kind: "stays" | "goes" | "comes" }
  | { kind: "changes"; edits: Edit[]; ends: Ends | null }
  | { kind: "moves"; edits: Edit[] };

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant("changes" as const), edits, ends: fc.option(ends) }), weight: 6 },
  { arbitrary: fc.constantFrom<Fate>({ kind: "stays" }, { kind: "goes" }, { kind: "comes" }), weight: 3 },
  {
    arbitrary: fc.record({ kind: fc.constant("moves" as const), edits: edits.map((all) => all.slice(0, 1)) }),
    weight: 1,
  },
);

type Story = { name: string; spare: string; lines: string[]; ends: Ends; fate: Fate };

const tell = (stories: Story[]): TreePair => {
  const [before, after]: [Texts, Texts] = [{}, {}];
  for (const { name, spare, lines: texts, ends: own, fate: chosen } of stories) {
    const text = join(texts, own);
    if (chosen.kind !== "comes") before[name] = text;
    if (chosen.kind === "stays" || chosen.kind === "comes") after[name] = text;
    if (chosen.kind === "changes") after[name] = join(applyEdits(texts, chosen.edits), chosen.ends ?? own);
    if (chosen.kind === "moves") after[spare] = join(applyEdits(texts, chosen.edits), own);
  }
  return { before, after };
};

const isChanged = ({ before, after }: TreePair): boolean =>
  JSON.stringify(Object.entries(before).toSorted()) !== JSON.stringify(Object.entries(after).toSorted());

/** Up to four files, at least one of which changes. */
export const randomTrees: fc.Arbitrary<TreePair> = fc
  .shuffledSubarray(names, { minLength: 2, maxLength: 8 })
  .chain((chosen) =>
    fc.tuple(
      ...Array.from({ length: Math.floor(chosen.length / 2) }, (_, at) =>
        fc.record({
          name: fc.constant(chosen[2 * at] ?? ""),
          spare: fc.constant(chosen[2 * at + 1] ?? ""),
          lines,
          ends,
          fate,
        }),
      ),
    ),
  )
  .map(tell)
  .filter(isChanged);

/** A first directory `a` or `b` can be taken for the prefix of a diff. */
export const isPlainName = (path: string): boolean => !/^[ab]\//.test(path);

/** Texts with entities may have been escaped on their way. */
export const hasEntity = (text: string): boolean => /&\w+;/.test(text);

export const filesOf = (texts: Texts): Required<Pick<ReplyFiles, "read" | "list">> => ({
  read: (path) => (Object.hasOwn(texts, path) ? (texts[path] ?? null) : null),
  list: () => Object.keys(texts),
});

/** The texts after some changes. */
export const changeTexts = (texts: Texts, changes: FileChange[]): Texts => {
  const changed = new Map(Object.entries(texts));
  for (const { path, after } of changes) {
    if (after === null) changed.delete(path);
    else changed.set(path, after);
  }
  return Object.fromEntries(changed);
};
