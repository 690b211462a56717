/** Definitions of links and footnotes, whose lines are not shown where they stand. */
import type { Line } from "./piece.ts";

/** A link's definition goes on up to a blank line, a footnote as long as its lines are indented. */
export type Definition = "link" | "footnote" | null;

const definition = /^ {0,3}\[(\^?)[^\]]{1,999}\]:/;

const isIndented = (text: string): boolean => /^(?: {4}| {0,3}\t)/.test(text);

/** Where a definition that was open before the line at `at` still is. */
export const followDefinition = (current: Definition, lines: Line[], at: number): Definition => {
  const text = lines[at]?.text ?? "";
  if (text.trim() === "") return current === "footnote" ? current : null;
  const isBehindBlank = (lines[at - 1]?.text ?? "").trim() === "";
  return current === "footnote" && isBehindBlank && !isIndented(text) ? null : current;
};

export const startDefinition = (text: string): Definition => {
  const mark = definition.exec(text)?.[1];
  return mark === undefined ? null : mark === "" ? "link" : "footnote";
};
