/** A file's text as lines that know how they end, so that a change keeps the file's own line ends. */

export type FileText = {
  /** Lines without their line ends and without a byte order mark. */
  lines: string[];
  /** Whether a line ends in CRLF: one answer for all, or one per line where the file mixes both. */
  returns: boolean | boolean[];
  hasMark: boolean;
  endsWithNewline: boolean;
};

export const byteOrderMark = "\uFEFF";

const splitMixed = (lines: string[]): boolean[] =>
  lines.map((line, at) => {
    const isReturned = line.endsWith("\r");
    if (isReturned) lines[at] = line.slice(0, -1);
    return isReturned;
  });

/** An empty text has no lines. The carriage return of an unterminated last line counts like any other. */
export const readFileText = (text: string): FileText => {
  const hasMark = text.startsWith(byteOrderMark);
  const lines = (hasMark ? text.slice(1) : text).split("\n");
  const endsWithNewline = lines.at(-1) === "";
  if (endsWithNewline) lines.pop();
  if (!text.includes("\r")) return { lines, returns: false, hasMark, endsWithNewline };
  const each = splitMixed(lines);
  const terminated = endsWithNewline ? each : each.slice(0, -1);
  const isUniform =
    terminated.length > 0 && (endsWithNewline || each.at(-1) === false) && new Set(terminated).size === 1;
  return { lines, returns: isUniform ? terminated[0] === true : each, hasMark, endsWithNewline };
};

/** An unterminated last line has no line end, whatever the others have. */
export const isReturned = ({ returns, lines, endsWithNewline }: FileText, at: number): boolean =>
  typeof returns === "boolean" ? returns && (endsWithNewline || at < lines.length - 1) : (returns[at] ?? false);

/** The text again; the last line's own CR stands only where the file said so line by line. */
export const printFileText = (text: FileText): string => {
  const { lines, returns, hasMark, endsWithNewline } = text;
  const start = hasMark ? byteOrderMark : "";
  if (lines.length === 0) return start;
  if (returns === false) return start + lines.join("\n") + (endsWithNewline ? "\n" : "");
  if (returns === true) return start + lines.join("\r\n") + (endsWithNewline ? "\r\n" : "");
  const ended = lines.map((line, at) => (returns[at] ? `${line}\r` : line));
  return start + ended.join("\n") + (endsWithNewline ? "\n" : "");
};
