/** Hunk headers whose numbers are wrong, missing or misspelt; the lines below them are whole. */
import type { Expect } from "../case.ts";
import type { Change, Hunk } from "../change.ts";
import { type Damage, hasNoRename, labelPlaces, type Subject } from "../damage.ts";
import { inReply, numbersOf, pickHeader, printDiff, printHunkHeader } from "../print-diff.ts";

type HunkHeader = (hunk: Hunk, index: number, change: Change) => string;

const isModified = ({ kind }: Change): boolean => kind === "modify" || kind === "rename";

/** `create` gets the subject once per reply, null where nothing can be spoilt; new and deleted files keep their header. */
const respelt = (name: string, numbers: "right" | "lost", create: (subject: Subject) => HunkHeader | null): Damage => ({
  name,
  group: "headers",
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!changes.some(isModified)) return null;
    const spell = create(subject);
    if (!spell) return null;
    const hunkHeader: HunkHeader = (hunk, index, change) =>
      isModified(change) ? spell(hunk, index, change) : printHunkHeader(hunk);
    const diff = printDiff(changes, { header: pickHeader(random, changes), hunkHeader });
    const isSpoilt = changes
      .filter(isModified)
      .some((change) => change.hunks.some((hunk) => !diff.includes(`${printHunkHeader(hunk)}\n`)));
    const expect: Expect = labelPlaces(changes, numbers);
    return isSpoilt ? { reply: inReply(random, diff), expect } : null;
  },
});

const moved = (hunk: Hunk, by: number): Hunk => ({
  ...hunk,
  oldStart: Math.max(1, hunk.oldStart + by),
  newStart: Math.max(1, hunk.newStart + by),
});

const tail = ({ section }: Hunk): string => (section === "" ? "" : ` ${section}`);

const swapStarts: HunkHeader = (hunk, index, change) => {
  const other = change.hunks[change.hunks.length - 1 - index] ?? hunk;
  return printHunkHeader({ ...hunk, oldStart: other.oldStart, newStart: other.newStart });
};

const several = ({ changes }: Subject): boolean =>
  changes.some((change) => isModified(change) && change.hunks.length > 1);

const wrongCount = (random: Subject["random"], count: number): number =>
  Math.max(1, count + (random.chance(0.5) ? 1 : -1) * (1 + random.below(3)));

export const headerNumbers: Damage[] = [
  respelt("number-shifted", "lost", ({ random }) => {
    const by = random.pick([-40, -17, -9, -5, 3, 6, 12, 30, 100]);
    return (hunk) => printHunkHeader(moved(hunk, by));
  }),
  respelt(
    "number-shifted-little",
    "lost",
    ({ random }) =>
      (hunk) =>
        printHunkHeader(moved(hunk, random.pick([-3, -2, -1, 1, 2, 3]))),
  ),
  respelt("number-random", "lost", ({ random }) => (hunk) => {
    const start = 1 + random.below(400);
    return printHunkHeader({ ...hunk, oldStart: start, newStart: start });
  }),
  respelt("number-swapped", "lost", (subject) => (several(subject) ? swapStarts : null)),
  respelt("number-all-one", "lost", () => (hunk) => printHunkHeader({ ...hunk, oldStart: 1, newStart: 1 })),
  respelt("number-zero", "lost", () => () => "@@ -0,0 +0,0 @@"),
  respelt(
    "number-new-side-only-wrong",
    "right",
    ({ random }) =>
      (hunk) =>
        printHunkHeader({ ...hunk, newStart: 1 + random.below(300) }),
  ),
  respelt("number-old-from-new", "lost", (subject) =>
    several(subject) ? (hunk) => printHunkHeader({ ...hunk, oldStart: Math.max(1, hunk.newStart) }) : null,
  ),
  respelt("header-bare", "lost", () => () => "@@"),
  respelt("header-bare-twice", "lost", () => () => "@@ @@"),
  respelt("header-dots", "lost", () => () => "@@ ... @@"),
  respelt("header-dots-section", "lost", () => (hunk) => `@@ ... @@${tail(hunk)}`),
  respelt("header-section-only", "lost", ({ changes }) =>
    changes.some(({ hunks }) => hunks.some(({ section }) => section !== "")) ? (hunk) => `@@${tail(hunk)}` : null,
  ),
  respelt("header-section-closed", "lost", ({ changes }) =>
    changes.some(({ hunks }) => hunks.some(({ section }) => section !== "")) ? (hunk) => `@@${tail(hunk)} @@` : null,
  ),
  respelt("header-one-number", "right", () => (hunk) => `@@ -${hunk.oldStart} @@`),
  respelt("header-old-range-only", "right", () => (hunk) => `@@ -${hunk.oldStart},${hunk.oldCount} @@`),
  respelt("header-words", "right", () => (hunk) => `@@ line ${hunk.oldStart} @@`),
  respelt(
    "header-lines-words",
    "right",
    () => (hunk) => `@@ lines ${hunk.oldStart}-${hunk.oldStart + hunk.oldCount - 1} @@`,
  ),
  respelt("header-letters", "lost", () => () => "@@ -X,X +X,X @@"),
  respelt("header-without-spaces", "right", () => (hunk) => `@@${numbersOf(hunk).replace(" ", "")}@@`),
  respelt(
    "header-extra-spaces",
    "right",
    () => (hunk) => `@@  -${hunk.oldStart}, ${hunk.oldCount}  +${hunk.newStart}, ${hunk.newCount}  @@${tail(hunk)}`,
  ),
  respelt("header-one-at", "right", () => (hunk) => `@ ${numbersOf(hunk)} @`),
  respelt("header-not-closed", "right", () => (hunk) => `@@ ${numbersOf(hunk)}`),
  respelt(
    "header-sides-swapped",
    "right",
    () => (hunk) => `@@ +${hunk.newStart},${hunk.newCount} -${hunk.oldStart},${hunk.oldCount} @@`,
  ),
  respelt("header-long-minus", "right", () => (hunk) => printHunkHeader(hunk).replace("-", "–")),
  respelt("header-without-signs", "right", () => (hunk) => `@@ ${numbersOf(hunk).replace(/[-+]/g, "")} @@`),
  respelt(
    "count-off",
    "right",
    ({ random }) =>
      (hunk) =>
        printHunkHeader({
          ...hunk,
          oldCount: wrongCount(random, hunk.oldCount),
          newCount: wrongCount(random, hunk.newCount),
        }),
  ),
  respelt(
    "count-old-off",
    "right",
    ({ random }) =>
      (hunk) =>
        printHunkHeader({ ...hunk, oldCount: wrongCount(random, hunk.oldCount) }),
  ),
  respelt(
    "count-new-off",
    "right",
    ({ random }) =>
      (hunk) =>
        printHunkHeader({ ...hunk, newCount: wrongCount(random, hunk.newCount) }),
  ),
  respelt(
    "count-too-large",
    "right",
    () => (hunk) => printHunkHeader({ ...hunk, oldCount: hunk.oldCount + 12, newCount: hunk.newCount + 12 }),
  ),
  respelt("count-missing", "right", () => (hunk) => `@@ -${hunk.oldStart} +${hunk.newStart} @@${tail(hunk)}`),
  respelt(
    "count-one-only",
    "right",
    () => (hunk) => `@@ -${hunk.oldStart} +${hunk.newStart},${hunk.newCount} @@${tail(hunk)}`,
  ),
  respelt(
    "count-swapped",
    "right",
    () => (hunk) => printHunkHeader({ ...hunk, oldCount: hunk.newCount, newCount: hunk.oldCount }),
  ),
  respelt("count-zero", "right", () => (hunk) => `@@ -${hunk.oldStart},0 +${hunk.newStart},0 @@`),
  respelt(
    "number-and-count-wrong",
    "lost",
    ({ random }) =>
      (hunk) =>
        printHunkHeader({
          ...moved(hunk, random.below(80) - 40),
          oldCount: wrongCount(random, hunk.oldCount),
          newCount: wrongCount(random, hunk.newCount),
        }),
  ),
];

/** Kept apart: without several changed files nothing is lost when each hunk stands below its own file header. */
export const headerMissing: Damage = {
  name: "header-missing",
  group: "headers",
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!hasNoRename(subject) || changes.some(({ kind, hunks }) => kind !== "modify" || hunks.length !== 1))
      return null;
    const diff = printDiff(changes, { header: pickHeader(random, changes), hunkHeader: () => "" }).replace(
      /^(\+\+\+ .*\n)\n/gm,
      "$1",
    );
    return { reply: inReply(random, diff), expect: labelPlaces(changes, "lost") };
  },
};
