/** Applies and prints patches of the canonical form with nothing but their own numbers, to check what was parsed. */
import type { FileChange, FilePatch, Hunk, PatchSet, ReadBase } from "../../domain/patch.ts";
import { quotePath } from "../quote-path.ts";
import { joinLines, splitLines } from "../text-lines.ts";

const applyHunks = (before: string, hunks: Hunk[]): string => {
  const base = splitLines(before);
  const lines: string[] = [];
  let at = 0;
  let { endsWithNewline } = base;
  for (const hunk of hunks) {
    const oldLines = hunk.lines.filter(({ kind }) => kind !== "add");
    const start = oldLines.length === 0 ? hunk.oldStart : hunk.oldStart - 1;
    lines.push(...base.lines.slice(at, start));
    at = start;
    for (const { kind, text } of hunk.lines) {
      if (kind !== "add" && base.lines[at++] !== text) throw new Error(`line ${at} of the file is not \`${text}\``);
      if (kind !== "remove") lines.push(text);
    }
    if (at === base.lines.length) endsWithNewline = !hunk.newNoNewline;
  }
  lines.push(...base.lines.slice(at));
  return joinLines({ lines, endsWithNewline });
};

const applyFile = (file: FilePatch, readBase: ReadBase): FileChange[] => {
  const { kind, path } = file;
  if (kind === "add") return [{ path, before: readBase(path), after: file.content }];
  const source = kind === "rename" ? file.from : path;
  const before = readBase(source) ?? "";
  if (kind === "delete")
    return [{ path, before, after: file.hunks.length > 0 && applyHunks(before, file.hunks) !== "" ? "rest" : null }];
  const after = applyHunks(before, file.hunks);
  if (kind === "modify") return [{ path, before, after }];
  return [
    { path: source, before, after: null },
    { path, before: readBase(path), after },
  ];
};

/** The changes that the patch makes where its hunks stand exactly at their lines; throws where they do not. */
export const applyExactly = ({ files }: PatchSet, readBase: ReadBase): FileChange[] =>
  files.flatMap((file) => applyFile(file, readBase));

const printHunk = ({ oldStart, newStart, section, lines, oldNoNewline, newNoNewline }: Hunk): string[] => {
  const marks = { context: " ", remove: "-", add: "+" };
  const count = (other: "add" | "remove") => lines.filter(({ kind }) => kind !== other).length;
  const lastOf = (other: "add" | "remove") => lines.findLastIndex(({ kind }) => kind !== other);
  const printed = lines.flatMap(({ kind, text }, index) => {
    const isOpen = (oldNoNewline && index === lastOf("add")) || (newNoNewline && index === lastOf("remove"));
    return [marks[kind] + text, ...(isOpen ? ["\\ No newline at end of file"] : [])];
  });
  const header = `@@ -${oldStart},${count("add")} +${newStart},${count("remove")} @@`;
  return [section === "" ? header : `${header} ${section}`, ...printed];
};

const hunksOf = (file: FilePatch): Hunk[] => {
  if (file.kind !== "add") return file.hunks;
  const { lines, endsWithNewline } = splitLines(file.content);
  if (lines.length === 0) return [];
  const added = lines.map((text) => ({ kind: "add" as const, text }));
  return [{ oldStart: 0, newStart: 1, section: "", lines: added, oldNoNewline: false, newNoNewline: !endsWithNewline }];
};

const printFile = (file: FilePatch): string[] => {
  const from = file.kind === "rename" ? file.from : file.path;
  const modes = {
    add: ["new file mode 100644"],
    delete: ["deleted file mode 100644"],
    modify: [],
    rename: [`rename from ${quotePath(from)}`, `rename to ${quotePath(file.path)}`],
  };
  const hunks = hunksOf(file);
  const names = [
    `--- ${file.kind === "add" ? "/dev/null" : quotePath(`a/${from}`)}`,
    `+++ ${file.kind === "delete" ? "/dev/null" : quotePath(`b/${file.path}`)}`,
  ];
  return [
    `diff --git ${quotePath(`a/${from}`)} ${quotePath(`b/${file.path}`)}`,
    ...modes[file.kind],
    ...(hunks.length > 0 ? names : []),
    ...hunks.flatMap(printHunk),
  ];
};

export const printPatchSet = ({ files }: PatchSet): string => `${files.flatMap(printFile).join("\n")}\n`;
