/** Untrusted text as fields of the prompt's document, each with its source and who wrote it. */
import type { Untrusted } from "../domain/untrusted.ts";
import type { JsonObject } from "./encode-document.ts";

/** Who wrote a text; it tells the model how much weight to give, and grants nothing. */
export type Author = "issue author" | "writer" | "repository" | "model" | "test run" | "scanner" | "check";

/** One line of text. */
export const textField = (source: string, author: Author, text: Untrusted): JsonObject => ({ source, author, text });

/** Text of many lines, one string for each, which models read and copy better than one string full of escapes. */
export const linesField = (source: string, author: Author, text: Untrusted): JsonObject => ({
  source,
  author,
  lines: splitLines(text),
});

/** Lines without their ends (LF or CRLF); a final newline makes no empty last line. */
export const splitLines = (text: string): string[] => {
  const lines = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  if (lines.at(-1) === "") lines.pop();
  return lines;
};
