/** The ways in which a reader, or a program, might read lines of text: with escapes decoded, with string literals joined. */
import { readLookAlikes } from "./look-alikes.ts";
import { removeInvisible } from "./visible-text.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal sequences are control characters.
const colour = /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]/g;
/** Nothing to read in another way. */
const plain = /^[\t\u0020-\u007E]*$/;
/** Arabic phrases that are one character each, and would become eight or eighteen. */
const marked = /[!-~]\p{Mn}/u;
const marks = /(?<=[!-~])\p{Mn}+/gu;
const wordy = /[\uFDFA\uFDFB]/g;
const escaped =
  /%([0-9a-f]{2})|\\x([0-9a-f]{2})|\\u([0-9a-f]{4})|\\u\{([0-9a-f]{1,6})\}|&#x([0-9a-f]{1,6});|&#(\d{1,7});|&([a-z]{2,6});|\\([0-7]{3})|=([0-9A-F]{2})|\b0x([0-9a-f]{2})\b/gi;

const named: Record<string, string> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", plus: "+", sol: "/", equals: "=", lowbar: "_", hyphen: "-" },
  ...{ dash: "-", period: ".", colon: ":", num: "#", excl: "!", quest: "?", commat: "@", dollar: "$", percnt: "%" },
  ...{ comma: ",", semi: ";", ast: "*", nbsp: " ", bsol: "\\", tilde: "~", verbar: "|", lpar: "(", rpar: ")", shy: "" },
};

const codeOf = (groups: (string | undefined)[]): number => {
  const [, , , , , decimal, , octal] = groups;
  if (decimal !== undefined) return Number(decimal);
  if (octal !== undefined) return Number.parseInt(octal, 8);
  return Number.parseInt(groups.find((group) => group !== undefined) ?? "", 16);
};

/** Percent, JavaScript, HTML, octal and quoted-printable escapes, and bytes as numbers, of what can be seen. */
const decodeEscapes = (line: string): string =>
  line.replace(escaped, (all, ...rest: (string | undefined)[]) => {
    const groups = rest.slice(0, 10);
    const name = groups[6]?.toLowerCase();
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? all) : all;
    const code = codeOf(groups);
    return code >= 0x20 && code < 0x110000 ? String.fromCodePoint(code) : all;
  });

/** Without accents that were set over plain letters one by one; null where there are none. */
const withoutMarks = (lines: readonly string[]): string[] | null =>
  lines.some((line) => marked.test(line))
    ? lines.map((line) => readLookAlikes(removeInvisible(line.replace(marks, "").normalize("NFKC"))))
    : null;

/**
 * The lines as a reader sees them, then with escapes decoded once and twice, as long as that changes anything, and last
 * without accents.
 */
export const readLines = (text: string): string[][] => {
  const lines = text.split("\n");
  const seen = lines.map((line) =>
    plain.test(line)
      ? line
      : readLookAlikes(removeInvisible(line.replace(colour, "").replace(wordy, " ").normalize("NFKC"))),
  );
  const result = [seen];
  for (let round = 0; round < 2; round++) {
    const last = result.at(-1) ?? [];
    const decoded = last.map(decodeEscapes);
    if (decoded.every((line, index) => line === last[index])) break;
    result.push(decoded);
  }
  const bare = withoutMarks(lines);
  return bare === null ? result : [...result, bare];
};

const between = /["'`][ \t]{0,20}(?:[+.&]|\.\.|\|\|)?[ \t]{0,20}["'`]/g;
const openEnd = /["'`][ \t]{0,20}[+.&\\]?[ \t]{0,20}$/;
const openStart = /^[ \t]{0,40}[+.&]?[ \t]{0,20}["'`]/;

/** The lines with their line ends, where string literals that stand side by side or one below the other are one; null where none do. */
export const joinLiterals = (lines: readonly string[]): string[] | null => {
  let hasChanged = false;
  const joined = lines.map((line, index) => {
    const inner = line.replace(between, "");
    const goesOn = openEnd.test(inner) && openStart.test(lines[index + 1] ?? "");
    const continues = openStart.test(inner) && openEnd.test(lines[index - 1] ?? "");
    if (inner !== line || goesOn || continues) hasChanged = true;
    const head = continues ? inner.replace(openStart, "") : inner;
    return goesOn ? head.replace(openEnd, "") : `${head}\n`;
  });
  return hasChanged ? joined : null;
};
