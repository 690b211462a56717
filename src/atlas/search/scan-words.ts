/** Splits prose, paths and code into the words by which files are found; each word is a 31-bit hash, so that no table of words is kept. */

const maxWord = 48;
/** From here on, a character is a word by itself in most scripts that write no spaces. */
const firstIdeograph = 0x2e80;

/** What a character is to the splitter: none is part of a word, digits count as lower case, a joint joins two words. */
const none = 0;
const lower = 1;
const upper = 2;
const joint = 3;
const ideograph = 4;

const kinds = new Uint8Array(65_536);
const lowered = new Uint16Array(65_536);
for (let code = 0; code < 65_536; code++) {
  lowered[code] = code;
  if (code >= firstIdeograph && code < 0xd800) {
    kinds[code] = /\p{L}/u.test(String.fromCharCode(code)) ? ideograph : none;
    continue;
  }
  const character = String.fromCharCode(code);
  if (code === 0x5f || code === 0x24) kinds[code] = joint;
  else if (code < 0xd800 && /\p{Lu}/u.test(character)) {
    kinds[code] = upper;
    const small = character.toLowerCase();
    if (small.length === 1) lowered[code] = small.charCodeAt(0);
  } else if (code < 0xd800 && /[\p{L}\p{N}]/u.test(character)) kinds[code] = lower;
}

const letter = { d: 100, e: 101, g: 103, i: 105, n: 110, s: 115 };
const nine = 0x39;

const loweredAt = (text: string, at: number): number => lowered[text.charCodeAt(at)] as number;

/**
 * Where a word ends without the commonest English endings, so that "tests" finds `test` and "parsing" `parse`. A stemmer that takes off
 * more (plurals of four letters, doubled consonants, "-y") found less on real fixes: in code `types` is not `type`.
 */
const stemEnd = (text: string, from: number, to: number): number => {
  if (to - from <= 4) return to;
  const last = loweredAt(text, to - 1);
  if (last === letter.e) return to - 1;
  if (last !== letter.s && last !== letter.d && last !== letter.g) return to;
  const before = loweredAt(text, to - 2);
  if (last === letter.s) return before === letter.e ? to - 2 : to - 1;
  if (last === letter.d) return before === letter.e ? to - 2 : to;
  return before === letter.n && to - from > 5 && loweredAt(text, to - 3) === letter.i ? to - 3 : to;
};

const mix = (hash: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3ce5);
  return (mixed ^ (mixed >>> 13)) >>> 1;
};

/** Of the word without joints, case and ending. */
const hashWord = (text: string, from: number, to: number): number => {
  let end = to;
  while (kinds[text.charCodeAt(end - 1)] === joint) end--;
  end = stemEnd(text, from, end);
  let hash = 0x811c9dc5;
  let room = maxWord;
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (kinds[code] === joint) continue;
    if (room-- === 0) break;
    hash = Math.imul(hash ^ (lowered[code] as number), 0x01000193);
  }
  return mix(hash);
};

type Visit = (hash: number, from: number, to: number) => void;

/**
 * Calls `visit` with the hash of every word between two positions of `text`, with repetitions, in order: the parts of
 * `parseJunitXML_fast` are `parse`, `junit`, `xml`, `fast`; then comes the whole without its joints. Words of one
 * character are left out, longer than 48 cut. `from` and `to` are the word's place.
 */
export const scanWords = (text: string, start: number, end: number, visit: Visit): void => {
  for (let i = start; i < end; ) {
    const kind = kinds[text.charCodeAt(i)];
    if (kind === none) i++;
    else i = kind === ideograph ? scanIdeographs(text, i, end, visit) : scanToken(text, i, end, visit);
  }
};

/** Reads parts and joints up to the token's end, and gives that. */
const scanToken = (text: string, start: number, end: number, visit: Visit): number => {
  let parts = 0;
  let partStart = start;
  let before = joint;
  for (let i = start; ; i++) {
    const code = i < end ? text.charCodeAt(i) : 0;
    const kind = kinds[code] as number;
    // Most characters stand within a word, where nothing is to be done.
    if (kind === lower && before === lower) continue;
    const isEnd = kind === none || kind === ideograph;
    // In `XMLParser` the last capital belongs to the next part.
    const carries = kind === lower && before === upper && i - partStart > 1 && code > nine;
    if (isEnd || kind === joint || carries || (kind === upper && before === lower)) {
      const partEnd = carries ? i - 1 : i;
      if (partEnd > partStart) parts++;
      if (partEnd > partStart + 1) visit(hashWord(text, partStart, partEnd), partStart, partEnd);
      partStart = kind === joint ? i + 1 : partEnd;
    }
    if (isEnd) {
      if (parts > 1) visit(hashWord(text, start, i), start, i);
      return i;
    }
    before = kind;
  }
};

/** Scripts without spaces are read as overlapping pairs. */
const scanIdeographs = (text: string, start: number, end: number, visit: Visit): number => {
  let i = start;
  while (i < end && kinds[text.charCodeAt(i)] === ideograph) i++;
  for (let at = start; at < i - 1 || at === start; at++) {
    const to = Math.min(i, at + 2);
    visit(hashWord(text, at, to), at, to);
  }
  return i;
};

/** The hashes of the words of a whole text. */
export const wordsOf = (text: string): number[] => {
  const words: number[] = [];
  scanWords(text, 0, text.length, (hash) => words.push(hash));
  return words;
};
