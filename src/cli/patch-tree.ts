/** A directory as the patch engine sees it: texts of plain files, paths, blobs, and why a file cannot be read as text. */
import { constants, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { Refusal } from "../domain/patch.ts";
import { refusal } from "../patch/refusal.ts";
import { validatePath } from "../patch/validate.ts";
import { errorCodeOf } from "./error-code.ts";
import { findWorkTree, listWorkTree, readBlobBytes, type WorkTree } from "./patch-git.ts";
import { lookAt, type Place } from "./patch-place.ts";
import { decodeText, type FileText } from "./patch-text.ts";
import { walkDirectory } from "./patch-walk.ts";

const maxFileMegabytes = 64;
const maxFileBytes = maxFileMegabytes * 1024 * 1024;

/** A tree of fewer entries is walked faster than git starts. */
const maxWalked = 1_000;

export type Tree = {
  /** Absolute, without links. */
  root: string;
  /** The text of a plain file; null where none stands, and where `faultOf` knows why it cannot be taken. */
  read: (path: string) => string | null;
  /** Paths of the tree: all of a small one, those that git does not ignore of a large one, or a bounded walk outside of git. */
  list: () => Iterable<string>;
  /** The text of a blob by its id or the start of it; null outside of git, for an unknown id and for what is no text. */
  readBlob: (id: string) => string | null;
  /** Why a path where something stands gave no text. */
  faultOf: (path: string) => Refusal | null;
  /** The text with its encoding, as `read` gave it. */
  textOf: (path: string) => FileText | null;
};

/** Why nothing may be read or written where `place` is not a plain file; null for a free place. */
export const faultOfPlace = (path: string, place: Exclude<Place, { kind: "file" }>): Refusal | null => {
  const fault = (reason: Refusal["reason"], detail: string) => refusal(reason, detail, { path });
  if (place.kind === "none") return null;
  if (place.kind === "hidden") return fault("missing-file", `the file system does not open it (${place.code})`);
  if (place.kind === "directory") return fault("file-exists", "a directory stands at this path");
  if (place.kind === "file-above")
    return fault("file-exists", `\`${place.at}\` is a file, so nothing can stand below it`);
  const subject = place.at === path ? "it" : `its directory \`${place.at}\``;
  if (place.kind === "link")
    return fault("unsafe-path", `${subject} is a symbolic link: patches neither follow nor change links`);
  return fault("unsafe-path", `${subject} is neither a plain file nor a directory`);
};

type Reading = { text: FileText | null; fault: Refusal | null };

const readPlainFile = (root: string, path: string): Reading => {
  const refuse = (reason: Refusal["reason"], detail: string): Reading => ({
    text: null,
    fault: refusal(reason, detail, { path }),
  });
  try {
    const place = lookAt(root, path);
    if (place.kind !== "file") return { text: null, fault: faultOfPlace(path, place) };
    const { size } = place.stats;
    if (size > maxFileBytes)
      return refuse("binary", `the file has ${size} bytes; more than ${maxFileMegabytes} MB are not read`);
    const bytes = readFileSync(join(root, path), { flag: constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) });
    const text = decodeText(bytes);
    return text === null ? refuse("binary", "the file is binary, not text") : { text, fault: null };
  } catch (error) {
    return refuse("missing-file", `the file cannot be read (${errorCodeOf(error)})`);
  }
};

/** Reads lazily and each file, list and blob once; `directory` must exist. */
export const readTree = (directory: string): Tree => {
  const root = realpathSync(directory);
  const readings = new Map<string, Reading>();
  const blobs = new Map<string, string | null>();
  let workTree: WorkTree | null | undefined;
  let listed: string[] | undefined;

  const findOnce = (): WorkTree | null => {
    if (workTree === undefined) workTree = findWorkTree(root);
    return workTree;
  };
  const readOnce = (path: string): Reading => {
    const known = readings.get(path);
    if (known) return known;
    const reading = validatePath(path) === null ? readPlainFile(root, path) : { text: null, fault: null };
    readings.set(path, reading);
    return reading;
  };
  const readBlobText = (id: string): string | null => {
    const tree = findOnce();
    const bytes = tree === null ? null : readBlobBytes(tree, id, maxFileBytes);
    return bytes === null ? null : (decodeText(bytes)?.text ?? null);
  };
  const listOnce = (): string[] => {
    const near = walkDirectory(root, maxWalked);
    if (near.isWhole) return near.paths;
    const tree = findOnce();
    const known = tree === null ? null : listWorkTree(tree, root);
    // All of a directory may be ignored by the repository around it, and is then no part of it.
    return known === null || known.length === 0 ? walkDirectory(root).paths : known;
  };

  return {
    root,
    read: (path) => readOnce(path).text?.text ?? null,
    list: () => {
      listed ??= listOnce();
      return listed;
    },
    readBlob: (id) => {
      const known = blobs.get(id);
      const text = known === undefined ? readBlobText(id) : known;
      blobs.set(id, text);
      return text;
    },
    faultOf: (path) => readOnce(path).fault,
    textOf: (path) => readOnce(path).text,
  };
};
