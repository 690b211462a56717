/** Finds secrets in outgoing text: live ones by value in many disguises, others by the shape of common credentials. */
import { findFormats, type Hit } from "./find-formats.ts";
import { createLiveSearch } from "./find-live-secrets.ts";
import { createLineView } from "./line-view.ts";
import { readPayloads } from "./read-payloads.ts";
import { rememberResults } from "./remember-results.ts";
import { replaceLines } from "./replace-lines.ts";
import { joinLiterals, readLines } from "./text-readings.ts";

export type { Hit } from "./find-formats.ts";

export type SecretScanner = {
  find: (text: string) => readonly Hit[];
  /** Every line with a hit becomes a note. The result has no hit. */
  redact: (text: string) => string;
};

/** Nothing that is found is shorter; only characters outside ASCII can stand for more than one. */
const minLength = 8;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII.
const isTooShort = (text: string): boolean => text.length < minLength && /^[\u0000-\u007F]*$/.test(text);

const unite = (hits: Hit[]): Hit[] => {
  const united: Hit[] = [];
  for (const hit of hits.toSorted((a, b) => a.line - b.line || b.lastLine - a.lastLine)) {
    const last = united.findLast((other) => other.kind === hit.kind);
    if (last !== undefined && hit.line <= last.lastLine) last.lastLine = Math.max(last.lastLine, hit.lastLine);
    else united.push({ ...hit });
  }
  return united;
};

/**
 * A scanner for these live secrets (those of less than 8 characters are ignored) and for the known formats.
 * A live secret is seen by any 12 characters of it: plain, in another case, reversed, as hex, percent or other escapes,
 * as base64, base32 or base85 at any offset, by rot13, and with white space, punctuation, colours, invisible or other
 * characters between. What base64 or hex makes of readable or packed text is read too.
 */
export const createSecretScanner = (secrets: string[]): SecretScanner => {
  const findLive = createLiveSearch(secrets);

  const findInLines = (lines: readonly string[]): Hit[] => {
    const joined = joinLiterals(lines);
    return [
      ...findFormats(lines, createLineView(lines, "\n")),
      ...(joined === null ? [] : findFormats(lines, createLineView(joined, ""))),
      ...findLive(lines),
    ];
  };

  const find = rememberResults((text: string): readonly Hit[] => {
    if (isTooShort(text)) return [];
    const readings = readLines(text);
    const hits = readings.flatMap(findInLines);
    for (const { lines, line, lastLine } of readPayloads(readings[0] ?? []))
      hits.push(...findInLines(lines).map(({ kind }) => ({ kind, line, lastLine })));
    return unite(hits);
  });

  const redact = (text: string): string => {
    let result = text;
    for (let round = 0; round < 3; round++) {
      const hits = find(result);
      if (hits.length === 0) return result;
      result = replaceLines(result, hits);
    }
    return "[redacted]";
  };

  return { find, redact };
};
