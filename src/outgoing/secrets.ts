/** Finds secrets in outgoing text: live ones by value in many disguises, others by the shape of common credentials. */
import { secretFormats } from "./secret-formats.ts";
import { secretWindows } from "./secret-windows.ts";
import { joinLiterals, readLines } from "./text-readings.ts";
import { createWindowSearch } from "./window-search.ts";

/** Where a secret stands, in 1-based lines, and what it looks like; never the secret. */
export type Hit = { kind: string; line: number; lastLine: number };

export type SecretScanner = {
  find: (text: string) => Hit[];
  /** Every line with a hit becomes a note. The result has no hit. */
  redact: (text: string) => string;
};

/** A text whose lines were changed one by one, and how to get from a place in it back to the line. */
type View = { text: string; lineOf: (offset: number) => number };

const createView = (lines: string[], separator: "\n" | ""): View => {
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + separator.length;
  }
  const lineOf = (at: number): number => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  return { text: lines.join(separator), lineOf };
};

const withoutSpace = (line: string): string => line.replace(/\s/g, "").toLowerCase();
const onlyAlphanumeric = (line: string): string => line.replace(/[^a-z0-9]/g, "");

const maxKeyLines = 200;

/** A private key goes on to its last line, or to the end of the text where that is missing. */
const lastLineOf = (kind: string, line: number, lines: string[]): number => {
  if (kind !== "private key") return line;
  const end = lines.slice(line - 1, line - 1 + maxKeyLines).findIndex((text) => text.includes("-----END"));
  return end === -1 ? Math.min(lines.length, line + maxKeyLines) : line + end;
};

const findFormats = (lines: string[], view = createView(lines, "\n")): Hit[] => {
  return secretFormats.flatMap(({ kind, pattern, accept }) =>
    [...view.text.matchAll(pattern)]
      .filter((match) => accept?.(match) ?? true)
      .map((match) => {
        const line = view.lineOf(match.index);
        const end = view.lineOf(match.index + match[0].length - 1);
        return { kind, line, lastLine: Math.max(end, lastLineOf(kind, line, lines)) };
      }),
  );
};

const unite = (hits: Hit[]): Hit[] => {
  const united: Hit[] = [];
  for (const hit of hits.toSorted((a, b) => a.line - b.line || b.lastLine - a.lastLine)) {
    const last = united.findLast((other) => other.kind === hit.kind);
    if (last !== undefined && hit.line <= last.lastLine) last.lastLine = Math.max(last.lastLine, hit.lastLine);
    else united.push({ ...hit });
  }
  return united;
};

const replaceLines = (text: string, hits: Hit[]): string => {
  const lines: (string | null)[] = text.split("\n");
  for (const { line, lastLine } of hits) lines.fill(null, line - 1, lastLine);
  for (const { kind, line } of hits) lines[line - 1] = `[redacted: ${kind}]`;
  return lines.filter((line) => line !== null).join("\n");
};

/**
 * A scanner for these live secrets (those of less than 8 characters are ignored) and for the known formats.
 * A live secret is seen by any 12 characters of it: plain, in another case, reversed, as hex, percent or other escapes,
 * as base64, base64url or base64 of base64 at any offset, by rot13, and with white space, punctuation, colours or invisible characters between.
 */
export const createSecretScanner = (secrets: string[]): SecretScanner => {
  const dense = createWindowSearch(secretWindows(secrets, (text) => text));
  const bare = createWindowSearch(secretWindows(secrets, onlyAlphanumeric));

  const find = (text: string): Hit[] => {
    const hits: Hit[] = [];
    for (const lines of readLines(text)) {
      hits.push(...findFormats(lines));
      const joined = joinLiterals(lines);
      if (joined !== null) hits.push(...findFormats(lines, createView(joined, "")));
      const tight = lines.map(withoutSpace);
      for (const [search, view] of [
        [dense, createView(tight, "")],
        [bare, createView(tight.map(onlyAlphanumeric), "")],
      ] as const)
        for (const { start, length } of search(view.text))
          hits.push({ kind: "live secret", line: view.lineOf(start), lastLine: view.lineOf(start + length - 1) });
    }
    return unite(hits);
  };

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
