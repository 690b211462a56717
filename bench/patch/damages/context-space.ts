/** White space at the ends and inside of lines that was lost, added or translated on its way through a model. */
import { added, type Change, oldSide } from "../change.ts";
import { type Damage, isEditsOnly, isSame, labelPlaces, mapLines } from "../damage.ts";
import { inReply, pickHeader, printDiff } from "../print-diff.ts";
import { addsNone, inContext, inEvery, inOld, misprintLines, spoilLines } from "../spoil-lines.ts";

const foldEnd = (line: string): string => line.trimEnd();
const foldSpaces = (line: string): string => line.replaceAll("\u00A0", " ");
const squash = (line: string): string => line.replace(/[ \t]+/g, " ").trim();

const collapse = (text: string): string => {
  const start = /^[ \t]*/.exec(text)?.[0] ?? "";
  return start + text.slice(start.length).replace(/ {2,}/g, " ");
};

const oldSides = (changes: Change[]): string[] => changes.flatMap(({ hunks }) => hunks.flatMap(oldSide));

/** What is added is then meant without its trailing space: nothing in the reply tells of it. */
const trailingStripped: Damage = {
  name: "trailing-space-stripped",
  group: "context",
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject)) return null;
    const said = mapLines(changes, ({ mark, text }) => (mark === "+" ? text.trimEnd() : text));
    const result = mapLines(changes, ({ text }) => text.trimEnd());
    if (isSame(oldSides(changes), oldSides(result)) || !isSame(said, changes)) return null;
    // A line that was changed in its trailing space alone would read the same before and after.
    const isMute = result.some(({ hunks }) =>
      hunks.some((hunk) => hunk.lines.some(({ mark, text }) => mark === "-" && added(hunk).includes(text))),
    );
    return isMute
      ? null
      : {
          reply: inReply(random, printDiff(result, { header: pickHeader(random, changes) })),
          expect: labelPlaces(result, "right", foldEnd),
        };
  },
};

export const contextSpace: Damage[] = [
  misprintLines(
    "blank-context-stripped",
    () =>
      ({ mark, text }) =>
        mark === " " && text === "" ? "" : mark + text,
  ),
  trailingStripped,
  spoilLines("trailing-space-added-context", {
    spoil: inContext((text) => `${text}  `),
    fold: foldEnd,
    fits: addsNone(/[ \t]$/),
  }),
  spoilLines("trailing-space-added-old", {
    spoil: inOld((text) => `${text} `),
    fold: foldEnd,
    fits: addsNone(/[ \t]$/),
  }),
  // It could be meant: a line break in Markdown.
  spoilLines("trailing-space-added-everywhere", {
    spoil: inEvery((text) => `${text} `),
    fold: foldEnd,
    isRecoverable: () => false,
  }),
  spoilLines("inner-spaces-collapsed", { spoil: inOld(collapse), fold: squash }),
  spoilLines("blank-context-filled", { spoil: inContext((text) => (text === "" ? "    " : text)), fold: foldEnd }),
  spoilLines("nbsp-in-old-side", {
    spoil: inOld((text) => text.replaceAll(" ", "\u00A0")),
    fold: foldSpaces,
    fits: addsNone(/\u00A0/),
  }),
  spoilLines("nbsp-everywhere", {
    spoil: inEvery((text) => text.replaceAll(" ", "\u00A0")),
    fold: foldSpaces,
    isRecoverable: ({ changes }) => changes.every(({ before, after }) => !`${before}${after}`.includes("\u00A0")),
  }),
];
