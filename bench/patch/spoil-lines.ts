/** Builds damages that spell the lines of an edit otherwise, and labels them by what the reply still proves. */
import type { Group } from "./case.ts";
import { added, type Change, type Line } from "./change.ts";
import { type Damage, isEditsOnly, isSame, labelEvidence, labelPlaces, mapLines, type Subject } from "./damage.ts";
import { inReply, type Printing, pickHeader, printDiff } from "./print-diff.ts";

const group: Group = "context";

type Spoil = (text: string) => string;

/** Context and removed lines. */
export const inOld = (spoil: Spoil) => (line: Line) => (line.mark === "+" ? line.text : spoil(line.text));
export const inContext = (spoil: Spoil) => (line: Line) => (line.mark === " " ? spoil(line.text) : line.text);
export const inEvery = (spoil: Spoil) => (line: Line) => spoil(line.text);

type Spoiling = {
  spoil: (line: Line) => string;
  /** What has to be seen through to find the places. */
  fold: (line: string) => string;
  /** Whether the added lines can be known again, where they are spoilt too. */
  isRecoverable?: (subject: Subject) => boolean;
  fits?: (subject: Subject) => boolean;
};

const hasNoReturns = ({ changes }: Subject): boolean =>
  changes.every(({ before, after }) => !`${before}${after}`.includes("\r"));

/** Edits of texts with plain line ends whose lines are spoilt. */
export const spoilLines = (name: string, { spoil, fold, isRecoverable, fits }: Spoiling): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject) || !hasNoReturns(subject) || fits?.(subject) === false) return null;
    const result = mapLines(changes, spoil);
    if (isSame(result, changes)) return null;
    const evidence = labelEvidence(changes, result);
    if (evidence === null) return null;
    const isKnown = evidence === "apply" && isRecoverable?.(subject) !== false;
    const expect = isKnown ? labelPlaces(result, "right", fold) : "ambiguous";
    return { reply: inReply(random, printDiff(result, { header: pickHeader(random, changes) })), expect };
  },
});

/** Edits whose lines print otherwise than they should; their texts are whole. */
export const misprintLines = (
  name: string,
  create: (subject: Subject) => NonNullable<Printing["line"]>,
  fits: (subject: Subject) => boolean = () => true,
): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject) || !fits(subject)) return null;
    const header = pickHeader(random, changes);
    const diff = printDiff(changes, { header, line: create(subject) });
    if (diff === printDiff(changes, { header })) return null;
    return { reply: inReply(random, diff), expect: labelPlaces(changes, "right") };
  },
});

export const allAdded = (changes: Change[]): string[] => changes.flatMap(({ hunks }) => hunks.flatMap(added));

/** Nothing is added that looks as if it had the same fault: undoing that would go too far. */
export const addsNone =
  (fault: RegExp) =>
  ({ changes }: Subject): boolean =>
    allAdded(changes).every((line) => !fault.test(line));
