/** A retrieval case: a text, a commit to search, and the files and lines that the real fix changed. */

/** Line numbers count from 1, both ends included, in the file as it is at the base. */
export type LineRange = [from: number, to: number];

export type CaseKind = "issue" | "commit";

export type Case = {
  id: string;
  /** `owner/name`, or the folder's name where the owner is not known. */
  repo: string;
  gitDir: string;
  base: string;
  kind: CaseKind;
  /** That of most gold files, `unknown` where no name tells it. */
  language: string;
  text: string;
  gold: string[];
  lines: Record<string, LineRange[]>;
};
