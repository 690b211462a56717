/** A file's text as lines and back, without losing how it ends; only a line feed ends a line. */

/** Lines keep their carriage returns. An empty text has no lines. */
type TextLines = { lines: string[]; endsWithNewline: boolean };

export const splitLines = (text: string): TextLines => {
  if (text === "") return { lines: [], endsWithNewline: true };
  const lines = text.split("\n");
  const endsWithNewline = text.endsWith("\n");
  if (endsWithNewline) lines.pop();
  return { lines, endsWithNewline };
};

export const joinLines = ({ lines, endsWithNewline }: TextLines): string =>
  lines.length === 0 ? "" : lines.join("\n") + (endsWithNewline ? "\n" : "");
