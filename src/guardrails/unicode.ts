/** Added lines hold no character that people cannot see, or that makes them read another text than the machine. */
import { readChangedLines } from "./changed-lines.ts";
import type { Guardrail, Violation } from "./guardrail.ts";

/** C0 and C1 but tab, format and line separators, lone surrogates, and all that is drawn as nothing. */
const suspicious = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const joiner = "\u200d";
const keycap = "\u20e3";
const variationSelectors = new Set(["\ufe0e", "\ufe0f"]);

const isPictograph = (character: string | undefined): boolean =>
  character !== undefined && /^\p{Extended_Pictographic}$/u.test(character);

/** True for a joiner between emoji and for a selector behind one, which is how emoji are written. */
const isPartOfEmoji = (characters: string[], at: number): boolean => {
  const character = characters[at] ?? "";
  const before = characters[at - 1] ?? "";
  const after = characters[at + 1];
  if (variationSelectors.has(character)) return isPictograph(before) || (/^[0-9#*]$/.test(before) && after === keycap);
  const closesEmoji = isPictograph(before) || variationSelectors.has(before) || /^\p{Emoji_Modifier}$/u.test(before);
  return character === joiner && closesEmoji && isPictograph(after);
};

/** Text for people, where some languages are not spelled without joiners. */
const writing = /\.(?:md|mdx|markdown|rst|txt|adoc|html?|po|json|ya?ml|ftl|properties)$/i;
const joiners = new Set(["\u200c", joiner]);
const virama = /^[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca]$/;

/** True as RFC 5892 has it: between letters of the Arabic script, or behind the sign that mutes a vowel. */
const isPartOfWord = (characters: string[], at: number): boolean => {
  if (!joiners.has(characters[at] ?? "")) return false;
  const [before, after] = [characters[at - 1] ?? "", characters[at + 1] ?? ""];
  const isArabic = (one: string): boolean => /^\p{Script=Arabic}$/u.test(one) && /^\p{L}$/u.test(one);
  return virama.test(before) || (characters[at] !== joiner && isArabic(before) && isArabic(after));
};

/** The first refused character of a line without its line feed, or null. */
const refusedCharacter = (text: string, isWriting: boolean): string | null => {
  const line = text.endsWith("\r") ? text.slice(0, -1) : text;
  if (!suspicious.test(line.replaceAll("\t", ""))) return null;
  const characters = Array.from(line);
  const found = characters.find(
    (character, at) =>
      character !== "\t" &&
      suspicious.test(character) &&
      !isPartOfEmoji(characters, at) &&
      !(isWriting && isPartOfWord(characters, at)),
  );
  return found ?? null;
};

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

export const unicode: Guardrail = ({ changes, text }) => {
  const withMark = new Set(changes.filter(({ before }) => before?.startsWith("\ufeff")).map(({ path }) => path));
  return (readChangedLines(text) ?? []).flatMap(({ path, added }) =>
    added.flatMap((one): Violation[] => {
      const keepsMark = one.line === 1 && withMark.has(path) && one.text.startsWith("\ufeff");
      const character = refusedCharacter(keepsMark ? one.text.slice(1) : one.text, writing.test(path));
      if (character === null) return [];
      const message = `line ${one.line} of \`${path}\` holds the invisible or control character ${codeOf(character)}: leave it out or write it as an escape`;
      return [{ rule: "unicode", path, message }];
    }),
  );
};
