/** What extraction hands on: the changes of a reply, each still in the words of the reply. */
import type { Refusal } from "../../domain/patch.ts";
import type { DraftFile } from "../draft.ts";

/** A line without its line feed; `at` is its 1-based line in the reply. */
export type Line = { text: string; at: number };

/**
 * "diff": the lines of one unified-diff text. `path` is what the packaging states (info string, the line before), null where it states none.
 * `isClosed` is false when only the end of the reply ends it; `isFenced` is false when prose may stand between and behind the entries.
 */
export type Piece =
  | { kind: "diff"; lines: Line[]; path: string | null; isClosed: boolean; isFenced: boolean }
  | { kind: "file"; file: DraftFile };

/** A block that shows a file, or a part of it, beside edits of the same file: no change, but it must not contradict them. */
export type Shown = { path: string; content: string; at: number };

export type Extracted = { pieces: Piece[]; shown: Shown[] };

/** An "edit" is a format made for changes. A "file" is a block with a whole file, a change only where no edit stands; "none" is a block that shows no change. */
type Weight = "edit" | "file" | "none";

/** `label` is the path that the packaging of a diff states for this one block (info string, attribute, the line above). */
export type Found = { weight: Weight; piece: Piece; label: string | null } | { weight: Weight; refused: Refusal };

/** What a reader of lines found from some index on; `end` is the index of the first line behind it. */
export type Taken = { found: Found[]; end: number };

/** The path that was stated last: null when prose has named another one since, undefined when there is none. */
export type Carried = { path: string | null | undefined };

/** Where lines stand in the reply. `isRendered` says that a reader sees them as markdown, which can hide text. */
export type Scope = {
  path: string | null;
  isClosed: boolean;
  isRendered: boolean;
  depth: number;
  carried: Carried;
  scan: (lines: Line[], scope: Scope) => Found[];
};

export const foundDiff = (
  lines: Line[],
  {
    path,
    label,
    isClosed,
    isFenced,
  }: { path: string | null; label: string | null; isClosed: boolean; isFenced: boolean },
): Found => ({ weight: "edit", piece: { kind: "diff", lines, path, isClosed, isFenced }, label });

export const foundFile = (file: DraftFile): Found => ({ weight: "edit", piece: { kind: "file", file }, label: null });

/** A draft of the file at `path` that changes nothing yet. */
export const createDraft = (at: number, path: string): DraftFile => ({
  at,
  before: [path],
  after: [path],
  kind: "unknown",
  baseBlob: null,
  hunks: [],
  content: null,
  fault: null,
});

/** Refuses the whole reply; `at` is the 1-based line that `detail` speaks of. */
export const foundFault = (detail: string, at: number, path: string | null = null, weight: Weight = "edit"): Found => ({
  weight,
  refused: { path, hunk: null, line: at, reason: "malformed", detail, nearest: null },
});

/** Index of the first line with text, at or behind `from`; `lines.length` when there is none. */
export const nextText = (lines: Line[], from = 0): number => {
  let at = from;
  while (at < lines.length && (lines[at]?.text ?? "").trim() === "") at++;
  return at;
};
