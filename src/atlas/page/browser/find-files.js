/** Finds the files that a search asks for: words of path or symbol, and terms such as `lang:go` or `owner:@team`. */

/** @import { MapFile } from "./unpack-atlas.js" */

/** @typedef {(file: MapFile) => boolean} Test */

/** @type {Map<string, (value: string) => Test>} */
const terms = new Map([
  [
    "lang",
    (value) =>
      ({ language }) =>
        language.startsWith(value),
  ],
  [
    "role",
    (value) =>
      ({ role }) =>
        role.startsWith(value),
  ],
  [
    "owner",
    (value) =>
      ({ owners }) =>
        owners.some((owner) => owner.toLowerCase().includes(value)),
  ],
  [
    "person",
    (value) =>
      ({ people }) =>
        people.some(({ name }) => name.toLowerCase().includes(value)),
  ],
]);

/**
 * @param {string} word In lower case.
 * @returns {Test}
 */
const testOf = (word) => {
  const colon = word.indexOf(":");
  const term = terms.get(word.slice(0, Math.max(0, colon)));
  if (term !== undefined) return term(word.slice(colon + 1));
  return ({ path, symbols }) => path.toLowerCase().includes(word) || symbols.toLowerCase().includes(word);
};

/**
 * The words of a search, in lower case; `plain` are those that are no terms.
 *
 * @param {string} search
 */
const splitSearch = (search) => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return { words, plain: words.filter((word) => !terms.has(word.slice(0, Math.max(0, word.indexOf(":"))))) };
};

/**
 * Null for an empty search, which every file answers; otherwise every word must be answered.
 *
 * @param {string} search
 * @returns {Test | null}
 */
export const parseSearch = (search) => {
  const { words } = splitSearch(search);
  if (words.length === 0) return null;
  const tests = words.map(testOf);
  return (file) => tests.every((test) => test(file));
};

/**
 * How a file answers a word, best first: its own name, its path, a symbol.
 *
 * @param {string} word
 * @param {MapFile} file
 */
const rankOf = (word, file) => {
  const path = file.path.toLowerCase();
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === word || name.startsWith(`${word}.`)) return 0;
  return name.includes(word) ? 1 : path.includes(word) ? 2 : 3;
};

/**
 * Best answers to the first plain word first.
 *
 * @param {string} search
 * @param {MapFile[]} found
 * @param {number} limit
 */
export const bestMatches = (search, found, limit) => {
  const [word = ""] = splitSearch(search).plain;
  const ranks = new Map(found.map((file) => [file, rankOf(word, file)]));
  return found.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0) || a.place - b.place).slice(0, limit);
};

/**
 * `kind name from-to` in its parts.
 *
 * @param {string} line
 */
export const parseSymbol = (line) => {
  const [first, last] = [line.indexOf(" "), line.lastIndexOf(" ")];
  return { kind: line.slice(0, first), name: line.slice(first + 1, last), range: line.slice(last + 1) };
};

/**
 * The first symbol that a word of the search names.
 *
 * @param {string} search
 * @param {MapFile} file
 */
export const matchingSymbol = (search, file) => {
  const { plain } = splitSearch(search);
  const line = file.symbols.split("\n").find((symbol) => plain.some((word) => symbol.toLowerCase().includes(word)));
  return line === undefined ? null : parseSymbol(line);
};
