/** What a reply shows of a file beside its diff must fit the diff: two contradicting texts prove neither. */
import type { FileChange, Refusal } from "../../domain/patch.ts";
import type { Shown } from "../extract/piece.ts";
import { isElision } from "../locate/elision.ts";
import { refusal } from "../refusal.ts";

/** Lines that say something, without the white space around them. */
const wordsOf = (text: string): string[] => text.split("\n").flatMap((line) => line.trim() || []);

const holdsRun = (lines: string[], run: string[]): boolean => {
  for (let at = lines.indexOf(run[0] ?? ""); at >= 0; at = lines.indexOf(run[0] ?? "", at + 1))
    if (run.every((line, i) => lines[at + i] === line)) return true;
  return false;
};

/** More lines than this below a file's own name are meant as the file, whatever they say. */
const maxIllustration = 8;

/** A block most of whose lines are the file's, or a long one, shows this file; others illustrate something else. */
const showsFile = (run: string[], lines: string[]): boolean => {
  const known = new Set(lines);
  return run.length > maxIllustration || run.filter((line) => known.has(line)).length * 2 > run.length;
};

/** Blocks that show neither what the file was nor what it becomes, although they are meant as it. */
export const checkShown = (shown: Shown[], changes: FileChange[]): Refusal[] =>
  shown.flatMap(({ path, content, at }) => {
    const change = changes.find((one) => one.path === path);
    const run = wordsOf(content);
    if (!change || run.length === 0 || run.some(isElision)) return [];
    const [before, after] = [wordsOf(change.before ?? ""), wordsOf(change.after ?? "")];
    if (holdsRun(after, run) || holdsRun(before, run) || !showsFile(run, [...before, ...after])) return [];
    const detail = "the reply shows this file with other lines than its diff makes: give the change once, as a diff";
    return [refusal("malformed", detail, { path, line: at })];
  });
