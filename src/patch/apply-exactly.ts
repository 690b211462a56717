/** Applies patches of the canonical form where their hunks stand exactly at their own numbers, and nowhere else. */
import type { FileChange, FilePatch, Hunk, PatchSet, ReadBase, Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { refusal } from "./refusal.ts";
import { joinLines, splitLines } from "./text-lines.ts";

/** The text, or the number of the first hunk that does not stand where it says. */
const applyHunks = (before: string, hunks: Hunk[]): { text: string } | { hunk: number } => {
  const base = splitLines(before);
  const parts: string[][] = [];
  let at = 0;
  let { endsWithNewline } = base;
  for (const [i, hunk] of hunks.entries()) {
    const old = hunk.lines.filter(({ kind }) => kind !== "add");
    const start = old.length === 0 ? hunk.oldStart : hunk.oldStart - 1;
    const end = start + old.length;
    const stands =
      start >= at && end <= base.lines.length && old.every(({ text }, line) => base.lines[start + line] === text);
    const isUnterminated = end === base.lines.length && old.length > 0 && !base.endsWithNewline;
    if (!stands || hunk.oldNoNewline !== isUnterminated) return { hunk: i + 1 };
    const fresh = hunk.lines.filter(({ kind }) => kind !== "remove").map(({ text }) => text);
    parts.push(base.lines.slice(at, start), fresh);
    if (end === base.lines.length) endsWithNewline = !hunk.newNoNewline;
    at = end;
  }
  return { text: joinLines({ lines: [...parts, base.lines.slice(at)].flat(), endsWithNewline }) };
};

type Applied = Result<FileChange[], Refusal>;

const refuse = (reason: Refusal["reason"], detail: string, path: string, hunk?: number): Applied =>
  failure(refusal(reason, detail, hunk === undefined ? { path } : { path, hunk }));

const applyFile = (file: FilePatch, readBase: ReadBase): Applied => {
  const { kind, path } = file;
  const standing = readBase(path);
  if (kind === "add") {
    if (standing !== null) return refuse("file-exists", "a file stands already where it adds one", path);
    return success([{ path, before: null, after: file.content }]);
  }
  const source = kind === "rename" ? file.from : path;
  const before = readBase(source);
  if (before === null) return refuse("missing-file", `there is no file \`${source}\``, path);
  if (kind === "rename" && standing !== null)
    return refuse("file-exists", "a file stands already at its new name", path);
  if (kind === "delete" && file.hunks.length === 0) return success([{ path, before, after: null }]);
  const made = applyHunks(before, file.hunks);
  if ("hunk" in made) return refuse("no-match", "it does not stand exactly where it says", path, made.hunk);
  if (kind === "modify") return success([{ path, before, after: made.text }]);
  if (kind === "rename")
    return success([
      { path: source, before, after: null },
      { path, before: null, after: made.text, from: source },
    ]);
  return made.text === ""
    ? success([{ path, before, after: null }])
    : refuse("no-match", "it does not show the whole file that it deletes", path);
};

/** Every change of the patch, or every file that does not fit. */
export const applyExactly = ({ files }: PatchSet, readBase: ReadBase): Result<FileChange[], Refusal[]> => {
  const applied = files.map((file) => applyFile(file, readBase));
  const refused = applied.flatMap((one) => (one.ok ? [] : [one.error]));
  return refused.length > 0 ? failure(refused) : success(applied.flatMap((one) => (one.ok ? one.value : [])));
};
