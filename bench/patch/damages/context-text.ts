/** Context whose words came out otherwise: typography, entities, typos. */
import { linesOf, oldSide } from "../change.ts";
import { type Damage, isEditsOnly, isSame, labelPlaces, mapHunks, type Subject } from "../damage.ts";
import { inReply, pickHeader, printDiff } from "../print-diff.ts";
import type { Random } from "../random.ts";
import { addsNone, inEvery, inOld, spoilLines } from "../spoil-lines.ts";

/** A fold that looks at letters and digits of the ASCII range only. */
const fold = (line: string): string =>
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
  group: "context",
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

const old = (name: string, spoil: (text: string) => string, fault: RegExp): Damage =>
  spoilLines(name, { spoil: inOld(spoil), fold, fits: addsNone(fault) });

export const contextText: Damage[] = [
  old("smart-quotes-old-side", smartQuotes, /[‘’“”]/),
  spoilLines("smart-quotes-everywhere", { spoil: inEvery(smartQuotes), fold, isRecoverable: isTypewritten }),
  old("dashes-old-side", longDashes, /[–—]/),
  old("ellipsis-old-side", ellipses, /…/),
  old("decomposed-letters-old-side", (text) => text.normalize("NFD"), /\p{M}/u),
  old("entities-old-side", escapeHtml, /&\w+;/),
  spoilLines("entities-everywhere", { spoil: inEvery(escapeHtml), fold, isRecoverable: hasNoEntities }),
  oneContextLine("context-wrong-word", wrongWord),
  oneContextLine("context-letter-lost", typo),
  oneContextLine("context-other-quotes", otherQuotes),
  oneContextLine("context-end-lost", semicolon),
];
