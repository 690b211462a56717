/** A change as a reply spells it, before any file was read: every format becomes this, and nothing in it is proven yet. */
import type { Refusal } from "../domain/patch.ts";

/** One line of a hunk; `mark` is "" where the reply wrote none of the four. `at` is the 1-based line of the reply. */
export type DraftLine = { mark: " " | "-" | "+" | "\\" | ""; text: string; at: number };

/** Numbers of a hunk's header, null where it states none that can be read. */
export type StatedRange = { start: number | null; count: number | null };

export type DraftHunk = {
  /** 1-based line of the reply where the hunk, or its header, starts. */
  at: number;
  before: StatedRange;
  after: StatedRange;
  /** Texts that the header names to tell where the hunk stands, outermost first: a function, a class. */
  sections: string[];
  lines: DraftLine[];
  /** The hunk must reach the end of the file, because its format says so (`*** End of File`). */
  mustEnd: boolean;
  /** What bounds the text behind its last line: a further header or closing mark, or only the end of the reply. */
  isClosed: boolean;
  /** It ends a block that was opened and never closed, so that the reply may have been cut off. */
  isUnclosed: boolean;
};

/** What a reply asks for one file; `content` is the whole text of the file where the reply gives all of it. */
export type DraftFile = {
  /** 1-based line of the reply where the entry starts. */
  at: number;
  /**
   * The names that all the entry states agree on, likeliest first: several where a leading `a/` may be prefix or directory.
   * Null is `/dev/null`; no names means that none is stated.
   */
  before: string[] | null;
  after: string[] | null;
  kind: "add" | "delete" | "rename" | "unknown";
  /** Id of the blob that the hunks were made against, from an `index` line; null where none is stated. */
  baseBlob: string | null;
  hunks: DraftHunk[];
  content: string | null;
  /** Why this entry can never be applied, found while it was read. */
  fault: { reason: Refusal["reason"]; detail: string } | null;
};
