/** Fenced code blocks of a markdown text, as models write them around diffs. */

/** `lines` are without the fence's own indentation; `end` is the index of the line behind the block. */
export type Fence = { info: string; lines: string[]; end: number; isClosed: boolean };

const opening = /^( *)(`{3,}|~{3,})([^`]*)$/;

/** The block that opens at `at`, or null. It closes at the first bare fence of its kind, length and indentation. */
export const readFence = (lines: string[], at: number): Fence | null => {
  const match = opening.exec((lines[at] ?? "").trimEnd().slice(0, 300));
  if (!match) return null;
  const [, indent = "", fence = "", info = ""] = match;
  const isClosing = (line: string): boolean => {
    const bare = line.trimEnd();
    const marks = bare.slice(indent.length);
    return bare.startsWith(indent + fence) && marks === fence.charAt(0).repeat(marks.length);
  };
  const start = at + 1;
  let stop = start;
  while (stop < lines.length && !isClosing(lines[stop] ?? "")) stop++;
  const content = lines
    .slice(start, stop)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
  return { info: info.trim(), lines: content, end: Math.min(stop + 1, lines.length), isClosed: stop < lines.length };
};
