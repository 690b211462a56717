/** Indentation that was translated between tabs and spaces, or shifted. */
import { added, linesOf, oldSide } from "../change.ts";
import { type Damage, isEditsOnly, isSame, labelPlaces, mapHunks, type Subject } from "../damage.ts";
import { inReply, pickHeader, printDiff } from "../print-diff.ts";
import { addsNone, allAdded, inContext, inEvery, inOld, misprintLines, spoilLines } from "../spoil-lines.ts";

const leading = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? "";
const expand = (line: string, width: number): string =>
  leading(line).replaceAll("\t", " ".repeat(width)) + line.slice(leading(line).length);
const fold = (line: string): string => line.trim();

/** Tabs only in the indentation, and no line whose indentation mixes or uses spaces: then the way back is one. */
const hasTabsOnly = (texts: string[]): boolean =>
  texts.every((line) => /^\t*(?:[^ \t].*)?$/.test(line) && !line.trimStart().includes("\t"));
const tabsComeBack = ({ changes }: Subject): boolean =>
  changes.every(({ before, hunks }) => hasTabsOnly(linesOf(before)) && hasTabsOnly(hunks.flatMap(added)));

const toTabs = (line: string): string => {
  const spaces = /^ */.exec(line)?.[0].length ?? 0;
  return "\t".repeat(Math.floor(spaces / 4)) + " ".repeat(spaces % 4) + line.slice(spaces);
};
const hasFours = (texts: string[]): boolean =>
  texts.every((line) => !line.includes("\t") && (/^ */.exec(line)?.[0].length ?? 0) % 4 === 0);

const indented = (texts: string[]): number =>
  Math.min(...texts.filter((line) => line.trim() !== "").map((line) => leading(line).length));

/** A removed line with its right indentation tells that only the context was shifted. */
const showsRemoved = ({ changes }: Subject): boolean =>
  changes.every(({ hunks }) =>
    hunks.every(({ lines }) => lines.some(({ mark, text }) => mark === "-" && text.trim() !== "")),
  );

/** Every hunk shows at least two lines of the base from which the shift can be read. */
const showsShift = ({ changes }: Subject): boolean =>
  changes.every(({ hunks }) =>
    hunks.every(
      (hunk) =>
        oldSide(hunk).filter((line) => line.trim() !== "").length >= 2 &&
        hunk.lines.every(({ text }) => text === "" || text.trim() !== ""),
    ),
  );

const dedented: Damage = {
  name: "reindent-hunk-left",
  group: "context",
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject) || !showsShift(subject)) return null;
    const result = mapHunks(changes, (hunk) => {
      const shift = indented(hunk.lines.map(({ text }) => text));
      const heads = new Set(hunk.lines.filter(({ text }) => text !== "").map(({ text }) => text.slice(0, shift)));
      return heads.size > 1
        ? hunk
        : { ...hunk, lines: hunk.lines.map((line) => ({ ...line, text: line.text.slice(shift) })) };
    });
    if (isSame(result, changes)) return null;
    return {
      reply: inReply(random, printDiff(result, { header: pickHeader(random, changes) })),
      expect: labelPlaces(result, "right", fold),
    };
  },
};

const shiftRight = (by: string) => (text: string) => (text === "" ? "" : by + text);

export const contextIndent: Damage[] = [
  misprintLines(
    "mark-followed-by-space",
    () =>
      ({ mark, text }) =>
        text === "" ? mark : `${mark} ${text}`,
    showsShift,
  ),
  ...[2, 4, 8].flatMap((width) => [
    spoilLines(`tabs-to-${width}-old-side`, {
      spoil: inOld((text) => expand(text, width)),
      fold,
      fits: addsNone(/^\t* /),
    }),
    spoilLines(`tabs-to-${width}-everywhere`, {
      spoil: inEvery((text) => expand(text, width)),
      fold,
      isRecoverable: tabsComeBack,
      fits: addsNone(/^\t* {2}/),
    }),
  ]),
  spoilLines("spaces-to-tabs-old-side", { spoil: inOld(toTabs), fold, fits: addsNone(/^ *\t/) }),
  spoilLines("spaces-to-tabs-everywhere", {
    spoil: inEvery(toTabs),
    fold,
    isRecoverable: ({ changes }) =>
      hasFours(allAdded(changes)) && changes.every(({ before }) => hasFours(linesOf(before))),
    fits: addsNone(/^ *\t/),
  }),
  spoilLines("reindent-hunk-right-2", { spoil: inEvery(shiftRight("  ")), fold, isRecoverable: showsShift }),
  spoilLines("reindent-hunk-right-4", { spoil: inEvery(shiftRight("    ")), fold, isRecoverable: showsShift }),
  spoilLines("reindent-context-only", { spoil: inContext(shiftRight(" ")), fold, fits: showsRemoved }),
  dedented,
];
