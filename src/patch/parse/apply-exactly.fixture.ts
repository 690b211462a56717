/** Applies and prints patches of the canonical form with nothing but their own numbers, to check what was parsed. */
import type { FileChange, FilePatch, Hunk, PatchSet, ReadBase } from "../../domain/patch.ts";
import { applyExactly as apply } from "../apply-exactly.ts";
import { quotePath } from "../quote-path.ts";
import { splitLines } from "../text-lines.ts";

/** The changes that the patch makes; throws where a hunk does not stand exactly at its lines. */
export const applyExactly = (patch: PatchSet, readBase: ReadBase): FileChange[] => {
  const applied = apply(patch, readBase);
  if (!applied.ok) throw new Error(JSON.stringify(applied.error));
  return applied.value.map(({ path, before, after }) => ({ path, before, after }));
};

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
