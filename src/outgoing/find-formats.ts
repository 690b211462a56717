/** Finds what has the shape of a common credential in lines of text. */
import type { SecretFormat } from "./document-formats.ts";
import type { LineView } from "./line-view.ts";
import { requiredLiterals } from "./required-literals.ts";
import { secretFormats } from "./secret-formats.ts";

/** Where a secret stands, in 1-based lines, and what it looks like; never the secret. */
export type Hit = { kind: string; line: number; lastLine: number };

type Searched = SecretFormat & { literals: readonly string[] | null };

const searched: readonly Searched[] = secretFormats.map((format) => ({
  ...format,
  literals: requiredLiterals(format.pattern),
}));

const maxKeyLines = 200;

/** A private key goes on to its last line, or to the end of the text where that is missing. */
const lastLineOf = (kind: string, line: number, lines: readonly string[]): number => {
  if (kind !== "private key") return line;
  const end = lines.slice(line - 1, line - 1 + maxKeyLines).findIndex((text) => text.includes("-----END"));
  return end === -1 ? Math.min(lines.length, line + maxKeyLines) : line + end;
};

/** `view` shows `lines`, perhaps with what stands between them left out. */
export const findFormats = (lines: readonly string[], view: LineView): Hit[] => {
  const { text } = view;
  const small = text.toLowerCase();
  const hits: Hit[] = [];
  for (const { kind, pattern, literals, accept } of searched) {
    const among = pattern.ignoreCase ? small : text;
    if (literals !== null && !literals.some((literal) => among.includes(literal))) continue;
    for (const match of text.matchAll(pattern)) {
      if (accept?.(match) === false) continue;
      const line = view.lineOf(match.index);
      const end = view.lineOf(match.index + match[0].length - 1);
      hits.push({ kind, line, lastLine: Math.max(end, lastLineOf(kind, line, lines)) });
    }
  }
  return hits;
};
