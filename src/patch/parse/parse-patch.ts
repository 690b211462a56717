/** Text that `renderPatch` or git printed becomes a PatchSet; what is not exact in everything is refused. */
import type { FilePatch, Hunk, HunkLine, PatchSet, Refusal } from "../../domain/patch.ts";
import { failure, type Result, success } from "../../domain/result.ts";
import type { DraftFile, DraftHunk } from "../draft.ts";
import { refusal } from "../refusal.ts";
import { joinLines } from "../text-lines.ts";
import { validatePaths } from "../validate.ts";
import { findHeaderFault } from "./canonical-header.ts";
import { decideHunk } from "./decide-hunk.ts";
import { parseDiff } from "./parse-diff.ts";

const pathOf = ({ before, after }: DraftFile): string | null => after?.[0] ?? before?.[0] ?? null;

const malformed = (file: DraftFile, line: number, detail: string, hunk?: number): Refusal =>
  refusal("malformed", detail, { path: pathOf(file), line, ...(hunk === undefined ? {} : { hunk }) });

const endOf = ({ at, lines }: DraftHunk): number => at + 1 + lines.length;

/** Hunks must follow each other without a line between them, from the header to `end`, the next file's line. */
const findGap = (file: DraftFile, end: number): Refusal | null => {
  for (const [index, hunk] of file.hunks.entries()) {
    const next = file.hunks[index + 1]?.at ?? end;
    if (endOf(hunk) !== next) return malformed(file, endOf(hunk), "the line belongs to no hunk");
  }
  return null;
};

const isAll = (kind: HunkLine["kind"], hunks: Hunk[]): boolean =>
  hunks.every(({ lines }) => lines.every((line) => line.kind === kind));

const decideAdd = (draft: DraftFile, path: string, hunks: Hunk[]): FilePatch | Refusal => {
  const [hunk] = hunks;
  if (!hunk) return { kind: "add", path, content: "" };
  if (hunks.length > 1 || !isAll("add", hunks))
    return malformed(draft, draft.at, "a new file has one hunk, and every line of it is added");
  const lines = hunk.lines.map(({ text }) => text);
  return { kind: "add", path, content: joinLines({ lines, endsWithNewline: !hunk.newNoNewline }) };
};

const decideFile = (draft: DraftFile, hunks: Hunk[]): FilePatch | Refusal => {
  const path = pathOf(draft);
  if (path === null) return malformed(draft, draft.at, "the entry names no file");
  if (draft.kind === "add") return decideAdd(draft, path, hunks);
  if (draft.kind === "rename") return { kind: "rename", path, from: draft.before?.[0] ?? path, hunks };
  if (draft.kind === "unknown") return { kind: "modify", path, hunks };
  if (isAll("remove", hunks)) return { kind: "delete", path, hunks };
  return malformed(draft, draft.at, "it deletes the file, so every line must be removed");
};

/** Reads the entry that reaches to line `end` of `lines`, counted from 1. */
const readFile = (draft: DraftFile, lines: string[], end: number): FilePatch | Refusal => {
  if (draft.fault) return refusal(draft.fault.reason, draft.fault.detail, { path: pathOf(draft), line: draft.at });
  const hunks: Hunk[] = [];
  for (const [index, hunk] of draft.hunks.entries()) {
    const decided = decideHunk(hunk, lines[hunk.at - 1] ?? "");
    if (!decided.ok) return malformed(draft, decided.error.line, decided.error.detail, index + 1);
    hunks.push(decided.value);
  }
  const gap = findGap(draft, end);
  if (gap) return gap;
  const file = decideFile(draft, hunks);
  if ("reason" in file) return file;
  const header = lines.slice(draft.at - 1, (draft.hunks[0]?.at ?? end) - 1);
  const fault = findHeaderFault(header, file, hunks.length > 0);
  return fault ? malformed(draft, draft.at + fault.index, fault.detail) : file;
};

/** Gives every entry of the patch, or every reason why one is refused; `line` counts the lines of `text` from 1. */
export const parsePatch = (text: string): Result<PatchSet, Refusal[]> => {
  if (text === "") return failure([refusal("empty", "the patch is empty")]);
  const lines = text.split("\n");
  if (lines.pop() !== "")
    return failure([
      refusal("malformed", "the patch is cut off: its last line does not end", { line: lines.length + 1 }),
    ]);
  const drafts = parseDiff({
    lines: lines.map((line, index) => ({ text: line, at: index + 1 })),
    path: null,
    isClosed: true,
    isFenced: true,
  });
  const [first] = drafts;
  if (!first) return failure([refusal("empty", "the text holds no unified diff")]);
  if (first.at > 1 && !first.fault) return failure([malformed(first, 1, "the line belongs to no file")]);
  const read = drafts.map((draft, index) => readFile(draft, lines, drafts[index + 1]?.at ?? lines.length + 1));
  const files = read.filter((one) => "kind" in one);
  const refused = [...read.filter((one) => "reason" in one), ...validatePaths(files)];
  return refused.length > 0 ? failure(refused) : success({ files });
};
