/** Reduces text to what a reader sees: no terminal sequences, no control, bidi or invisible characters. */

// Every alternative starts with an escape character and stops before the next one, so the search is linear.
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal sequences are control characters.
const terminal = /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B\][^\u0007\u001B\n]*(?:\u0007|\u001B\\)|\u001B[@-Z\\-_]/g;

// Default ignorables hold zero width, bidi, tag and filler characters and variation selectors; the braille blank is not among them.
const hidden = "(?![\\n\\t])[\\p{Default_Ignorable_Code_Point}\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\u2800]";

// In emoji selectors, joiners and tags are drawn: flags of England, Scotland and Wales, keycaps, pictures and pairs of them.
const tags = ["gbeng", "gbsct", "gbwls"].map((name) =>
  name.replace(/./g, (sign) => `\\u{e00${sign.charCodeAt(0).toString(16)}}`),
);
const drawn = [
  `\\u{1f3f4}(?:${tags.join("|")})\\u{e007f}`,
  "[0-9#*]\\ufe0f\\u20e3",
  "\\p{Extended_Pictographic}(?:\\ufe0f|\\p{Emoji_Modifier})?(?:\\u200d(?=\\p{Extended_Pictographic}))?",
];

const drawnOrHidden = new RegExp(`(${drawn.join("|")})|${hidden}`, "gu");

const lineEnds = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** Terminal (ANSI) sequences removed; everything else is kept. */
export const removeTerminalSequences = (text: string): string => text.replace(terminal, "");

/** Control, bidi, private-use and invisible characters removed; line feed, tab and whole emoji are kept. */
export const removeInvisible = (text: string): string =>
  text.replace(drawnOrHidden, (_, emoji: string | undefined) => emoji ?? "");

/** Lines as any reader of logs may break them: also at a lone carriage return and at Unicode separators. */
export const splitLines = (text: string): string[] => text.split(lineEnds);

/** All of it on one line, runs of white space as one space. */
export const toOneLine = (text: string): string =>
  removeInvisible(splitLines(removeTerminalSequences(text)).join(" "))
    .replace(/\s+/g, " ")
    .trim();

/** At most `max` characters, cut after a whole word where one ends in the second half, with an ellipsis. */
export const cutAtWord = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const head = text
    .slice(0, max - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, "");
  const space = text[head.length] === " " ? head.length : head.lastIndexOf(" ");
  return `${(space > max / 2 ? head.slice(0, space) : head).trimEnd()}…`;
};
