/** What can make tests prove less than they did before a change. */

export type WeakeningKind =
  | "deleted"
  | "skipped"
  | "focused"
  | "configuration"
  | "fewer assertions"
  | "empty assertion"
  | "early end"
  | "test detection"
  | "suppression"
  | "changed expectation";

export type Weakening = {
  kind: WeakeningKind;
  path: string | null;
  /** 1-based line in the new text of `path`. */
  line: number | null;
  /** The name of a test, or the line of text, trimmed. */
  what: string;
  /** No change may do this, so the check fails; the others are shown to people. */
  isForbidden: boolean;
  /** A writer must say yes before it is published. */
  isFlagged: boolean;
};
