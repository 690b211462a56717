/** Finds long data that nobody can read: packed, encrypted or encoded, it may be a secret that no comparison sees. */
import { changesOf } from "./changes-of.ts";
import type { Hit } from "./find-formats.ts";
import { isPacked } from "./packed-bytes.ts";

/** The kind of a hit whose content is not known. */
export const opaqueKind = "opaque data";

/** A hash of 64 bytes has 128 characters in hex and 88 in base64: those are explained by what they are. */
const longest = 160;
const longestHex = 200;
/** Data cut into words or lines, counted together. */
const longestInWords = 256;
const shortestWord = 16;
const shortestPacked = 40;
const longestRead = 4_096;

const dataWord = /^[A-Za-z0-9+/_=-]+$/;
const hexWord = /^[0-9a-f]+$/i;
const edges = /^[^A-Za-z0-9+/_<=-]+|[^A-Za-z0-9+/_>=-]+$/g;

/** Bits per character, by how often each stands in the text. */
const entropyOf = (text: string): number => {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
};

/** Digits, capitals and small letters that change as chance has it. */
const isMixed = (word: string): boolean =>
  /\d/.test(word) && /[A-Z]/.test(word) && /[a-z]/.test(word) && changesOf(word) >= 0.35;

const beginsPacked = (word: string): boolean => {
  if (word.length < shortestPacked) return false;
  const head = word.slice(0, 32);
  return isPacked(Buffer.from(head, "base64")) || (hexWord.test(head) && isPacked(Buffer.from(head, "hex")));
};

/** A single word, of which the first 4,096 characters are judged. */
const isOpaque = (whole: string): boolean => {
  const word = whole.slice(0, longestRead);
  if (dataWord.test(word) && beginsPacked(word)) return isMixed(word) || entropyOf(word) > 2.8;
  if (word.length < longest) return false;
  if (hexWord.test(word)) return word.length >= longestHex && entropyOf(word) > 3.3;
  if (/^[A-Z2-7=]+$|^[a-z2-7=]+$/.test(word))
    return /\d/.test(word) && changesOf(word) >= 0.15 && entropyOf(word) > 4.2;
  if (dataWord.test(word)) return isMixed(word) && entropyOf(word) > 4.8;
  return entropyOf(word) > 5.8;
};

/** Too short to be sure of a digit. */
const isPiece = (word: string): boolean =>
  word.length >= shortestWord &&
  dataWord.test(word) &&
  !hexWord.test(word) &&
  /[A-Z]/.test(word) &&
  changesOf(word) >= 0.3;

/** Lines with data of which a reader cannot tell what it is; ordinary text, code, hashes and lists of hashes are none. */
export const findOpaque = (text: string): Hit[] => {
  const hits: Hit[] = [];
  let [chain, first] = ["", 0];
  for (const [index, line] of text.split("\n").entries()) {
    const words = line
      .split(/[\s,"'`()[\]{}<>|]+/)
      .map((word) => word.replace(edges, ""))
      .filter((word) => word !== "");
    for (const word of words) {
      if (isOpaque(word)) hits.push({ kind: opaqueKind, line: index + 1, lastLine: index + 1 });
      if (!isPiece(word)) {
        chain = "";
        continue;
      }
      if (chain === "") first = index + 1;
      chain += word.slice(0, longestRead);
      if (chain.length < longestInWords) continue;
      if (/\d/.test(chain) && entropyOf(chain) > 5) hits.push({ kind: opaqueKind, line: first, lastLine: index + 1 });
      chain = "";
    }
  }
  return hits;
};
