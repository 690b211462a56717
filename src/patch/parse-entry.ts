/** A header and its hunks become one file of the canonical form, or the reason why they do not. */
import type { FilePatch, Hunk, HunkLine } from "../domain/patch.ts";
import { decideNames } from "./names.ts";
import type { Fault, Header } from "./parse-header.ts";
import { joinLines } from "./text-lines.ts";

const malformed = (detail: string): Fault => ({ reason: "malformed", detail });

/** In a new or deleted file every line has the same marker; only blank lines may have lost theirs. */
const isAll = (kind: HunkLine["kind"], hunks: Hunk[]): boolean =>
  hunks.every((hunk) =>
    hunk.lines.every((line) => line.kind === kind || (line.kind === "context" && line.text === "")),
  );

const withKind = (kind: HunkLine["kind"], hunk: Hunk): Hunk => ({
  ...hunk,
  lines: hunk.lines.map(({ text }) => ({ kind, text })),
});

const decideAdd = (path: string, { pair }: Header, hunks: Hunk[]): FilePatch | Fault => {
  const [hunk] = hunks;
  if (!hunk && pair) return malformed("the new file has no hunk: write `@@ -0,0 +1,count @@` and its lines with `+`");
  if (!hunk) return { kind: "add", path, content: "" };
  if (hunks.length > 1) return malformed("a new file is written as one hunk that holds all of its lines");
  if (!isAll("add", hunks)) return malformed("it is a new file, so every line must be an added line (`+`)");
  const lines = hunk.lines.map(({ text }) => text);
  return { kind: "add", path, content: joinLines({ lines, endsWithNewline: !hunk.newNoNewline }) };
};

const decideDelete = (path: string, hunks: Hunk[]): FilePatch | Fault => {
  if (!isAll("remove", hunks)) return malformed("it deletes the file, so every line must be a removed line (`-`)");
  return { kind: "delete", path, hunks: hunks.map((hunk) => withKind("remove", hunk)) };
};

/** Decides what the entry does from its names, its mode lines and `/dev/null`, which must all say the same. */
export const decideEntry = (header: Header, hunks: Hunk[]): FilePatch | Fault => {
  if (header.fault) return header.fault;
  const names = decideNames(header);
  if (typeof names === "string") return malformed(names);
  const path = names.after ?? names.before ?? "";
  const isAdd = header.isNewFile || names.before === null;
  const isDelete = header.isDeletedFile || names.after === null;
  if (isAdd && isDelete) return malformed("it says both that the file is new and that it is deleted");
  if (header.renameFrom !== null && names.before !== null) {
    if (isAdd || isDelete) return malformed("a renamed file can be neither new nor deleted");
    if (names.before === path) return malformed("it renames the file to the name that it has");
    return { kind: "rename", path, from: names.before, hunks };
  }
  if (isAdd) return decideAdd(path, header, hunks);
  if (isDelete) return decideDelete(path, hunks);
  if (hunks.length === 0)
    return malformed("it has no hunks: write `@@ -line,count +line,count @@` and the lines below it");
  return { kind: "modify", path, hunks };
};

/** The best guess at the file that a refused entry means, for people to find it. */
export const guessPath = (header: Header): string | null => {
  const names = [header.renameTo, header.pair?.after, header.pair?.before].filter(
    (name) => name && name !== "/dev/null",
  );
  const name = names[0] ?? header.git?.split(" ").at(-1);
  return name === undefined || name === null ? null : name.replace(/^[ab]\//, "");
};
