/** Context whose words came out otherwise: typos, typography, entities, marks on the wrong lines. */
import { type Hunk, type Line, linesOf, oldSide, placesOf } from "../change.ts";
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
import { inReply, pickHeader, printDiff, printHunk } from "../print-diff.ts";
import type { Random } from "../random.ts";

const group = "context";

/** A fold that looks at letters and digits of the ASCII range only. */
const foldTypography = (line: string): string =>
  line
    .normalize("NFKC")
    .replace(/[‘’‚′]/g, "'")
    .replace(/[“”„″]/g, '"')
    .replace(/[‐‑‒–—−]+/g, "-")
    .replace(/-+/g, "-")
    .replace(/\u2026/g, "...")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

const spoilt = (
  name: string,
  where: "old" | "context" | "every",
  spoil: (text: string) => string,
  isRecoverable: (subject: Subject) => boolean = () => true,
): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject)) return null;
    const isIn = ({ mark }: Line) => where === "every" || mark === " " || (where === "old" && mark === "-");
    const result = mapLines(changes, (line) => (isIn(line) ? spoil(line.text) : line.text));
    if (isSame(result, changes)) return null;
    const places = labelPlaces(result, "right", foldTypography);
    const evidence = labelEvidence(changes, result);
    if (evidence === null) return null;
    const expect = where !== "every" || (evidence === "apply" && isRecoverable(subject)) ? places : "ambiguous";
    return { reply: inReply(random, printDiff(result, { header: pickHeader(random, changes) })), expect };
  },
});

const smartQuotes = (text: string): string =>
  text
    .replace(/"([^"]*)"/g, "“$1”")
    .replace(/'([^']*)'/g, "‘$1’")
    .replaceAll("'", "’");
const longDashes = (text: string): string => text.replaceAll(" - ", " – ").replaceAll("--", "—");
const ellipses = (text: string): string => text.replaceAll("...", "…");
const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The file has none of its own. */
const hasNoEntities = ({ changes }: Subject): boolean =>
  changes.every(({ before, after }) => !/&(?:lt|gt|amp|quot|#39);/.test(before + after));

const isTypewritten = ({ changes }: Subject): boolean =>
  changes.every(({ before, after }) => !/[‘’“”]/.test(before + after));

/** One context line of every hunk that can spare it is changed; null where none is. */
const oneContextLine = (name: string, change: (text: string, random: Random) => string | null): Damage => ({
  name,
  group,
  expect: "apply",
  make: (subject) => {
    const { changes, random } = subject;
    if (!isEditsOnly(subject)) return null;
    const result = mapHunks(changes, (hunk, file) => {
      const base = new Set(linesOf(file.before));
      const fits = hunk.lines.flatMap((line, at) => {
        const text = line.mark === " " ? change(line.text, random) : null;
        return text !== null && text !== line.text && !base.has(text) ? [{ at, text }] : [];
      });
      const solid = oldSide(hunk).filter((line) => /\w{3}/.test(line)).length;
      if (fits.length === 0 || solid < 4) return hunk;
      const { at, text } = random.pick(fits);
      return { ...hunk, lines: hunk.lines.map((line, index) => (index === at ? { ...line, text } : line)) };
    });
    if (isSame(result, changes)) return null;
    return {
      reply: inReply(random, printDiff(result, { header: pickHeader(random, changes) })),
      expect: labelPlaces(changes, "right"),
    };
  },
});

const words = /[A-Za-z_]{4,}/g;

const wrongWord = (text: string, random: Random): string | null => {
  const found = [...text.matchAll(words)];
  if (found.length < 2) return null;
  const word = random.pick(found);
  return `${text.slice(0, word.index)}${random.pick(["value", "result", "other", "current"])}${text.slice(word.index + word[0].length)}`;
};

const typo = (text: string, random: Random): string | null => {
  const found = [...text.matchAll(words)];
  if (found.length === 0) return null;
  const at = random.pick(found).index + 1 + random.below(2);
  return text.slice(0, at) + text.slice(at + 1);
};

const otherQuotes = (text: string): string | null =>
  text.includes('"') ? text.replaceAll('"', "'") : text.includes("'") ? text.replaceAll("'", '"') : null;
const semicolon = (text: string): string | null =>
  text.endsWith(";") ? text.slice(0, -1) : text.endsWith(",") ? text.slice(0, -1) : null;

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
      change.hunks.some((hunk, index) => {
        const literal =
          printHunk(hunk, index, change).length > 0
            ? hunk.lines.flatMap((line, at) => (line.mark !== "+" || isLost(line, at, hunk) ? [line.text] : []))
            : [];
        return literal.length > oldSide(hunk).length && placesOf(literal, linesOf(change.before)).length > 0;
      }),
    );
    return standsLiterally
      ? null
      : { reply: inReply(random, diff), expect: expect === "apply" ? labelPlaces(changes, "right") : expect };
  },
});

export const contextText: Damage[] = [
  spoilt("smart-quotes-old-side", "old", smartQuotes),
  spoilt("smart-quotes-everywhere", "every", smartQuotes, isTypewritten),
  spoilt("dashes-old-side", "old", longDashes),
  spoilt("ellipsis-old-side", "old", ellipses),
  spoilt("decomposed-letters-old-side", "old", (text) => text.normalize("NFD")),
  spoilt("entities-old-side", "old", escapeHtml),
  spoilt("entities-everywhere", "every", escapeHtml, hasNoEntities),
  oneContextLine("context-wrong-word", wrongWord),
  oneContextLine("context-letter-lost", typo),
  oneContextLine("context-other-quotes", otherQuotes),
  oneContextLine("context-end-lost", semicolon),
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
