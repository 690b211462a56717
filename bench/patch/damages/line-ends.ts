/** Line ends, last newlines, byte order marks and encodings, in the base or in the reply. */
import type { Entry, Expect, Tree } from "../case.ts";
import { applyAtPlaces, type Change, type Line, linesOf, oldSide, placeOf } from "../change.ts";
import { type Damage, isEditsOnly, type Subject } from "../damage.ts";
import { inReply, noNewlineMark, pickHeader, printDiff } from "../print-diff.ts";

const group = "line ends and encoding";

const isPlain = ({ changes }: Subject): boolean =>
  changes.every(({ before, after }) => !/[\r\uFEFF]/.test(before + after));
const toCrlf = (text: string): string => text.replaceAll("\n", "\r\n");

/** Every text of a touched file changed alike before and after. */
const mapTouched = (tree: Tree, changes: Change[], map: (text: string) => string): Tree =>
  Object.fromEntries(
    Object.entries(tree).map(([path, entry]): [string, Entry] => {
      const isTouched = changes.some((change) => change.kind === "modify" && change.path === path);
      return [path, isTouched && "text" in entry ? { mode: entry.mode, text: map(entry.text) } : entry];
    }),
  );

const diffOf = ({ changes, random }: Subject): string => printDiff(changes, { header: pickHeader(random, changes) });

/** Edits of files that had plain line ends; both trees and the reply are translated. */
const translated = (
  name: string,
  file: (text: string) => string,
  reply: (text: string) => string,
  expect: Expect = "apply",
  fits: (subject: Subject) => boolean = () => true,
): Damage => ({
  name,
  group,
  expect,
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject) || !isPlain(subject) || !fits(subject)) return null;
    const base = mapTouched(subject.base, changes, file);
    const expected = mapTouched(subject.truth, changes, file);
    return { reply: reply(inReply(random, diffOf(subject))), base, expected };
  },
});

/** Carriage returns at the lines that the change does not touch, in runs, so that new lines have a clear neighbour. */
const mixed: Damage = {
  name: "mixed-base-lf-diff",
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject) || !isPlain(subject)) return null;
    const base = { ...subject.base };
    const expected = { ...subject.truth };
    for (const change of changes) {
      const shown = new Set(change.hunks.flatMap((hunk) => oldSide(hunk).map((_, at) => placeOf(hunk) + at)));
      const before = linesOf(change.before).map((line, at) => (shown.has(at) ? line : `${line}\r`));
      const text = before.join("\n") + (change.before.endsWith("\n") ? "\n" : "");
      const after = applyAtPlaces(text, change.hunks);
      if (after === null || text === change.before) return null;
      base[change.path] = { mode: change.mode, text };
      expected[change.path] = { mode: change.mode, text: after };
    }
    return { reply: inReply(random, diffOf(subject)), base, expected };
  },
};

const endsAt = (change: Change, isEnd: (last: Line) => boolean): boolean => {
  const hunk = change.hunks.at(-1);
  const last = hunk?.lines.at(-1);
  return (
    hunk !== undefined &&
    last !== undefined &&
    placeOf(hunk) + oldSide(hunk).length === linesOf(change.before).length &&
    isEnd(last)
  );
};

const isContextEnd = ({ mark }: Line): boolean => mark === " ";

/** Commits whose last hunk reaches the end of a file; `print` spells the end of the diff. */
const atEnd = (
  name: string,
  expect: Expect,
  fits: (change: Change) => boolean,
  spoil: (diff: string, subject: Subject) => string,
  texts?: (text: string) => string,
): Damage => ({
  name,
  group,
  expect,
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject) || !isPlain(subject) || !changes.every(fits)) return null;
    const diff = diffOf(subject);
    const result = spoil(diff, subject);
    if (!texts && result === diff) return null;
    const trees = texts
      ? { base: mapTouched(subject.base, changes, texts), expected: mapTouched(subject.truth, changes, texts) }
      : {};
    return { reply: inReply(random, result), ...trees };
  },
});

const cutEnd = (text: string): string => text.replace(/\n$/, "");
const bothEnd = ({ before, after }: Change): boolean => /[^\n]\n$/.test(before) && /[^\n]\n$/.test(after);
const lastReplaced = (change: Change): boolean => {
  const lines = change.hunks.at(-1)?.lines ?? [];
  return (
    bothEnd(change) && endsAt(change, ({ mark }) => mark === "+") && lines.at(-2)?.mark === "-" && lines.length > 3
  );
};
const withoutMarks = (diff: string): string => diff.replaceAll(`${noNewlineMark}\n`, "");

/** Both sides without a last newline, marked as git does. */
const markedBoth = (diff: string): string =>
  diff.replace(/^-(.*)\n\+(.*)\n$/m, (_all, old, added) => `-${old}\n${noNewlineMark}\n+${added}\n${noNewlineMark}\n`);

/** A byte that is no UTF-8 in a line that the change does not show. */
const latin1 = (change: Change): string | null => {
  const lines = linesOf(change.before);
  const hunk = change.hunks[0];
  const isFree = hunk !== undefined && placeOf(hunk) > 1 && /^[\x20-\x7E\t\n]*$/.test(change.before + change.after);
  return isFree ? `${lines[0]} \u00E9` : null;
};

const inLatin1: Damage = {
  name: "latin1-base",
  group,
  expect: "ambiguous",
  make: (subject) => {
    const { changes, random } = subject;
    const [first] = changes;
    const line = first && isEditsOnly(subject) ? latin1(first) : null;
    if (!first || line === null) return null;
    const encode = (text: string): Entry => ({
      mode: first.mode,
      base64: Buffer.from(text.replace(/^.*$/m, line), "latin1").toString("base64"),
    });
    return {
      reply: inReply(random, diffOf(subject)),
      base: { ...subject.base, [first.path]: encode(first.before) },
      expected: { ...subject.truth, [first.path]: encode(first.after) },
    };
  },
};

const touchesFirstLine = ({ changes }: Subject): boolean => changes.every(({ hunks }) => hunks[0]?.oldStart === 1);
const sparesFirstLine = ({ changes }: Subject): boolean => changes.every(({ hunks }) => (hunks[0]?.oldStart ?? 1) > 1);
/** The first line itself is replaced by the change. */
const replacesFirstLine = ({ changes }: Subject): boolean =>
  changes.every(({ hunks }) => hunks[0]?.oldStart === 1 && hunks[0].lines[0]?.mark !== " ");
const withBom = (text: string): string => `\uFEFF${text}`;
const same = (text: string): string => text;

/** Odd separators inside of lines, which only some programs take for line ends. */
const separators = (name: string, separator: string): Damage =>
  translated(
    name,
    (text) => text.replace(/^(.*\w{3})/, `$1 ${separator} x`),
    (text) => text,
    "apply",
    sparesFirstLine,
  );

export const lineEnds: Damage[] = [
  translated("crlf-base-lf-diff", toCrlf, same),
  translated("lf-base-crlf-reply", same, toCrlf),
  translated("crlf-base-crlf-reply", toCrlf, toCrlf),
  translated("crlf-base-crlf-lines", toCrlf, (text) => text.replace(/^([-+ ](?!--|\+\+).*)$/gm, "$1\r")),
  mixed,
  translated(
    "bom-base-first-line",
    withBom,
    same,
    "apply",
    (subject) => touchesFirstLine(subject) && !replacesFirstLine(subject),
  ),
  translated("bom-base-first-line-replaced", withBom, same, "ambiguous", replacesFirstLine),
  translated("bom-base-elsewhere", withBom, same, "apply", sparesFirstLine),
  translated("bom-crlf-base", (text) => withBom(toCrlf(text)), same, "apply", sparesFirstLine),
  translated("bom-reply", same, withBom),
  translated("reply-without-last-newline", same, cutEnd),
  translated("reply-with-blank-end", same, (text) => `${text}\n\n\n`),
  separators("form-feed-in-base", "\f"),
  separators("line-separator-in-base", "\u2028"),
  separators("next-line-in-base", "\u0085"),
  atEnd(
    "newline-mark-missing-context",
    "apply",
    (change) => bothEnd(change) && endsAt(change, isContextEnd),
    (diff) => diff,
    cutEnd,
  ),
  atEnd("newline-mark-missing-changed", "ambiguous", lastReplaced, (diff) => diff, cutEnd),
  atEnd(
    "newline-mark-right",
    "apply",
    (change) => lastReplaced(change),
    (diff, { changes }) => (changes.length === 1 ? markedBoth(diff) : diff),
    cutEnd,
  ),
  atEnd(
    "newline-mark-invented-context",
    "apply",
    (change) => bothEnd(change) && endsAt(change, isContextEnd),
    (diff, { changes }) => (changes.length === 1 ? `${diff}${noNewlineMark}\n` : diff),
  ),
  // The mark at the old side is wrong for the base, so that the one at the new side proves nothing.
  atEnd("newline-mark-invented-both", "ambiguous", lastReplaced, (diff, { changes }) =>
    changes.length === 1 ? markedBoth(diff) : diff,
  ),
  atEnd(
    "newline-mark-elsewhere",
    "apply",
    (change) => bothEnd(change) && !endsAt(change, () => true),
    (diff, { changes }) => (changes.length === 1 ? `${diff}${noNewlineMark}\n` : diff),
  ),
  {
    name: "newline-mark-other-words",
    group,
    expect: "apply",
    make: (subject) => {
      const { changes, random } = subject;
      const diff = diffOf(subject);
      if (!isEditsOnly(subject) || !isPlain(subject) || !diff.includes(noNewlineMark)) return null;
      if (!changes.some(({ before, after }) => !before.endsWith("\n") || !after.endsWith("\n"))) return null;
      const words = random.pick([
        "\\ No newline at end of the file",
        "\\No newline at end of file",
        "\\ Kein Zeilenumbruch am Dateiende.",
        "\\ no newline",
      ]);
      return { reply: inReply(random, diff.replaceAll(noNewlineMark, words)) };
    },
  },
  {
    name: "newline-marks-lost",
    group,
    expect: "ambiguous",
    make: (subject) => {
      const { changes, random } = subject;
      const diff = diffOf(subject);
      const isKept = changes.every(({ before, after }) => before.endsWith("\n") === after.endsWith("\n"));
      if (!isEditsOnly(subject) || !isPlain(subject) || !isKept || !diff.includes(noNewlineMark)) return null;
      return { reply: inReply(random, withoutMarks(diff)) };
    },
  },
  inLatin1,
];
