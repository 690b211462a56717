/** Lines of a file shown with their numbers, `12|text`, the form that prompts use for files. */

const maxWidth = 200;

/** At most `width` characters (default 200), with a note of how many more there are; surrogate pairs stay whole. */
export const cutText = (text: string, width = maxWidth): string => {
  if (text.length <= width) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(width - 1)) ? width - 1 : width;
  return `${text.slice(0, end)}… (${text.length - end} more characters)`;
};

/** `label` is a 1-based line number, or the sign of a line that is no line of the file. */
export const labelLine = (label: number | string, text: string, width = maxWidth): string =>
  `${String(label).padStart(5)}|${cutText(text.endsWith("\r") ? text.slice(0, -1) : text, width)}`;

/** Lines `from` up to `to`, 0-based, as far as there are any. */
export const numberLines = (lines: string[], from: number, to: number): string[] => {
  const start = Math.max(from, 0);
  return lines.slice(start, Math.max(to, start)).map((line, i) => labelLine(start + i + 1, line));
};
