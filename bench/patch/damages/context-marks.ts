/** Lines that lost their mark or carry a wrong one. */
import { type Hunk, type Line, linesOf, oldSide, placesOf } from "../change.ts";
import { type Damage, isEditsOnly, isSame, labelPlaces, mapHunks, type Subject } from "../damage.ts";
import { inReply, pickHeader, printDiff } from "../print-diff.ts";
import { misprintLines } from "../spoil-lines.ts";

const group = "context";

const marksAreSafe = ({ changes }: Subject): boolean =>
  changes.every(({ hunks }) =>
    hunks.every(({ lines }) => lines.every(({ mark, text }) => mark !== " " || !/^[-+\\@]/.test(text))),
  );

/** Context lines that get a `+`; taken literally the old side without them must not stand in the base. */
const contextAsAdded: Damage = {
  name: "context-with-plus",
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject)) return null;
    const result = mapHunks(changes, (hunk, file) => {
      const fits = hunk.lines.flatMap(({ mark, text }, at) => {
        const isInside = hunk.lines[at - 1]?.mark === " " && hunk.lines[at + 1]?.mark === " ";
        const literal = hunk.lines.filter((line, index) => index !== at && line.mark !== "+").map((line) => line.text);
        return mark === " " && isInside && /\w{3}/.test(text) && placesOf(literal, linesOf(file.before)).length === 0
          ? [at]
          : [];
      });
      if (fits.length === 0) return hunk;
      const chosen = random.pick(fits);
      return { ...hunk, lines: hunk.lines.map((line, at) => (at === chosen ? { ...line, mark: "+" as const } : line)) };
    });
    if (isSame(result, changes)) return null;
    return {
      reply: inReply(random, printDiff(result, { header: pickHeader(random, changes) })),
      expect: labelPlaces(changes, "right"),
    };
  },
};

/** A context line printed as removed and added again: the same meaning. */
const contextAsPair: Damage = {
  name: "context-as-pair",
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject)) return null;
    const line = (one: Line) =>
      one.mark === " " && one.text !== "" && random.chance(0.3) ? `-${one.text}\n+${one.text}` : one.mark + one.text;
    const header = pickHeader(random, changes);
    const diff = printDiff(changes, { header, line });
    return diff === printDiff(changes, { header })
      ? null
      : { reply: inReply(random, diff), expect: labelPlaces(changes, "right") };
  },
};

const startsWithMark = ({ mark, text }: Line): boolean => mark === " " && /^[-+](?![-+])/.test(text);

/** Context that starts with `-` or `+` and lost its space: a list in Markdown, a diff in a text. */
const contextThatStartsWithMark: Damage = {
  name: "context-mark-lost-before-mark",
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject) || !changes.some(({ hunks }) => hunks.some(({ lines }) => lines.some(startsWithMark))))
      return null;
    const standsLiterally = changes.some(({ hunks, before }) =>
      hunks.some((hunk) => {
        const literal = hunk.lines.flatMap((line) =>
          line.mark === "+"
            ? []
            : startsWithMark(line)
              ? line.text[0] === "+"
                ? []
                : [line.text.slice(1)]
              : [line.text],
        );
        return hunk.lines.some(startsWithMark) && placesOf(literal, linesOf(before)).length > 0;
      }),
    );
    if (standsLiterally) return null;
    const line = (one: Line) => (startsWithMark(one) ? one.text : one.mark + one.text);
    return {
      reply: inReply(random, printDiff(changes, { header: pickHeader(random, changes), line })),
      expect: labelPlaces(changes, "right"),
    };
  },
};

const isBetweenAdded = (hunk: Hunk, at: number): boolean =>
  hunk.lines[at - 1]?.mark === "+" && hunk.lines[at + 1]?.mark === "+";

/** Lines that are added between added ones and lost their mark. */
const plusLost = (
  name: string,
  fits: (text: string) => boolean,
  print: (text: string) => string,
  expect: "apply" | "ambiguous",
): Damage => ({
  name,
  group,
  expect,
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject)) return null;
    const isLost = (line: Line, at: number, hunk: Hunk) =>
      line.mark === "+" && isBetweenAdded(hunk, at) && fits(line.text);
    let chosen = false;
    const header = pickHeader(random, changes);
    const diff = printDiff(changes, {
      header,
      line: (line, at, hunk) => {
        const takes = isLost(line, at, hunk) && (expect === "apply" || !chosen);
        chosen ||= takes;
        return takes ? print(line.text) : line.mark + line.text;
      },
    });
    if (!chosen) return null;
    const standsLiterally = changes.some((change) =>
      change.hunks.some((hunk) => {
        const literal = hunk.lines.flatMap((line, at) =>
          line.mark !== "+" || isLost(line, at, hunk) ? [line.text] : [],
        );
        return literal.length > oldSide(hunk).length && placesOf(literal, linesOf(change.before)).length > 0;
      }),
    );
    return standsLiterally
      ? null
      : { reply: inReply(random, diff), expect: expect === "apply" ? labelPlaces(changes, "right") : expect };
  },
});

export const contextMarks: Damage[] = [
  misprintLines(
    "context-mark-lost",
    () =>
      ({ mark, text }) =>
        mark === " " ? text : mark + text,
    marksAreSafe,
  ),
  misprintLines(
    "context-mark-lost-some",
    ({ random }) =>
      ({ mark, text }) =>
        mark === " " && random.chance(0.3) ? text : mark + text,
    marksAreSafe,
  ),
  contextAsAdded,
  contextAsPair,
  contextThatStartsWithMark,
  plusLost(
    "plus-lost-on-blank",
    (text) => text === "",
    () => "",
    "apply",
  ),
  plusLost(
    "plus-lost-on-text",
    (text) => /\w{3}/.test(text),
    (text) => ` ${text}`,
    "ambiguous",
  ),
];
