/** Drafts printed in one line each, to compare at a glance what was understood. */
import type { DraftFile, DraftHunk, StatedRange } from "../draft.ts";
import type { DiffPiece } from "./diff-piece.ts";
import { parseDiff } from "./parse-diff.ts";

/** A fenced and closed piece that nothing around it names; its lines count from 1. */
export const pieceOf = (texts: string[], changes: Partial<DiffPiece> = {}): DiffPiece => ({
  lines: texts.map((text, index) => ({ text, at: index + 1 })),
  path: null,
  isClosed: true,
  isFenced: true,
  ...changes,
});

const range = ({ start, count }: StatedRange): string => `${start ?? "?"},${count ?? "?"}`;

/** `@at -start,count +start,count <section> [lines]`; a line without mark has `~`, an open hunk ends with `…`. */
const summarizeHunk = ({ at, before, after, sections, lines, isClosed }: DraftHunk): string =>
  [
    `@${at} -${range(before)} +${range(after)}`,
    ...sections.map((section) => `<${section}>`),
    `[${lines.map(({ mark, text }) => (mark === "" ? "~" : mark) + text).join("|")}]${isClosed ? "" : "…"}`,
  ].join(" ");

const summarizeFile = ({ before, after, kind, baseBlob, hunks, fault }: DraftFile): string => {
  const [from, to] = [before, after].map((names) => names?.join(" or ") ?? "/dev/null");
  if (fault) return `${to || "?"}: ${fault.reason}: ${fault.detail}`;
  const names = from === to ? from || "?" : `${from} => ${to}`;
  return [
    kind === "unknown" ? names : `${kind} ${names}`,
    ...(baseBlob ? [baseBlob] : []),
    ...hunks.map(summarizeHunk),
  ].join(" ");
};

export const understood = (texts: string[], changes: Partial<DiffPiece> = {}): string[] =>
  parseDiff(pieceOf(texts, changes)).map(summarizeFile);
