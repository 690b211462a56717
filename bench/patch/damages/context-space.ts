/** White space that was lost, added or translated on its way through a model. */
import { added, type Change, type Hunk, type Line, linesOf, oldSide } from "../change.ts";
import {
  type Damage,
  isEditsOnly,
  isSame,
  labelEvidence,
  labelPlaces,
  mapHunks,
  mapLines,
  type Subject,
} from "../damage.ts";
import { inReply, type Printing, pickHeader, printDiff } from "../print-diff.ts";

const group = "context";

/** Edits whose lines print otherwise than they should; `fold` is what has to be seen through. */
const printed = (
  name: string,
  line: (subject: Subject) => NonNullable<Printing["line"]> | null,
  fits: (subject: Subject) => boolean = () => true,
): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    const spell = isEditsOnly(subject) && fits(subject) ? line(subject) : null;
    if (!spell) return null;
    const header = pickHeader(random, changes);
    const diff = printDiff(changes, { header, line: spell });
    if (diff === printDiff(changes, { header })) return null;
    return { reply: inReply(random, diff), expect: labelPlaces(changes, "right") };
  },
});

/** Edits whose texts are spoilt; places are judged with `fold`, and `isRecoverable` says whether the added lines can be known. */
const spoilt = (
  name: string,
  spoil: (line: Line, hunk: Hunk) => string,
  fold: (line: string) => string,
  isRecoverable: (subject: Subject) => boolean = () => true,
  fits: (subject: Subject) => boolean = () => true,
): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject) || !fits(subject)) return null;
    const result = mapLines(changes, (line, _at, hunk) => spoil(line, hunk));
    if (isSame(result, changes)) return null;
    const places = labelPlaces(result, "right", fold);
    const evidence = labelEvidence(changes, result);
    if (evidence === null) return null;
    const expect = isRecoverable(subject) && evidence === "apply" ? places : "ambiguous";
    return { reply: inReply(random, printDiff(result, { header: pickHeader(random, changes) })), expect };
  },
});

const marksAreSafe = ({ changes }: Subject): boolean =>
  changes.every(({ hunks }) =>
    hunks.every(({ lines }) => lines.every(({ mark, text }) => mark !== " " || !/^[-+\\@]/.test(text))),
  );

const allAdded = (changes: Change[]): string[] => changes.flatMap(({ hunks }) => hunks.flatMap(added));

const leading = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? "";
const expand = (line: string, width: number): string =>
  leading(line).replaceAll("\t", " ".repeat(width)) + line.slice(leading(line).length);
const squash = (line: string): string => line.replace(/[ \t]+/g, " ").trim();
const foldIndent = (line: string): string => line.trim();
const foldEnd = (line: string): string => line.trimEnd();

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

const old = (spoil: (text: string) => string) => (line: Line) => (line.mark === "+" ? line.text : spoil(line.text));
const context = (spoil: (text: string) => string) => (line: Line) => (line.mark === " " ? spoil(line.text) : line.text);
const every = (spoil: (text: string) => string) => (line: Line) => spoil(line.text);

const always = (): boolean => true;

/** Nothing is added that looks as if it had the same fault: undoing that would go too far. */
const addsNone =
  (fault: RegExp) =>
  ({ changes }: Subject): boolean =>
    allAdded(changes).every((line) => !fault.test(line));

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
  group,
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
      expect: labelPlaces(result, "right", foldIndent),
    };
  },
};

/** What is added is then meant without its trailing space: nothing in the reply tells of it. */
const trailingStripped: Damage = {
  name: "trailing-space-stripped",
  group,
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

const oldSides = (changes: Change[]): string[] => changes.flatMap(({ hunks }) => hunks.flatMap(oldSide));

export const contextSpace: Damage[] = [
  printed(
    "blank-context-stripped",
    () =>
      ({ mark, text }) =>
        mark === " " && text === "" ? "" : mark + text,
  ),
  printed(
    "context-mark-lost",
    () =>
      ({ mark, text }) =>
        mark === " " ? text : mark + text,
    marksAreSafe,
  ),
  printed(
    "context-mark-lost-some",
    ({ random }) =>
      ({ mark, text }) =>
        mark === " " && random.chance(0.3) ? text : mark + text,
    marksAreSafe,
  ),
  printed(
    "mark-followed-by-space",
    () =>
      ({ mark, text }) =>
        text === "" ? mark : `${mark} ${text}`,
    showsShift,
  ),
  trailingStripped,
  spoilt(
    "trailing-space-added-context",
    context((text) => `${text}  `),
    foldEnd,
    always,
    addsNone(/[ \t]$/),
  ),
  spoilt(
    "trailing-space-added-old",
    old((text) => `${text} `),
    foldEnd,
    always,
    addsNone(/[ \t]$/),
  ),
  spoilt(
    "trailing-space-added-everywhere",
    every((text) => `${text} `),
    foldEnd,
    () => false,
  ),
  ...[2, 4, 8].flatMap((width) => [
    spoilt(
      `tabs-to-${width}-old-side`,
      old((text) => expand(text, width)),
      foldIndent,
      always,
      addsNone(/^\t* /),
    ),
    spoilt(
      `tabs-to-${width}-everywhere`,
      every((text) => expand(text, width)),
      foldIndent,
      tabsComeBack,
    ),
  ]),
  spoilt("spaces-to-tabs-old-side", old(toTabs), foldIndent, always, addsNone(/^ *\t/)),
  spoilt(
    "spaces-to-tabs-everywhere",
    every(toTabs),
    foldIndent,
    ({ changes }) => hasFours(allAdded(changes)) && changes.every(({ before }) => hasFours(linesOf(before))),
  ),
  spoilt(
    "inner-spaces-collapsed",
    old((text) => leading(text) + text.slice(leading(text).length).replace(/ {2,}/g, " ")),
    squash,
  ),
  spoilt(
    "blank-context-filled",
    context((text) => (text === "" ? "    " : text)),
    foldEnd,
  ),
  spoilt(
    "reindent-hunk-right-2",
    every((text) => (text === "" ? "" : `  ${text}`)),
    foldIndent,
    showsShift,
  ),
  spoilt(
    "reindent-hunk-right-4",
    every((text) => (text === "" ? "" : `    ${text}`)),
    foldIndent,
    showsShift,
  ),
  spoilt(
    "reindent-context-only",
    context((text) => (text === "" ? "" : ` ${text}`)),
    foldIndent,
    always,
    showsRemoved,
  ),
  dedented,
  spoilt(
    "nbsp-in-old-side",
    old((text) => text.replaceAll(" ", "\u00A0")),
    (line) => line.replaceAll("\u00A0", " "),
  ),
  spoilt(
    "nbsp-everywhere",
    every((text) => text.replaceAll(" ", "\u00A0")),
    (line) => line.replaceAll("\u00A0", " "),
    ({ changes }) => changes.every(({ before, after }) => !`${before}${after}`.includes("\u00A0")),
  ),
];
