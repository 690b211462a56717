/** A PatchSet becomes the new texts of files, all or nothing. */
import type { FileChange, FilePatch, Hunk, PatchSet, ReadBase, Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { applyHunks } from "./apply-hunks.ts";
import { refusal } from "./refusal.ts";
import { joinLines } from "./text-lines.ts";
import { ancestorsOf } from "./validate.ts";

/** What a patch is applied to; `gone` holds the paths that it takes away. */
type Base = { read: ReadBase; gone: Set<string> };

type Applied = Result<FileChange[], Refusal[]>;

const refuse = (reason: Refusal["reason"], path: string, detail: string): Applied =>
  failure([refusal(reason, detail, { path })]);

const applyNew = (path: string, content: string, base: Base): Applied => {
  const file = ancestorsOf(path).find((directory) => !base.gone.has(directory) && base.read(directory) !== null);
  if (file !== undefined)
    return refuse("file-exists", path, `\`${file}\` is a file, so nothing can be written below it`);
  return success([{ path, before: null, after: content }]);
};

const applyAdd = (path: string, content: string, base: Base): Applied => {
  const before = base.read(path);
  if (before === null) return applyNew(path, content, base);
  if (before === content) return success([]);
  return refuse("file-exists", path, "the file exists already: change it with hunks that show its present lines");
};

/** Hunks on a file that is not there can only mean a new file, and only when they show no old line. */
const contentOfMissing = (hunks: Hunk[]): string | null => {
  const [hunk] = hunks;
  if (!hunk || hunks.length > 1 || hunk.oldStart > 0 || hunk.lines.some(({ kind }) => kind !== "add")) return null;
  return joinLines({ lines: hunk.lines.map(({ text }) => text), endsWithNewline: !hunk.newNoNewline });
};

const applyToFile = (
  file: Exclude<FilePatch, { kind: "add" }>,
  source: string,
  before: string,
  base: Base,
): Applied => {
  const { kind, path, hunks } = file;
  if (kind === "rename" && base.read(path) !== null)
    return refuse("file-exists", path, "a file of the new name exists already");
  if (kind === "delete" && hunks.length === 0) return success([{ path, before, after: null }]);
  const applied = applyHunks(before, hunks, source);
  if (!applied.ok) return applied;
  const after = applied.value;
  if (kind === "modify") return success([{ path, before, after }]);
  if (kind === "delete") {
    if (after === "") return success([{ path, before, after: null }]);
    return refuse("no-match", path, "the patch deletes the file but shows only a part of it: remove all of its lines");
  }
  const target = applyNew(path, after, base);
  return target.ok ? success([{ path: source, before, after: null }, ...target.value]) : target;
};

const applyFile = (file: FilePatch, base: Base): Applied => {
  if (file.kind === "add") return applyAdd(file.path, file.content, base);
  const source = file.kind === "rename" ? file.from : file.path;
  const before = base.read(source);
  if (before !== null) return applyToFile(file, source, before, base);
  const content = file.kind === "modify" ? contentOfMissing(file.hunks) : null;
  if (content !== null) return applyNew(source, content, base);
  return refuse(
    "missing-file",
    source,
    "the file does not exist: check its path, or write it as a new file from /dev/null",
  );
};

const goneWith = (file: FilePatch): string[] =>
  file.kind === "delete" ? [file.path] : file.kind === "rename" ? [file.from] : [];

/**
 * The changes in the order of the patch, or every refusal and no change. A rename gives two changes, old name first;
 * a file that stays as it is gives none.
 */
export const applyPatch = (patch: PatchSet, readBase: ReadBase): Result<FileChange[], Refusal[]> => {
  const base: Base = { read: readBase, gone: new Set(patch.files.flatMap(goneWith)) };
  const applied = patch.files.map((file) => applyFile(file, base));
  const refused = applied.flatMap((one) => (one.ok ? [] : one.error));
  if (refused.length > 0) return failure(refused);
  const changes = applied.flatMap((one) => (one.ok ? one.value : [])).filter(({ before, after }) => before !== after);
  if (changes.length > 0) return success(changes);
  return failure([refusal("no-change", "the patch changes nothing: every file already has the text that it asks for")]);
};
