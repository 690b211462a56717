/** The lines in front of a file's hunks: what they name, and what they ask for that no patch here may do. */
import type { Refusal } from "../domain/patch.ts";
import { isNamePair } from "./diff-lines.ts";
import { readName, type StatedNames } from "./names.ts";
import { unquotePath } from "./quote-path.ts";

export type Fault = { reason: Refusal["reason"]; detail: string };

export type Header = StatedNames & {
  /** 0-based index of the first line. */
  at: number;
  isNewFile: boolean;
  isDeletedFile: boolean;
  fault: Fault | null;
};

const malformed = (detail: string): Fault => ({ reason: "malformed", detail });

const modeFault = (mode: string): Fault | null => {
  if (mode === "120000") return malformed("it makes or changes a symbolic link; only plain files can be patched");
  if (mode === "160000") return malformed("it makes or changes a submodule; only plain files can be patched");
  return mode === "100644" || mode === "100755" ? null : malformed(`file mode ${mode} is not known; use 100644`);
};

type Rule = { prefix: string; read: (header: Header, rest: string) => Fault | null };

const nameRule = (prefix: string, key: "git" | "index"): Rule => ({
  prefix,
  read: (header, rest) => {
    header[key] = rest.trimEnd();
    return null;
  },
});

const renameRule = (prefix: string, key: "renameFrom" | "renameTo"): Rule => ({
  prefix,
  read: (header, rest) => {
    const name = rest.startsWith('"') ? unquotePath(rest)?.path : rest;
    if (name === undefined || header[key] !== null)
      return malformed(`\`${prefix.trim()}\` is unreadable or stands twice`);
    header[key] = name;
    return null;
  },
});

const binaryFault = (): Fault => ({
  reason: "binary",
  detail: "binary patches are not accepted; only text files can be changed",
});
const modeChange = (): Fault => malformed("file modes cannot be changed; leave out `old mode` and `new mode`");
const copyFault = (): Fault => malformed("copies are not accepted; write the copy as a new file with all of its lines");
const combined = (): Fault => malformed("combined diffs of merges are not accepted; write a plain unified diff");
const ignored = (): null => null;

const rules: Rule[] = [
  nameRule("diff --git ", "git"),
  { prefix: "diff --cc ", read: combined },
  { prefix: "diff --combined ", read: combined },
  nameRule("Index: ", "index"),
  { prefix: "====================", read: ignored },
  {
    prefix: "index ",
    read: (_, rest) => {
      const mode = /^\S+ (\d{6})\s*$/.exec(rest)?.[1];
      return mode === undefined ? null : modeFault(mode);
    },
  },
  { prefix: "similarity index ", read: ignored },
  { prefix: "dissimilarity index ", read: ignored },
  {
    prefix: "new file mode ",
    read: (header, rest) => {
      header.isNewFile = true;
      const mode = rest.trim();
      return mode === "100755" ? malformed("a new file can only have mode 100644") : modeFault(mode);
    },
  },
  {
    prefix: "deleted file mode ",
    read: (header, rest) => {
      header.isDeletedFile = true;
      return modeFault(rest.trim());
    },
  },
  renameRule("rename from ", "renameFrom"),
  renameRule("rename to ", "renameTo"),
  { prefix: "copy from ", read: copyFault },
  { prefix: "copy to ", read: copyFault },
  { prefix: "old mode ", read: modeChange },
  { prefix: "new mode ", read: modeChange },
  { prefix: "GIT binary patch", read: binaryFault },
  { prefix: "Binary files ", read: binaryFault },
];

/** Reads the header that starts at `at`; `end` is the index of the first line behind it. */
export const parseHeader = (lines: string[], at: number): { header: Header; end: number } => {
  const names: StatedNames = { git: null, pair: null, renameFrom: null, renameTo: null, index: null };
  const header: Header = { ...names, at, isNewFile: false, isDeletedFile: false, fault: null };
  let end = at;
  for (let line = lines[end]; line !== undefined; line = lines[++end]) {
    if (isNamePair(lines, end)) {
      const before = readName(line.slice(4));
      const after = readName(lines[end + 1]?.slice(4) ?? "");
      if (before === null || after === null) header.fault ??= malformed("a quoted file name is not well formed");
      else header.pair = { before, after };
      return { header, end: end + 2 };
    }
    if (end > at && line.startsWith("diff --")) break;
    const rule = rules.find(({ prefix }) => line.startsWith(prefix));
    if (!rule) break;
    const fault = rule.read(header, line.slice(rule.prefix.length));
    header.fault ??= fault;
  }
  return { header, end };
};
