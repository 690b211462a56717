/** Finds characters in incoming text that nobody sees and that ordinary writing does not need. */
import type { Untrusted } from "../domain/untrusted.ts";
import { decodeReferences } from "../outgoing/incoming/decode-references.ts";
import { nothingDropped } from "../outgoing/incoming/dropped.ts";
import { scanProse } from "../outgoing/incoming/scan-prose.ts";
import { removeInvisible } from "../outgoing/visible-text.ts";

/** `line` and `column` count from 1, the column in characters; `code` is such as `U+202E` or `&#8238;`. */
export type HiddenCharacter = { line: number; column: number; code: string };

const joiner = /[\u200c\u200d]/;
const mark = /[\u061c\u200e\u200f]/;
const selector = /[\ufe00-\ufe0f]/;
const ideographSelector = /[\u{e0100}-\u{e01ef}]/u;
/** Scripts that are written with joiners. */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const braille = /[\u2801-\u28ff]/;

/** Private-use signs are drawn as boxes or, in terminals, as icons. */
const isDrawn = /\p{Co}/u;

const maxFound = 200;

type Place = {
  before: string;
  after: string;
  /** What else the line holds. */
  hasRightToLeft: boolean;
  hasBraille: boolean;
  isFirst: boolean;
};

/** Characters that spelling, typography or keyboards put there. */
const isOrdinary = (character: string, { before, after, hasRightToLeft, hasBraille, isFirst }: Place): boolean => {
  if (isDrawn.test(character) || (character === "\ufeff" && isFirst)) return true;
  if (joiner.test(character)) return joining.test(before) && (after === "" || !joiner.test(after));
  if (mark.test(character)) return hasRightToLeft && !mark.test(before);
  if (selector.test(character)) return /\p{Emoji}/u.test(before);
  if (ideographSelector.test(character)) return /\p{Script=Han}/u.test(before);
  return character === "\u2800" && hasBraille;
};

const scanLine = (line: string, number: number, isFirstLine: boolean): HiddenCharacter[] => {
  const found: HiddenCharacter[] = [];
  if (removeInvisible(line).length === line.length) return found;
  const ofLine = { hasRightToLeft: rightToLeft.test(line), hasBraille: braille.test(line) };
  let [offset, column, before] = [0, 1, ""];
  const scan = (to: number): void => {
    for (const character of line.slice(offset, to)) {
      const next = line.codePointAt(offset + character.length);
      const after = next === undefined ? "" : String.fromCodePoint(next);
      const place = { before, after, ...ofLine, isFirst: isFirstLine && offset === 0 };
      if (removeInvisible(character) === "" && !isOrdinary(character, place)) {
        const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
        found.push({ line: number, column, code: `U+${code}` });
      }
      offset += character.length;
      column += 1;
      before = character;
    }
  };
  for (const { 0: emoji, index } of line.matchAll(/\p{RGI_Emoji}/gv)) {
    scan(index);
    if (found.length >= maxFound) return found;
    const characters = [...emoji];
    offset += emoji.length;
    column += characters.length;
    before = characters.at(-1) ?? "";
  }
  scan(line.length);
  return found;
};

const reference = /&(?:#[xX]?[0-9a-fA-F]{1,7}|[A-Za-z]{2,24});/g;
/** Soft hyphen, joiners and marks, as people write them in pages. */
const typographic = /^&(?:shy|zwn?j|[lr]rm|#0*(?:173|820[4-7])|#[xX]0*(?:[aA][dD]|200[c-fC-F]));$/;

const vanishes = (written: string): boolean => {
  const dropped = nothingDropped();
  decodeReferences(written, dropped);
  return dropped.invisible > 0 && !typographic.test(written);
};

/** Character references outside code that stand for nothing that is seen, each once. */
const findReferences = (text: string): HiddenCharacter[] => {
  const prose = scanProse(text, nothingDropped()).flatMap(({ isCode, text: piece }) => (isCode ? [] : [piece]));
  const written = new Set(prose.flatMap((piece) => piece.match(reference) ?? []));
  return [...written]
    .filter(vanishes)
    .slice(0, maxFound)
    .map((code) => {
      const before = text.slice(0, text.indexOf(code)).split("\n");
      return { line: before.length, column: [...(before.at(-1) ?? "")].length + 1, code };
    });
};

/** In order of their places, at most 200. */
export const findHidden = (text: Untrusted): HiddenCharacter[] => {
  const plain = text.replace(/\r\n?/g, "\n");
  const found = plain.includes("&") ? findReferences(plain) : [];
  for (const [index, line] of plain.split("\n").entries()) {
    if (found.length >= maxFound) break;
    found.push(...scanLine(line, index + 1, index === 0));
  }
  return found.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, maxFound);
};
