/** What is known of one file's text, whatever its path: the unit that is computed once per blob and then kept. */
import type { ParsedFile } from "../parsed-file.ts";
import type { FileWords } from "../search/file-words.ts";

/** Why a file's text was not looked at, or for `slow` not to its end; the map lists the file all the same. */
export type FileFault = "binary" | "too-large" | "long-line" | "missing" | "slow";

/** Whether the same blob may give more another time: it was not there, or its parser ran out of time. */
export const isPassing = (fault: FileFault | null): boolean => fault === "missing" || fault === "slow";

export type FileFacts = {
  /** Lines of the text; 0 where it was not looked at. */
  lines: number;
  fault: FileFault | null;
  /** What the text says of itself against its path: written by a program, or a program without extension. */
  role: "generated" | "source" | null;
  words: FileWords;
  readonly parsed: ParsedFile;
};
