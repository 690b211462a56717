/** Renames with edits, in the spellings between git's own and none. */
import { type Change, linesOf } from "../change.ts";
import type { Damage } from "../damage.ts";
import { gitHeader, inReply, pairHeader, printDiff } from "../print-diff.ts";

const group = "order";
const expect = "apply";

/** Commits with a rename; other files of the commit keep git's header. */
const renamed = (
  name: string,
  header: (change: Change) => string[],
  fits: (change: Change) => boolean,
  label: "apply" | "ambiguous" = "apply",
): Damage => ({
  name,
  group,
  expect: label,
  make: ({ changes, random }) => {
    const moves = changes.filter(({ kind }) => kind === "rename");
    if (moves.length === 0 || !moves.every(fits)) return null;
    const spell = (change: Change) => (change.kind === "rename" ? header(change) : pairHeader(change));
    return { reply: inReply(random, printDiff(changes, { header: spell })) };
  },
});

const isEdited = ({ hunks }: Change): boolean => hunks.length > 0;

const asAdd = (change: Change): Change => {
  const lines = linesOf(change.after).map((text, at, all) => ({
    mark: "+" as const,
    text,
    noNewline: at === all.length - 1 && !change.after.endsWith("\n"),
  }));
  return {
    ...change,
    kind: "add",
    from: change.path,
    before: "",
    hunks: [{ oldStart: 0, oldCount: 0, newStart: 1, newCount: lines.length, section: "", lines }],
  };
};

export const renames: Damage[] = [
  renamed(
    "rename-without-similarity",
    (change) => gitHeader(change).filter((line) => !/^(?:similarity|index)/.test(line)),
    () => true,
  ),
  renamed(
    "rename-lines-only",
    ({ from, path }) => [`rename from ${from}`, `rename to ${path}`, `--- a/${from}`, `+++ b/${path}`],
    isEdited,
  ),
  renamed(
    "rename-git-line-only",
    ({ from, path }) => [`diff --git a/${from} b/${path}`, `rename from ${from}`, `rename to ${path}`],
    isEdited,
  ),
  renamed("rename-by-names", ({ from, path }) => [`--- a/${from}`, `+++ b/${path}`], isEdited, "ambiguous"),
  {
    name: "rename-as-delete-and-add",
    group,
    expect,
    make: ({ changes, random }) => {
      const moves = changes.filter(({ kind }) => kind === "rename");
      // A file that is made anew gets the mode of a new file.
      if (moves.length === 0 || moves.some(({ mode, after }) => mode !== "100644" || after === "")) return null;
      const result = changes.flatMap((change): Change[] =>
        change.kind === "rename"
          ? [{ ...change, kind: "delete", path: change.from, hunks: [] }, asAdd(change)]
          : [change],
      );
      return { reply: inReply(random, printDiff(result, { header: gitHeader })) };
    },
  },
];
