/** What a line of a unified diff can be, told by its first characters and its neighbours. */
import { readName, stripPrefixes } from "./names.ts";

/** The lines of a diff. When its file headers end in CRLF, the whole diff was translated and one CR per line goes. */
export const splitDiff = (text: string): string[] => {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const header = lines.find((line) => line.startsWith("diff --git ") || line.startsWith("+++ "));
  if (!header?.endsWith("\r")) return lines;
  return lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
};

export const isHunkHeader = (line: string | undefined): boolean => line !== undefined && /^@@(?:[ -]|$)/.test(line);

/** A line with a marker. Blank lines have lost theirs and are told by what follows. */
export const isBodyLine = (line: string): boolean => /^[ +\-\\]/.test(line);

/** The lines that git puts below `diff --git`. */
export const isExtendedHeader = (line: string): boolean =>
  /^(?:index [0-9a-f]+\.\.|(?:new file|deleted file|old|new) mode |(?:rename|copy) (?:from|to) |(?:dis)?similarity index |GIT binary patch|Binary files )/.test(
    line,
  );

/** `---` directly followed by `+++`. */
export const isNamePair = (lines: string[], at: number): boolean =>
  (lines[at]?.startsWith("--- ") ?? false) && (lines[at + 1]?.startsWith("+++ ") ?? false);

const namesAgree = (lines: string[], at: number): boolean => {
  const before = readName(lines[at]?.slice(4) ?? "");
  const after = readName(lines[at + 1]?.slice(4) ?? "");
  if (before === null || after === null) return false;
  const names = stripPrefixes(before, after);
  return names.before === null || names.after === null || names.before === names.after;
};

/**
 * Does a name pair inside a hunk start the next file, or is it a removed `-- …` and an added `++ …`?
 * `surely` is asked where the stated counts say that the hunk goes on, and wants both signs; otherwise one will do.
 */
export const startsNextFile = (lines: string[], at: number, surely: boolean): boolean => {
  if (!isNamePair(lines, at)) return false;
  const hunkFollows = isHunkHeader(lines[at + 2]);
  return surely ? hunkFollows && namesAgree(lines, at) : hunkFollows || namesAgree(lines, at);
};

/** The first line of a file's entry, seen outside hunks. */
export const startsEntry = (lines: string[], at: number): boolean => {
  const line = lines[at] ?? "";
  if (/^diff --(?:git|cc|combined) /.test(line) || isNamePair(lines, at)) return true;
  return line.startsWith("Index: ") && /^(?:={20}|--- )/.test(lines[at + 1] ?? "");
};
