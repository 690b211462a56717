/** Takes away what stands before every line of a change: constant white space, or the `> ` of a quotation. */
import { type Line, nextText } from "./piece.ts";
import { isHunkHeader, startsDiff, startsEdit } from "./starts-diff.ts";

const startsChange = (lines: Line[], at: number): boolean => startsDiff(lines, at) || startsEdit(lines[at]?.text ?? "");

const isBlank = (text: string): boolean => text.trim() === "";

/** The lines from `at` on that share `prefix`; a blank line belongs to them where one that shares it follows. */
const shareUntil = (lines: Line[], at: number, prefix: string): number => {
  let end = at;
  for (let next = at; next < lines.length; next++) {
    const text = lines[next]?.text ?? "";
    if (text.startsWith(prefix)) end = next + 1;
    else if (!isBlank(text)) break;
  }
  return end;
};

const strip = (lines: Line[], length: number): Line[] =>
  lines.map(({ text, at }) => ({ text: isBlank(text) && text.length < length ? "" : text.slice(length), at }));

const prefixOf = (text: string): string => /^(?:[ \t]{0,200}>[ \t]?|[ \t]{1,200})/.exec(text)?.[0] ?? "";

/** Of one line the first characters tell whether a change could start behind its prefix. */
const couldStart = (text: string): boolean => /^(?:[-+@<d*IrnsG]|index )/.test(text);

/** The line behind a prefixed diff that lacks the prefix, but looks like a line of a hunk, would be lost. */
const findUneven = (inner: Line[], following: Line | undefined): string | null => {
  const isHunk = inner.some(({ text }) => isHunkHeader(text.trimStart()));
  const isBody = /^\s*(?:[+@]|-(?![- ]))/.test(following?.text ?? "");
  return isHunk && isBody ? "the lines of the diff are not all indented or quoted alike" : null;
};

/** An indented change that starts at `at`; `end` is the index behind its last line. Null when none does. */
export const readIndented = (
  lines: Line[],
  at: number,
): { lines: Line[]; end: number; fault: string | null } | null => {
  const text = lines[at]?.text ?? "";
  const prefix = prefixOf(text);
  if (prefix === "" || prefix.includes(">") || !couldStart(text.slice(prefix.length))) return null;
  if (!startsChange(strip(lines.slice(at, at + 3), prefix.length), 0)) return null;
  const end = shareUntil(lines, at, prefix);
  const inner = strip(lines.slice(at, end), prefix.length);
  return { lines: inner, end, fault: findUneven(inner, lines[end]) };
};

/** The lines of the quotation (`> `) that starts at `at`, without their marks; null when none starts. */
export const readQuoted = (lines: Line[], at: number): { lines: Line[]; end: number; fault: string | null } | null => {
  const isQuoted = (text: string) => text.startsWith(">") && !text.startsWith(">>>>>");
  if (!isQuoted(lines[at]?.text ?? "")) return null;
  let end = at;
  while (end < lines.length && isQuoted(lines[end]?.text ?? "")) end++;
  const quoted = lines.slice(at, end);
  const isSpaced = quoted.every(({ text }) => text.startsWith("> ") || text.trimEnd() === ">");
  const inner = quoted.map(({ text, at }) => ({ text: text.slice(isSpaced ? 2 : 1), at }));
  return { lines: inner, end, fault: findUneven(inner, lines[end]) };
};

/** A block whose change stands behind one prefix on every line comes back without it; on some lines only, it is a fault. */
export const unindentChange = (lines: Line[]): { lines: Line[]; fault: string | null } => {
  const first = nextText(lines);
  const text = lines[first]?.text ?? "";
  const prefix = prefixOf(text);
  if (prefix === "" || !couldStart(text.slice(prefix.length))) return { lines, fault: null };
  const stripped = strip(lines.slice(first, first + 3), prefix.length);
  if (!startsChange(stripped, 0)) return { lines, fault: null };
  const bare = prefix.trimEnd();
  const isShared = lines.every(
    (line) => line.text.startsWith(prefix) || isBlank(line.text) || (bare !== "" && line.text.trimEnd() === bare),
  );
  if (!isShared) return { lines, fault: "the lines of the diff are not all indented alike" };
  return { lines: strip(lines, prefix.length), fault: null };
};
