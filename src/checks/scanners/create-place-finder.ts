/** Says which changed line of which changed file a scanner speaks of. */
import type { FileChange } from "../../domain/patch.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import { decodePaths } from "./artifact-path.ts";
import { changedLines, firstLineIn, type LineRange } from "./changed-lines.ts";

/** `lines` null: the scanner speaks of the whole file. */
export type FoundPlace = { path: string; line: number; endLine: number };

/** Null for whatever does not lie on a line that the change adds or alters; a whole file counts only when it is new. */
export type FindPlace = (uri: Untrusted, lines: { start: number; end: number } | null) => FoundPlace | null;

/** `roots` are the absolute directories that stand for the repository. */
export const createPlaceFinder = (changes: FileChange[], roots: string[]): FindPlace => {
  const known = new Map(changes.filter(({ after }) => after !== null).map((change) => [change.path, change]));
  const rangesOf = new Map<string, LineRange[]>();
  const pathOf = new Map<string, string | null>();

  const findPath = (uri: Untrusted): string | null => {
    const seen = pathOf.get(uri);
    if (seen !== undefined) return seen;
    const path = decodePaths(uri, roots).find((one) => known.has(one)) ?? null;
    if (pathOf.size < 10_000) pathOf.set(uri, path);
    return path;
  };

  return (uri, lines) => {
    const path = findPath(uri);
    const change = path === null ? undefined : known.get(path);
    if (path === null || change === undefined) return null;
    if (lines === null) return change.before === null ? { path, line: 1, endLine: 1 } : null;
    const ranges = rangesOf.get(path) ?? changedLines(change);
    rangesOf.set(path, ranges);
    const line = firstLineIn(ranges, lines.start, lines.end);
    return line === null ? null : { path, line, endLine: Math.max(line, lines.end) };
  };
};
