/** Puts a note in the place of every line that may not leave. */
import type { Hit } from "./find-formats.ts";
import { liveKind } from "./find-live-secrets.ts";

/** The whole line goes: what stands around a secret may say what it opens. Lines of one hit become one note. */
export const replaceLines = (text: string, hits: readonly Hit[]): string => {
  const lines: (string | null)[] = text.split("\n");
  for (const { line, lastLine } of hits) lines.fill(null, line - 1, lastLine);
  const last = hits.toSorted((a, b) => Number(a.kind === liveKind) - Number(b.kind === liveKind));
  for (const { kind, line } of last) lines[line - 1] = `[redacted: ${kind}]`;
  return lines.filter((line) => line !== null).join("\n");
};
