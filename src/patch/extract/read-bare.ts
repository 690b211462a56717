/** A unified diff that stands in the text without a fence: from its first line to the end, prose behind it included. */
import { readHidden } from "./hidden.ts";
import { type Found, foundDiff, foundFault, type Line, nextText, type Scope, type Taken } from "./piece.ts";
import { opensFence } from "./read-fence.ts";
import { isDiffLanguage, readInfo } from "./read-info.ts";
import { readPathLine } from "./read-path-line.ts";
import { startsBeginPatch, startsDiff, startsEdit } from "./starts-diff.ts";

const isBody = (text: string): boolean => /^[ +\-\\@]/.test(text);

/** A fence behind the diff that holds the next change, told from a fence that the diff's file holds by what stands in it. */
const opensChange = (lines: Line[], at: number): boolean => {
  const text = lines[at]?.text ?? "";
  if (!/^(?:`{3}|~{3})/.test(text) || !opensFence(text)) return false;
  if (!isDiffLanguage(readInfo(text.replace(/^[`~]+/, "")).language)) return false;
  const first = nextText(lines, at + 1);
  return startsDiff(lines, first) || startsEdit(lines[first]?.text ?? "");
};

const holdsChange = (lines: Line[]): boolean => lines.some(({ text }, at) => startsDiff(lines, at) || startsEdit(text));

/** The path above the next change belongs to that one. */
const endBeforePath = (lines: Line[], start: number, end: number): number => {
  let last = end - 1;
  while (last > start && (lines[last]?.text ?? "").trim() === "") last--;
  const text = lines[last]?.text ?? "";
  return last > start && !isBody(text) && readPathLine(text)?.isWeak === false ? last : end;
};

/** The diff at `at`, or null; `label` is the path that the packaging states for it. It ends before a change in another packaging, else with the lines. */
export const readBare = (
  lines: Line[],
  at: number,
  { path, label }: { path: string | null; label: string | null },
  scope: Scope,
): Taken | null => {
  if (!startsDiff(lines, at)) return null;
  const unclosed = new Set<string>();
  const faults: Found[] = [];
  let end = at + 1;
  while (end < lines.length) {
    const text = lines[end]?.text ?? "";
    if (isBody(text)) {
      end++;
      continue;
    }
    if (/^<{5,} ?(?:SEARCH|ORIGINAL)/.test(text) || startsBeginPatch(text) || opensChange(lines, end)) break;
    const hidden = scope.isRendered ? readHidden(lines, end, unclosed) : null;
    if (hidden && hidden.end > end + 1 && holdsChange(hidden.inner))
      faults.push(
        foundFault(`a change is hidden in ${hidden.name}: write it where a reader sees it`, lines[end]?.at ?? 0),
      );
    end = hidden?.end ?? end + 1;
  }
  const isClosed = end < lines.length || scope.isClosed;
  if (end < lines.length) end = endBeforePath(lines, at, end);
  return { found: [...faults, foundDiff(lines.slice(at, end), { path, label, isClosed, isFenced: false })], end };
};
