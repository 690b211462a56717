/** The file tree that a run edits: a copy of a commit without `.git`, held in memory and kept equal on disk. */
import { mkdirSync, mkdtempSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { FailureError } from "../domain/failure.ts";
import type { FileChange } from "../domain/patch.ts";
import type { FileBlob, WorkItem } from "../domain/work-item.ts";
import { removeAbandoned } from "../sandbox/remove-abandoned.ts";
import { removeTree } from "../sandbox/remove-tree.ts";
import { findGitDir } from "./find-git-dir.ts";
import { isInsideTarget, isTreePath } from "./is-tree-path.ts";
import { readCommitTree, type TreeFile } from "./read-commit-tree.ts";
import { createTreeOnDisk } from "./tree-on-disk.ts";

const maxTextBytes = 1_000_000;
const prefix = "workspace-";
/** Longer than any deadline: no claim may still stand in what is older. */
const abandonedMilliseconds = 3 * 24 * 3_600_000;

export type Workspace = {
  /** The tree on disk, for commands. */
  root: string;
  /** A directory beside the tree, for reports and the home of commands. */
  scratch: string;
  /** Tracked paths, sorted by code unit. */
  list: () => string[];
  /** The text of a tracked file; null when it is missing, a link, over `maxBytes` (1 MB), binary or not UTF-8. Never reads the disk. */
  read: (path: string, maxBytes?: number) => string | null;
  /** Why a tracked file has no text; null for others. */
  faultOf: (path: string) => { reason: "binary"; detail: string } | null;
  /** The files as they were when the workspace was made. */
  start: Pick<Workspace, "list" | "read">;
  /** Paths that differ from the start: written, added or removed. */
  changed: () => string[];
  /** Applies changes in memory and on disk; a new file is not executable, an old one keeps its mode. */
  write: (changes: FileChange[]) => void;
  /** Makes the present state the one that `reset` goes back to. */
  keep: () => void;
  /** Goes back to the kept state and mends tracked files that commands touched; other files of theirs stay. */
  reset: () => void;
  /** Mends the tracked files that commands touched, without going back: what runs next is about the present state. */
  mend: () => void;
  /** Lends the disk with the files as they were at the start, and puts the present ones back; what is read here stays as it is. */
  atStart: <T>(use: () => Promise<T>) => Promise<T>;
};

export type WorkspaceOptions = {
  /** A git checkout or a bare repository; it is only read. */
  checkout: string;
  start: WorkItem["start"];
  /** Where the workspace's temporary directory is made. */
  scratchRoot: string;
};

/** A workspace that whoever opened it must remove. Throws a `FailureError` when the checkout or the commit is not there. */
export const openWorkspace = async (
  options: WorkspaceOptions,
): Promise<{ workspace: Workspace; remove: () => void }> => {
  const { sha, overlay } = options.start;
  const files = sha === null ? new Map<string, TreeFile>() : await readCommitTree(findGitDir(options.checkout), sha);
  for (const blob of overlay) layOver(files, blob);
  for (const [path, file] of files) if (!mayStand(path, file)) files.delete(path);

  mkdirSync(options.scratchRoot, { recursive: true });
  requireOurs(options.scratchRoot);
  removeAbandoned(options.scratchRoot, prefix, abandonedMilliseconds);
  const home = realpathSync(mkdtempSync(join(options.scratchRoot, prefix)));
  const remove = (): void => {
    try {
      removeTree(home);
    } catch {
      // No result is lost for it: it goes with what was abandoned.
    }
  };
  try {
    return { workspace: createWorkspace(home, files), remove };
  } catch (error) {
    remove();
    throw error;
  }
};

/** Lends a workspace and removes it afterwards. Throws as `openWorkspace` does. */
export const withWorkspace = async <T>(
  options: WorkspaceOptions,
  use: (workspace: Workspace) => Promise<T>,
): Promise<T> => {
  const { workspace, remove } = await openWorkspace(options);
  try {
    return await use(workspace);
  } finally {
    remove();
  }
};

/** Whoever owns a directory may put another tree in the place of ours, which root then gives away. */
const requireOurs = (directory: string): void => {
  const us = process.getuid?.();
  if (us === undefined || statSync(directory).uid === us) return;
  throw new FailureError({
    kind: "usage",
    message: `${directory}, where work is done, belongs to another user`,
    hint: "Remove it, or set RUNNER_TEMP or TMPDIR to a directory of your own.",
  });
};

const layOver = (files: Map<string, TreeFile>, blob: FileBlob): void => {
  if (blob.content === null) files.delete(blob.path);
  else files.set(blob.path, { mode: blob.mode, content: Buffer.from(blob.content, "base64") });
};

const mayStand = (path: string, file: TreeFile): boolean =>
  isTreePath(path) && (file.mode !== "120000" || isInsideTarget(path, file.content.toString("utf8")));

const createWorkspace = (home: string, start: Map<string, TreeFile>): Workspace => {
  const root = join(home, "tree");
  const scratch = join(home, "scratch");
  mkdirSync(root);
  mkdirSync(scratch);
  const disk = createTreeOnDisk(root);
  let files = new Map(start);
  let kept = new Map(start);
  for (const [path, file] of files) disk.put(path, file);

  const write = (changes: FileChange[]): void => {
    for (const { path } of changes) requireWritable(path, files);
    const modes = new Map([...files].map(([path, { mode }]) => [path, mode]));
    for (const { path, after } of changes) {
      if (after === null) {
        files.delete(path);
        disk.remove(path);
      }
    }
    for (const { path, after, from } of changes) {
      if (after === null) continue;
      const mode = modes.get(from ?? path) ?? "100644";
      const file: TreeFile = { mode, content: Buffer.from(after, "utf8") };
      files.set(path, file);
      disk.put(path, file);
    }
  };

  /** Takes the disk from one state to another, whatever commands did to it since. */
  const move = (from: ReadonlyMap<string, TreeFile>, to: ReadonlyMap<string, TreeFile>): void => {
    for (const path of from.keys()) if (!to.has(path)) disk.remove(path);
    for (const [path, file] of to) {
      if (from.get(path) === file) disk.restore(path, file);
      else disk.put(path, file);
    }
  };

  const reset = (): void => {
    move(files, kept);
    files = new Map(kept);
  };

  const atStart = async <T>(use: () => Promise<T>): Promise<T> => {
    move(files, start);
    try {
      return await use();
    } finally {
      move(start, files);
    }
  };

  return {
    root,
    scratch,
    list: () => [...files.keys()].sort(),
    read: (path, maxBytes) => decodeText(files.get(path), maxBytes),
    start: {
      list: () => [...start.keys()].sort(),
      read: (path, maxBytes) => decodeText(start.get(path), maxBytes),
    },
    faultOf: (path) => {
      const hasText = !files.has(path) || decodeText(files.get(path)) !== null;
      return hasText
        ? null
        : { reason: "binary", detail: "it is a link, or no UTF-8 text of at most 1 MB: it cannot be changed" };
    },
    changed: () =>
      [...new Set([...start.keys(), ...files.keys()])].filter((path) => files.get(path) !== start.get(path)),
    write,
    keep: () => {
      kept = new Map(files);
    },
    reset,
    // What a change removed may have been made again by a command.
    mend: () => move(new Map([...start, ...files]), files),
    atStart,
  };
};

/** Patches are validated before they come here, so an unsafe path is a bug. */
const requireWritable = (path: string, files: Map<string, TreeFile>): void => {
  if (!isTreePath(path)) throw new Error(`Unsafe path in a change: ${JSON.stringify(path)}`);
  const names = path.split("/");
  for (let depth = 1; depth <= names.length; depth++) {
    const ancestor = names.slice(0, depth).join("/");
    if (files.get(ancestor)?.mode === "120000") throw new Error(`A change may not go through the link ${ancestor}`);
  }
};

const decodeText = (file: TreeFile | undefined, maxBytes = maxTextBytes): string | null => {
  if (file === undefined || file.mode === "120000" || file.content.length > maxBytes) return null;
  if (file.content.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(file.content);
  } catch {
    return null;
  }
};
