/** Short replies, and pieces in short words, for the tests of extraction. */
import type { DraftHunk } from "../draft.ts";
import { extractPieces } from "./extract-pieces.ts";
import type { Piece } from "./piece.ts";

export const diff = "--- a/x.ts\n+++ b/x.ts\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n";
export const other = "diff --git a/y b/y\nnew file mode 100644\n--- /dev/null\n+++ b/y\n@@ -0,0 +1 @@\n+y\n";
export const hunk = "@@ -1,2 +1,2 @@\n a\n-b\n+c\n";
export const edit = "<<<<<<< SEARCH\na\nb\n=======\na\nc\n>>>>>>> REPLACE\n";
export const patch = "*** Begin Patch\n*** Update File: x.ts\n@@\n a\n-b\n+c\n*** End Patch\n";

export const fenced = (text: string, info = "diff", fence = "```") => `${fence}${info}\n${text}${fence}\n`;
export const indented = (text: string, prefix: string) => text.replace(/^(?=.)/gm, prefix);

const showHunk = (one: DraftHunk): string => {
  const start = one.before.start === null ? "" : ` ${one.before.start}`;
  const marks = `${one.mustEnd ? " mustEnd" : ""}${one.isClosed ? "" : " open"}`;
  const lines = one.lines.map(({ mark, text }) => `${mark === "" ? "?" : mark}${text}`);
  return [`@${start}${one.sections.map((section) => ` [${section}]`).join("")}${marks}`, ...lines].join("\n");
};

const nameOf = (names: string[] | null): string => (names === null ? "null" : names.join("|"));

const showPiece = (piece: Piece): string => {
  if (piece.kind === "diff") {
    const { lines, path, isClosed, isFenced } = piece;
    const marks = `${path === null ? "" : ` ${path}`}${isClosed ? "" : " open"}${isFenced ? "" : " bare"}`;
    return `diff@${lines[0]?.at}${marks}\n${lines.map(({ text }) => `${text}\n`).join("")}`;
  }
  const { at, before, after, kind, hunks, content, fault } = piece.file;
  const names = nameOf(before) === nameOf(after) ? nameOf(after) : `${nameOf(before)} > ${nameOf(after)}`;
  const head = `${kind}@${at} ${names}${fault ? ` FAULT ${fault.reason}: ${fault.detail}` : ""}`;
  return [head, ...hunks.map(showHunk), ...(content === null ? [] : [`=\n${content}`])].join("\n");
};

/** The pieces in words, or the refusals: `reason line path: detail`. */
export const extracted = (reply: string): string[] => {
  const result = extractPieces(reply);
  if (result.ok) return result.value.pieces.map(showPiece);
  return result.error.map(({ reason, line, path, detail }) => `${reason} ${line} ${path}: ${detail}`);
};
