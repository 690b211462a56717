/** What is known of one file's text, whatever its path: the unit that is computed once per blob and then kept. */
import type { ParsedFile } from "../parsed-file.ts";
import type { FileWords } from "../search/file-words.ts";

/** Why a file's text was not looked at; the map lists the file all the same. */
export type FileFault = "binary" | "too-large" | "long-line" | "missing";

export type FileFacts = {
  /** Lines of the text; 0 with a fault. */
  lines: number;
  fault: FileFault | null;
  /** What the text says of itself against its path: written by a program, or a program without extension. */
  role: "generated" | "source" | null;
  words: FileWords;
  readonly parsed: ParsedFile;
};
