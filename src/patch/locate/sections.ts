/** Where in a file the text behind a hunk's `@@` says that the hunk stands. */

import type { FileText } from "./file-text.ts";
import { foldLine } from "./fold-line.ts";

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** `out:` and `else:` open nothing that git would show. */
const isLabel = (line: string): boolean => /^\s*\w+:\s*$/.test(line.slice(0, 80));

/** A prefix will do: git cuts the line that it shows. */
const standsFor = (folded: string, section: string): boolean => {
  const line = foldLine(folded);
  return line === section || (section.length >= 6 && (line.startsWith(section) || line.includes(section)));
};

/** Every line that the section names, and the first line behind it that ends what it opens. */
export const findSections = ({ lines }: FileText, section: string): { from: number; to: number }[] => {
  const wanted = foldLine(section);
  if (wanted === "") return [];
  const found: { from: number; to: number }[] = [];
  for (const [from, line] of lines.entries()) {
    if (!standsFor(line, wanted)) continue;
    const indent = indentOf(line);
    let to = from + 1;
    for (; to < lines.length; to++) {
      const next = lines[to] as string;
      if (indentOf(next) <= indent && /^[\p{L}_$@]/u.test(next.trimStart()) && !isLabel(next)) break;
    }
    found.push({ from, to });
  }
  return found;
};

/** The line that git shows behind `@@`: the last one above the hunk that starts with a letter, `_` or `$`. */
const isBelowHeading = ({ lines }: FileText, section: string, start: number): boolean => {
  for (let at = start - 1; at >= 0; at--)
    if (/^[A-Za-z_$]/.test(lines[at] as string)) return foldLine(lines[at] as string).startsWith(foldLine(section));
  return false;
};

/** The candidates that stand inside the innermost section; all of them where the file does not know the sections. */
export const insideSections = (text: FileText, sections: string[], starts: number[], length: number): number[] => {
  const [only, ...others] = sections;
  const headed = only && others.length === 0 ? starts.filter((start) => isBelowHeading(text, only, start)) : [];
  if (headed.length > 0) return headed;
  let ranges = [{ from: 0, to: text.lines.length }];
  for (const section of sections) {
    const inner = findSections(text, section).filter((one) =>
      ranges.some(({ from, to }) => one.from >= from && one.from < to),
    );
    if (inner.length > 0) ranges = inner;
  }
  return starts.filter((start) => ranges.some(({ from, to }) => start + length > from && start < to));
};
