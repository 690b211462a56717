/** A diff made against an older text of the file: applied there, and the two changes merged. */

import { type FileText, printFileText, readFileText } from "../locate/file-text.ts";
import { mergeTexts } from "../merge-texts.ts";

/** Null where both sides change the same lines. Line ends and the end of the file are those of `current`. */
export const mergeDrift = (base: string, current: FileText, changed: FileText): string | null => {
  const merged = mergeTexts(readFileText(base).lines, current.lines, changed.lines);
  if (!merged.ok) return null;
  const returns = typeof current.returns === "boolean" ? current.returns : null;
  if (returns === null) return null;
  const wasEnded = readFileText(base).endsWithNewline;
  const endsWithNewline = current.endsWithNewline === wasEnded ? changed.endsWithNewline : current.endsWithNewline;
  return printFileText({ ...current, lines: merged.value, returns, endsWithNewline });
};
