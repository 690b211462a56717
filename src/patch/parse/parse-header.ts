/** The lines in front of a file's hunks: what they name, and what they ask for that no patch here may do. */
import type { DraftFile } from "../draft.ts";
import { unquotePath } from "../quote-path.ts";
import type { StatedNames } from "./decide-names.ts";
import { startsFile } from "./file-start.ts";
import { isBlank } from "./line-marks.ts";
import { isNameLike, readName } from "./stated-name.ts";

export type Fault = NonNullable<DraftFile["fault"]>;

export type Header = StatedNames & {
  /** Index of its first line. */
  start: number;
  isNewFile: boolean;
  isDeletedFile: boolean;
  oldMode: string | null;
  newMode: string | null;
  baseBlob: string | null;
  fault: Fault | null;
};

export const malformed = (detail: string): Fault => ({ reason: "malformed", detail });

/** A header that says nothing, for hunks that stand below none. */
export const createHeader = (start: number): Header => ({
  start,
  git: null,
  minus: null,
  plus: null,
  index: null,
  renameFrom: null,
  renameTo: null,
  isNewFile: false,
  isDeletedFile: false,
  oldMode: null,
  newMode: null,
  baseBlob: null,
  fault: null,
});

const modeFault = (mode: string): Fault | null => {
  if (mode === "120000") return malformed("it makes or changes a symbolic link; only plain files can be patched");
  if (mode === "160000") return malformed("it makes or changes a submodule; only plain files can be patched");
  return mode === "100644" || mode === "100755"
    ? null
    : malformed(`file mode ${mode.slice(0, 20)} is not known; use 100644`);
};

type Rule = { prefix: string; read: (header: Header, rest: string) => Fault | null };

type NameKey = "minus" | "plus" | "index";

const readNameInto = (key: NameKey) => (header: Header, rest: string) => {
  header[key] = readName(rest);
  return header[key] === null
    ? malformed(`the file name in \`${rest.slice(0, 80)}\` is not well formed: its quotes, spaces or tabs are not`)
    : null;
};

const renameRule = (prefix: string, key: "renameFrom" | "renameTo"): Rule => ({
  prefix,
  read: (header, rest) => {
    const name = rest.startsWith('"') ? unquotePath(rest)?.path : rest.replace(/\r$/, "");
    if (name === undefined || header[key] !== null)
      return malformed(`\`${prefix.trim()}\` is unreadable or stands twice`);
    header[key] = name;
    return null;
  },
});

const readMode = (key: "oldMode" | "newMode") => (header: Header, rest: string) => {
  header[key] = rest.trim();
  return modeFault(rest.trim());
};

const readIndex = (header: Header, rest: string): Fault | null => {
  const match = /^([0-9a-f]{4,64})\.\.[0-9a-f]{4,64}(?: (\d{6}))?\s*$/.exec(rest.slice(0, 160));
  if (!match) return /^[0-9a-f]+,/.test(rest) ? combined() : null;
  const [, blob = "", mode] = match;
  if (!/^0+$/.test(blob)) header.baseBlob ??= blob;
  return mode === undefined ? null : modeFault(mode);
};

const binaryFault = (): Fault => ({
  reason: "binary",
  detail: "binary patches are not accepted; only text files can be changed",
});
const copyFault = (): Fault => malformed("copies are not accepted; write the copy as a new file with all of its lines");
export const combined = (): Fault => malformed("combined diffs of merges are not accepted; write a plain unified diff");
const ignore = (): null => null;

const rules: Rule[] = [
  { prefix: "--- ", read: readNameInto("minus") },
  { prefix: "+++ ", read: readNameInto("plus") },
  {
    prefix: "diff --git ",
    read: (header, rest) => {
      header.git = rest.replace(/\r$/, "");
      return null;
    },
  },
  { prefix: "diff --cc ", read: combined },
  { prefix: "diff --combined ", read: combined },
  { prefix: "Index: ", read: readNameInto("index") },
  { prefix: "=====", read: ignore },
  { prefix: "index ", read: readIndex },
  { prefix: "similarity index ", read: ignore },
  { prefix: "dissimilarity index ", read: ignore },
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
  { prefix: "old mode ", read: readMode("oldMode") },
  { prefix: "new mode ", read: readMode("newMode") },
  { prefix: "GIT binary patch", read: binaryFault },
  { prefix: "Binary files ", read: binaryFault },
];

/** `+++` may stand above `---` when nothing says that the `---` starts the next file or is a removed line. */
const isLateMinus = (texts: string[], at: number): boolean => {
  const name = readName(texts[at]?.slice(4) ?? "");
  return name !== null && isNameLike(name) && !(texts[at + 1]?.startsWith("+++ ") ?? false);
};

/** Does this line not belong to the header any more, because it has one of its kind or is past it? */
const startsAnother = (header: Header, prefix: string, texts: string[], at: number): boolean => {
  const hasNames = header.minus !== null || header.plus !== null;
  if (prefix === "--- ") return header.minus !== null || (header.plus !== null && !isLateMinus(texts, at));
  if (prefix === "+++ ") return header.plus !== null;
  if (prefix.startsWith("diff --")) return header.git !== null || hasNames;
  if (prefix === "Index: ") return header.index !== null || hasNames;
  return hasNames && !startsFile(texts, at, "uncounted");
};

/** Blank lines inside a header are skipped where `---` or `+++` is still to come and does. */
const skipBlanks = (header: Header, texts: string[], at: number): number => {
  if (header.minus !== null || header.plus !== null) return at;
  let next = at;
  while (isBlank(texts[next] ?? "-")) next++;
  return texts[next]?.startsWith("--- ") || texts[next]?.startsWith("+++ ") ? next : at;
};

const modesFault = ({ oldMode, newMode }: Header): Fault | null =>
  oldMode === newMode ? null : malformed("file modes cannot be changed; leave out `old mode` and `new mode`");

/** Reads the header that starts at `start`; `end` is the index of the first line behind it. */
export const parseHeader = (texts: string[], start: number): { header: Header; end: number } => {
  const header = createHeader(start);
  let at = start;
  for (;;) {
    at = skipBlanks(header, texts, at);
    const text = texts[at] ?? "";
    const rule = rules.find(({ prefix }) => text.startsWith(prefix));
    if (!rule || (at > start && startsAnother(header, rule.prefix, texts, at))) break;
    const fault = rule.read(header, text.slice(rule.prefix.length));
    header.fault ??= fault;
    at++;
  }
  header.fault ??= modesFault(header);
  return { header, end: at };
};
