/** Characters that the reply wrote for others of the file: curly quotes, long dashes, entities. */
import { decodeEntities, plainCharacter, squeeze } from "../locate/fold-line.ts";
import type { LinePair } from "./line-pair.ts";

/** Whether the reply was escaped for HTML: proven by lines of the file that it holds escaped. */
export type Escaping = "plain" | "escaped" | "doubtful" | "unknown";

const hasEntity = (line: string): boolean => line.includes("&") && decodeEntities(line) !== line;

/** A `<`, `>` or `&` that an escaped text could not hold. */
const hasBareSpecial = (line: string): boolean => /[<>]|&(?!#?\w{1,8};)/.test(line);

const quoteEntity = /&(?:quot|apos|#39|#34|#[xX]2[27]);/;

/** `added` are all added lines of the reply: a bare special character in one of them is evidence too. */
export const learnEscaping = (pairs: LinePair[], added: string[]): Escaping => {
  let proofs = 0;
  let counters = 0;
  for (const { said, file } of pairs) {
    const isPlain = squeeze(said) === squeeze(file);
    if (hasEntity(said) && !isPlain && squeeze(decodeEntities(said)) === squeeze(file)) proofs++;
    else if (isPlain && (hasEntity(said) || hasBareSpecial(said))) counters++;
  }
  if (proofs === 0) {
    if (counters > 0 || added.some(hasBareSpecial)) return "plain";
    if ([...pairs.map(({ said }) => said), ...added].some((line) => /["']/.test(line))) return "plain";
    return added.some((line) => quoteEntity.test(line)) ? "doubtful" : "unknown";
  }
  return counters > 0 || added.some(hasBareSpecial) ? "doubtful" : "escaped";
};

export type Characters = {
  /** Characters of the reply that stand for others of the file; several mean doubt. */
  swapped: Map<string, Set<string>>;
  /** Characters beyond ASCII, and swapped ones, that the file has too. */
  kept: Set<string>;
};

export const learnCharacters = (pairs: LinePair[], isEscaped: boolean): Characters => {
  const swapped = new Map<string, Set<string>>();
  const kept = new Set<string>();
  for (const pair of pairs) {
    const line = isEscaped ? decodeEntities(pair.said) : pair.said;
    const isSpaced = line.length === pair.file.length;
    const said = Array.from(isSpaced ? line : squeeze(line));
    const file = Array.from(isSpaced ? pair.file : squeeze(pair.file));
    if (said.length !== file.length) {
      const known = new Set(file);
      for (const character of new Set(said))
        if (plainCharacter(character) !== character && !known.has(character))
          swapped.set(character, new Set([character, ""]));
      continue;
    }
    for (const [i, character] of said.entries()) {
      const real = file[i] ?? character;
      if (character === real) kept.add(character);
      else if (plainCharacter(character) === plainCharacter(real))
        swapped.set(character, (swapped.get(character) ?? new Set()).add(real));
    }
  }
  return { swapped, kept };
};

const quotes = new Set(["'", '"']);

/** Whether a swapped character of the same kind proves that this one is typographic too: any quote for all quotes. */
const isProven = (plain: string, swapped: Characters["swapped"]): boolean =>
  [...swapped].some(([said, real]) => {
    const other = plainCharacter(said);
    if (other === said || !real.has(other)) return false;
    return other === plain || (quotes.has(other) && quotes.has(plain));
  });

/** The line in the file's characters, or null when a character of it could be meant either way. */
export const respellCharacters = (line: string, { swapped, kept }: Characters): string | null => {
  if (swapped.size === 0) return line;
  let isCertain = true;
  const respelled = Array.from(line, (character) => {
    const real = swapped.get(character);
    if (real !== undefined) {
      if (real.size > 1 || kept.has(character)) isCertain = false;
      return [...real][0] ?? character;
    }
    const plain = plainCharacter(character);
    return plain !== character && !kept.has(character) && isProven(plain, swapped) ? plain : character;
  });
  return isCertain ? respelled.join("") : null;
};
