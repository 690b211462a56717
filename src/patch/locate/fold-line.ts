/** Ladders of leniency: spellings under which two lines count as the same. */

const typographic: Record<string, string> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201A": "'",
  "\u201B": "'",
  "\u2032": "'",
  "\u02BC": "'",
  "\u00B4": "'",
  "\u201C": '"',
  "\u201D": '"',
  "\u201E": '"',
  "\u201F": '"',
  "\u2033": '"',
  "\u00AB": '"',
  "\u00BB": '"',
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2015": "-",
  "\u2212": "-",
  "\u2026": "...",
  "\u00D7": "x",
  "\u2044": "/",
  "\u2215": "/",
  "\u2217": "*",
  "\u2223": "|",
  "\u02C6": "^",
  "\u02DC": "~",
};

/** Letters of other scripts that look like Latin ones, each above the letter that it looks like. */
const foreign =
  "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u04BB\u0501\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0425\u0406\u0405\u0408\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7\u03BF\u03BD";
const latin = "aeopcyxisjhdABEKMHOPCTXISJABEZHIKMNOPTYXov";
const lookAlikes = new Map([...foreign].map((letter, at) => [letter, latin[at] ?? letter]));

const named: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: "\u00A0" };

const decodeEntity = (whole: string, name: string): string => {
  if (!name.startsWith("#")) return named[name] ?? whole;
  const isHex = name[1] === "x" || name[1] === "X";
  const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return code >= 32 && code < 0xd800 ? String.fromCharCode(code) : whole;
};

const entity = /&(lt|gt|amp|quot|apos|nbsp|#\d{2,5}|#[xX][0-9a-fA-F]{2,4});/g;

export const decodeEntities = (line: string): string =>
  line.includes("&") ? line.replace(entity, decodeEntity) : line;

const plainByKind = (character: string): string => {
  if (character < "\u007F") return character;
  if (/^\p{Zs}$/u.test(character)) return " ";
  return /^\p{Cf}$/u.test(character) ? "" : character.normalize("NFKC");
};

/** Typographic characters and look-alike letters as plain ones, invisible ones as nothing, others by NFKC. */
export const plainCharacter = (character: string): string =>
  typographic[character] ?? lookAlikes.get(character) ?? plainByKind(character);

const isAscii = (line: string): boolean => {
  for (let at = 0; at < line.length; at++) if (line.charCodeAt(at) > 126) return false;
  return true;
};

/** White space at the ends gone, and every run of it one space. */
export const squeeze = (line: string): string => line.replace(/[\s\u200B]+/g, " ").trim();

/** Longer lines are data; folding them costs more than it tells. */
const maxFolded = 2_000;

const foldCharacters = (line: string): string =>
  line.length > maxFolded || isAscii(line)
    ? line
    : Array.from(line.normalize("NFKC"), plainCharacter)
        .join("")
        .replace(/\p{Cf}+/gu, "");

/** A long dash stands for one, two or three short ones. */
const foldDashes = (line: string): string => (line.includes("--") ? line.replace(/-{2,}/g, "-") : line);

/** From exact to lenient: each level takes for the same whatever the one before it does. */
export const levels: ((line: string) => string)[] = [
  (line) => line,
  (line) => line.trimEnd(),
  squeeze,
  (line) => foldDashes(squeeze(foldCharacters(decodeEntities(line)))),
];

export const foldLine = levels[3] as (line: string) => string;
