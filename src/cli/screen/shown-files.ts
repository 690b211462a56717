/** The smallest files on which a diff can apply: the old side of every hunk at its place, empty lines between. */
import type { DraftFile } from "../../patch/draft.ts";
import { extractPieces } from "../../patch/extract/extract-pieces.ts";
import { parseDiff } from "../../patch/parse/parse-diff.ts";

const maxLines = 200_000;

const renderOldSide = ({ hunks }: DraftFile): string => {
  const lines: string[] = [];
  let end = "\n";
  for (const hunk of hunks) {
    const start = Math.min(hunk.before.start ?? 1, maxLines);
    while (lines.length < start - 1) lines.push("");
    for (const { mark, text } of hunk.lines) {
      if (mark === "\\") end = "";
      else if (mark !== "+") lines.push(text);
    }
  }
  return lines.length === 0 ? "content\n" : `${lines.join("\n")}${end}`;
};

/** Texts by path, for every file that the diff changes, renames or deletes; empty for what holds no diff. */
export const shownFiles = (reply: string): Map<string, string> => {
  const extracted = extractPieces(reply);
  const drafts = extracted.ok
    ? extracted.value.pieces.flatMap((piece) => (piece.kind === "diff" ? parseDiff(piece) : [piece.file]))
    : [];
  return new Map(
    drafts.flatMap((draft) => {
      const path = draft.kind === "add" ? undefined : draft.before?.[0];
      return path === undefined ? [] : [[path, renderOldSide(draft)] as const];
    }),
  );
};
