/** Decides what a bounded block is (a fence's content, a tag's, a string of JSON): a diff, edits, a whole file, or an illustration. */
import { looksLikePath } from "./looks-like-path.ts";
import { isSameFile } from "./names-of.ts";
import { type Found, foundDiff, foundFault, type Line, nextText, type Scope } from "./piece.ts";
import { fitsPath, isDiffLanguage, isTextLanguage } from "./read-info.ts";
import { readCommentPath, readPathLine } from "./read-path-line.ts";
import { foreignFormat, startsDiff, startsEdit, startsEntry } from "./starts-diff.ts";
import { unindentChange } from "./unindent.ts";
import { foundWholeFile } from "./whole-file.ts";

/** What the packaging says of its block. `isExcerpt`: it names the file without giving all of it. */
type Packaging = {
  at: number;
  language: string;
  path: string | null;
  /** A path that the sentence before mentions: enough for a change whose lines must be found in the file, not for a whole file. */
  hint: string | null;
  isExcerpt: boolean;
  /** The block holds, or is followed by, fences that could be a part of it: its end is not sure where its text is Markdown. */
  isDoubtful: boolean;
  isClosed: boolean;
};

const startsChange = (lines: Line[], at: number): boolean => startsDiff(lines, at) || startsEdit(lines[at]?.text ?? "");

const isMarkdown = (language: string, path: string | null): boolean =>
  /^(?:markdown|md|mdx)$/.test(language) || /\.(?:md|mdx|markdown)$/i.test(path ?? "");

/** A path that stands alone above the change inside of the block. */
const readOwnPath = (lines: Line[], first: number): { path: string; start: number } | null => {
  const text = lines[first]?.text ?? "";
  const stated = readPathLine(text);
  const path = stated && !stated.isWeak ? stated.path : readCommentPath(text, false)?.path;
  const start = nextText(lines, first + 1);
  return path !== undefined && startsChange(lines, start) ? { path, start } : null;
};

const isBody = (text: string): boolean => text === "" || /^[ +\-\\]/.test(text);

const readFile = (lines: Line[], packaging: Packaging, path: string): Found[] => {
  const { at, isClosed } = packaging;
  if (packaging.isExcerpt || !fitsPath(packaging.language, path)) return [];
  const change = lines.findIndex((line, index) => startsEdit(line.text) || (index > 0 && foreignFormat(lines, index)));
  if (change >= 0 && /^<{5,}/.test(lines[change]?.text ?? ""))
    return [
      foundFault("a search/replace block stands among other lines: give it alone", lines[change]?.at ?? at, path),
    ];
  if (isMarkdown(packaging.language, path) && packaging.isDoubtful)
    return [
      foundFault(
        "the block holds fences of its own, so that its end is not sure: use a longer fence around it, or a unified diff",
        at,
        path,
        "file",
      ),
    ];
  return [foundWholeFile(path, lines, { at, isClosed })];
};

const readCode = (lines: Line[], first: number, packaging: Packaging, scope: Scope): Found[] => {
  const { language, at } = packaging;
  const commented = readCommentPath(lines[first]?.text ?? "", isMarkdown(language, null));
  if (commented) {
    const rest = commented.isAlone ? lines.slice(first + 1) : lines;
    return readFile(rest, packaging, commented.path);
  }
  if (isTextLanguage(language)) return scope.scan(lines, { ...scope, isClosed: packaging.isClosed, isRendered: false });
  const change = lines.findIndex((line, index) => startsEntry(lines, index) || startsEdit(line.text));
  if (change < 0) return [];
  return [
    foundFault(
      "a change stands behind other lines in a block of code: give it alone in a block ```diff",
      lines[change]?.at ?? at,
    ),
  ];
};

/** The changes in `lines`, which are without their packaging. */
export const readPayload = (given: Line[], packaging: Packaging, scope: Scope): Found[] => {
  const isDiff = isDiffLanguage(packaging.language);
  const { lines, fault } = unindentChange(given);
  const first = nextText(lines);
  if (fault !== null) return [foundFault(fault, given[first]?.at ?? packaging.at, packaging.path)];
  if (first === lines.length) {
    if (isDiff) return [{ weight: "none", refused: noChange("the diff is empty", packaging) }];
    return packaging.path === null ? [] : readFile([], packaging, packaging.path);
  }
  const own = startsChange(lines, first) ? null : readOwnPath(lines, first);
  const path = own?.path ?? packaging.path;
  const editPath = path ?? packaging.hint;
  if (own && packaging.path !== null && !isSameFile(own.path, packaging.path))
    return [
      foundFault(
        `the block names two files, \`${packaging.path}\` and \`${own.path}\``,
        lines[first]?.at ?? packaging.at,
        own.path,
      ),
    ];
  const start = own?.start ?? first;
  const foreign = foreignFormat(lines, start);
  if (foreign)
    return [
      foundFault(
        `it is a${/^[aeiou]/.test(foreign) ? "n" : ""} ${foreign}: write a unified diff`,
        lines[start]?.at ?? packaging.at,
        path,
      ),
    ];
  const { isClosed } = packaging;
  if (startsEdit(lines[start]?.text ?? ""))
    return scope.scan(lines.slice(start), { ...scope, path: editPath, isClosed, isRendered: false });
  if (startsDiff(lines, start))
    return [foundDiff(lines.slice(start), { path: editPath, label: path, isClosed, isFenced: true })];
  if (isDiff) return readLooseDiff(lines, start, { ...packaging, path: editPath }, scope);
  if (path !== null && looksLikePath(path, true)) return readFile(lines, packaging, path);
  return readCode(lines, first, packaging, scope);
};

/** A block that is called a diff but starts like none: bare body lines, or remarks above the diff. */
const readLooseDiff = (lines: Line[], start: number, packaging: Packaging, scope: Scope): Found[] => {
  const { path, isClosed } = packaging;
  const change = lines.findIndex((line, index) => startsChange(lines, index) || startsEdit(line.text));
  const isBare = lines.slice(start, change < 0 ? undefined : change).every(({ text }) => isBody(text));
  if (isBare) return [foundDiff(lines.slice(start), { path, label: null, isClosed, isFenced: true })];
  if (change < 0) {
    const saysNone = lines.length - start === 1 && /\bno\b.{0,40}\bchange/i.test(lines[start]?.text ?? "");
    if (saysNone) return [{ weight: "none", refused: noChange("the diff says that it changes nothing", packaging) }];
    return [foundDiff(lines.slice(start), { path, label: null, isClosed, isFenced: true })];
  }
  return scope.scan(lines, { ...scope, path, isClosed, isRendered: false });
};

const noChange = (detail: string, { path, at }: Packaging) => ({
  path,
  hunk: null,
  line: at,
  reason: "no-change" as const,
  detail,
  nearest: null,
});
