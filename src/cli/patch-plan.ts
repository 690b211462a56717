/** Decides what is written and removed on disk for a set of changes, with every reason against it found beforehand. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { FileChange, Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { refusal } from "../patch/refusal.ts";
import { validatePath } from "../patch/validate.ts";
import { lookAt, type Place } from "./patch-place.ts";
import type { ReplyText } from "./patch-reply.ts";
import { decideEncoding, encodeText } from "./patch-text.ts";
import { faultOfPlace, type Tree } from "./patch-tree.ts";

/** `mode` holds the permission bits of the base, null for a new file. */
export type PlannedFile = { path: string; bytes: Buffer; mode: number | null };

/** Paths are relative to the tree's root and safe to join to it. */
export type Plan = { written: PlannedFile[]; removed: string[] };

const sourceOf = ({ path, before, from }: FileChange): string | null => from ?? (before === null ? null : path);

/** A directory may give way to a file when the changes take away all that is in it. */
const isEmptied = (root: string, directory: string, removed: ReadonlySet<string>): boolean => {
  try {
    return readdirSync(join(root, directory), { withFileTypes: true }).every((entry) => {
      const path = `${directory}/${entry.name}`;
      return entry.isDirectory() ? isEmptied(root, path, removed) : removed.has(path);
    });
  } catch {
    return false;
  }
};

const mayMakeRoom = (tree: Tree, path: string, place: Place, removed: ReadonlySet<string>): boolean => {
  if (place.kind === "none") return true;
  if (place.kind === "file-above") return removed.has(place.at);
  return place.kind === "directory" && isEmptied(tree.root, path, removed);
};

const missing = (path: string): Refusal => refusal("missing-file", "the file is not there any more", { path });

/** Why no file may be written at the path, apart from its content. */
const targetFault = (tree: Tree, change: FileChange, removed: ReadonlySet<string>, sources: ReadonlySet<string>) => {
  const { path } = change;
  const unsafe = validatePath(path);
  if (unsafe !== null) return unsafe;
  const place = lookAt(tree.root, path);
  if (place.kind === "file") {
    if (sourceOf(change) === path || sources.has(path)) return null;
    return tree.faultOf(path) ?? refusal("file-exists", "a file of this name exists already", { path });
  }
  if (sourceOf(change) === path) return faultOfPlace(path, place) ?? missing(path);
  return mayMakeRoom(tree, path, place, removed) ? null : faultOfPlace(path, place);
};

const removalFault = (tree: Tree, path: string): Refusal | null => {
  const unsafe = validatePath(path);
  if (unsafe !== null) return unsafe;
  const place = lookAt(tree.root, path);
  return place.kind === "file" ? null : (faultOfPlace(path, place) ?? missing(path));
};

const planFile = (tree: Tree, change: FileChange, after: string, reply: ReplyText): Result<PlannedFile, Refusal> => {
  const { path } = change;
  const source = sourceOf(change);
  const before = source === null ? null : tree.textOf(source);
  const encoding = decideEncoding(before, after, reply);
  const bytes = encodeText({ text: after, encoding });
  if (bytes === null)
    return failure(
      refusal(
        "malformed",
        encoding === "latin1"
          ? "the file is not UTF-8 and was read as Latin-1, which lacks a character of the new text: use characters up to U+00FF"
          : "the new text holds half of a surrogate pair, which no file can hold",
        { path },
      ),
    );
  const place = source === null ? null : lookAt(tree.root, source);
  return success({ path, bytes, mode: place?.kind === "file" ? place.stats.mode & 0o777 : null });
};

/** The plan, or every refusal: a link or a directory in the way, a name that is taken, a text that cannot be encoded. */
export const planChanges = (tree: Tree, changes: FileChange[], reply: ReplyText): Result<Plan, Refusal[]> => {
  const kept = new Set(changes.filter(({ after }) => after !== null).map(({ path }) => path));
  const sources = new Set(changes.flatMap(({ from }) => from ?? []));
  const gone = changes.filter(({ after }) => after === null).map(({ path }) => path);
  const removed = new Set([...gone, ...sources].filter((path) => !kept.has(path)));

  const refused = [...removed].map((path) => removalFault(tree, path)).filter((fault) => fault !== null);
  const written: PlannedFile[] = [];
  for (const change of changes) {
    if (change.after === null) continue;
    const fault = targetFault(tree, change, removed, sources);
    const planned = fault === null ? planFile(tree, change, change.after, reply) : failure(fault);
    if (planned.ok) written.push(planned.value);
    else refused.push(planned.error);
  }
  return refused.length > 0 ? failure(refused) : success({ written, removed: [...removed] });
};
