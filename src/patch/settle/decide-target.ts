/** Which file an entry means, and what is to become of it, decided by the names it states and the files that stand. */
import type { Refusal } from "../../domain/patch.ts";
import { failure, type Result, success } from "../../domain/result.ts";
import type { DraftFile } from "../draft.ts";
import { refusal } from "../refusal.ts";
import { validatePath } from "../validate.ts";
import type { ReplyFiles } from "./reply-files.ts";

export type Target =
  | { kind: "add" | "modify" | "delete"; path: string }
  | { kind: "rename"; path: string; from: string };

type Decided = Result<Target, Refusal>;

const refuse = (reason: Refusal["reason"], detail: string, path: string | null, draft: DraftFile): Decided =>
  failure(refusal(reason, detail, { path, line: draft.at }));

/** Every marked line is an added one, and none is said to stand inside a file. */
const isAllAdded = ({ hunks, content }: DraftFile): boolean =>
  content === null &&
  hunks.length > 0 &&
  hunks.every(({ before }, at) => at > 0 || before.start === null || before.start <= 1) &&
  hunks.every(({ lines }) =>
    lines.every(({ mark, text }) => mark === "+" || mark === "\\" || (mark === "" && text.trim() === "")),
  );

/**
 * A new file that may lie below a directory of one letter, or at the root with a prefix before its name: `b/` alone is a
 * prefix of new names, others are not where such a directory stands; a doubled one is none where no such directory stands.
 */
const isDoubtfulPrefix = (names: string[], files: ReplyFiles): boolean => {
  const [name, other] = names;
  if (name === undefined || other === undefined || !files.list) return false;
  const isDoubled = name.endsWith(other);
  const directory = `${(isDoubled ? name : other).split("/")[0]}/`;
  if (!isDoubled && directory === "b/") return false;
  let stands = false;
  for (const path of files.list()) stands ||= path.startsWith(directory);
  return isDoubled !== stands;
};

const decideAdd = (draft: DraftFile, names: string[], files: ReplyFiles): Decided => {
  const [path] = names;
  if (path === undefined)
    return refuse("malformed", "it names no file: write `--- /dev/null` and `+++ b/path`", null, draft);
  if (isDoubtfulPrefix(names, files))
    return refuse(
      "ambiguous",
      `it can mean a new file \`${path}\` or \`${names[1]}\`: write \`+++ b/path\` with one prefix`,
      path,
      draft,
    );
  return success({ kind: "add", path });
};

const notThere = (path: string, draft: DraftFile): Decided =>
  refuse(
    "missing-file",
    `there is no file \`${path}\`: check the path, or write a new file with \`--- /dev/null\``,
    path,
    draft,
  );

const decideExisting = (draft: DraftFile, kind: "modify" | "delete", names: string[], files: ReplyFiles): Decided => {
  const standing = names.filter((name) => files.read(name) !== null);
  const [path] = standing;
  if (path === undefined) return notThere(names[0] ?? "", draft);
  if (standing.length > 1)
    return refuse(
      "ambiguous",
      `it can mean \`${standing.join("` or `")}\`: write \`--- a/path\` and \`+++ b/path\``,
      path,
      draft,
    );
  return success({ kind, path });
};

const decideRename = (draft: DraftFile, before: string[], after: string[], files: ReplyFiles): Decided => {
  const at = before.findIndex((name) => files.read(name) !== null);
  const [from, path] = [before[at], after[at] ?? after[0]];
  if (path === undefined) return refuse("malformed", "it does not say what the file is renamed to", null, draft);
  if (from === undefined) return notThere(before[0] ?? "", draft);
  if (from === path) return refuse("malformed", "it renames the file to the name that it has", path, draft);
  if (files.read(path) !== null) return refuse("file-exists", `a file \`${path}\` stands already`, path, draft);
  return success({ kind: "rename", path, from });
};

/** A file without text must not leave another name that the entry could mean to be taken. Directories hold files, and are none. */
const findOpaque = (
  names: string[],
  files: ReplyFiles,
): (Pick<Refusal, "reason" | "detail"> & { path: string }) | null => {
  for (const path of names) {
    const fault = files.read(path) === null ? (files.faultOf?.(path) ?? null) : null;
    if (fault !== null && fault.reason !== "file-exists") return { ...fault, path };
  }
  return null;
};

/** Every name that the entry could mean is held against the path grammar before any is looked up. */
export const decideTarget = (draft: DraftFile, files: ReplyFiles): Decided => {
  const { before, after, kind } = draft;
  const names = [...(before ?? []), ...(after ?? [])];
  const guess = after?.[0] ?? before?.[0] ?? null;
  if (draft.fault) return refuse(draft.fault.reason, draft.fault.detail, guess, draft);
  for (const name of names) {
    const unsafe = validatePath(name);
    if (unsafe) return failure({ ...unsafe, line: draft.at });
  }
  const opaque = findOpaque(names, files);
  if (opaque) return refuse(opaque.reason, opaque.detail, opaque.path, draft);
  if (before === null && after === null) return refuse("malformed", "both of its names are /dev/null", null, draft);
  if (guess === null)
    return refuse("malformed", "it names no file: write `--- a/path` and `+++ b/path` above its hunks", null, draft);
  if (kind === "rename") return decideRename(draft, before ?? [], after ?? [], files);
  if (before === null || kind === "add") return decideAdd(draft, after?.length ? after : (before ?? []), files);
  if (after === null || kind === "delete")
    return decideExisting(draft, "delete", before.length > 0 ? before : (after ?? []), files);
  const agreed = after.length > 0 ? after : before;
  const stands = agreed.some((name) => files.read(name) !== null);
  if (!stands && (draft.content !== null || isAllAdded(draft))) return decideAdd(draft, agreed, files);
  return decideExisting(draft, "modify", agreed, files);
};
