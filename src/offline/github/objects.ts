/** Git objects of one bare repository: written through git, read through git once and then from memory, since they never change. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { git, gitText, runGit } from "../../git/run-git.ts";
import {
  decodeCommit,
  decodeTree,
  emptyTree,
  encodeCommit,
  type GitCommit,
  sortEntries,
  type TreeEntry,
  typeOf,
} from "./git-formats.ts";

/** A path below the tree; a null SHA removes it. */
export type TreeChange = { mode: string; sha: string | null; path: string };
type GitObject = { type: string; bytes: Buffer };

export type Objects = {
  gitDir: string;
  /** Type and bytes, or null when there is no such object. Only full SHAs are looked up. */
  read: (sha: string) => Promise<GitObject | null>;
  readCommit: (sha: string) => Promise<GitCommit | null>;
  /** Entries with paths relative to the tree; null when the object is no tree. */
  readTree: (sha: string, recursive: boolean) => Promise<TreeEntry[] | null>;
  writeBlob: (bytes: Uint8Array) => Promise<string>;
  /** The same for many in one go, in their order. */
  writeBlobs: (contents: Uint8Array[]) => Promise<string[]>;
  /** SHAs that `git rev-list` gives; arguments must be SHAs and fixed options, since the answer is kept. */
  revList: (args: string[]) => Promise<string[]>;
  /** Raw listing and patch between two trees or commits, renames found. */
  diff: (from: string, to: string) => Promise<Buffer>;
  /** Lays the changes over a tree (null: the empty one) and gives the SHA of the new root. */
  writeTree: (base: string | null, changes: TreeChange[]) => Promise<string>;
  writeCommit: (commit: Omit<GitCommit, "sha">) => Promise<string>;
  /** Null when the histories have nothing in common. */
  mergeBase: (a: string, b: string) => Promise<string | null>;
  isAncestor: (ancestor: string, descendant: string) => Promise<boolean>;
};

const fullSha = /^[0-9a-f]{40}$/;

export const createObjects = (gitDir: string): Objects => {
  const cache = new Map<string, GitObject>();
  const outputs = new Map<string, Buffer>();
  const trees = new Map<string, TreeEntry[]>();

  const read = async (sha: string): Promise<GitObject | null> => {
    if (!fullSha.test(sha)) return null;
    const known = cache.get(sha);
    if (known) return known;
    const out = await git(["cat-file", "--batch"], { gitDir, input: `${sha}\n` });
    const end = out.indexOf("\n");
    const [, type, size] = out.subarray(0, end).toString("latin1").split(" ");
    if (type === undefined || size === undefined) return null;
    const found = { type, bytes: out.subarray(end + 1, end + 1 + Number(size)) };
    cache.set(sha, found);
    return found;
  };

  /** For questions about immutable objects: git is asked once. */
  const ask = async (args: string[]): Promise<Buffer> => {
    const key = args.join("\0");
    const known = outputs.get(key) ?? (await git(args, { gitDir }));
    outputs.set(key, known);
    return known;
  };

  const readCommit = async (sha: string): Promise<GitCommit | null> => {
    const found = await read(sha);
    return found?.type === "commit" ? decodeCommit(sha, found.bytes) : null;
  };

  const readTree = async (sha: string, recursive: boolean): Promise<TreeEntry[] | null> => {
    if (!fullSha.test(sha)) return null;
    const key = `${recursive ? "r" : ""}${sha}`;
    const known = trees.get(key);
    if (known) return known;
    const result = await runGit(["ls-tree", "-z", "-l", ...(recursive ? ["-r", "-t"] : []), sha], { gitDir });
    if (result.exitCode !== 0) return null;
    const entries = decodeTree(result.stdout);
    trees.set(key, entries);
    return entries;
  };

  const writeTree: Objects["writeTree"] = async (base, changes) => {
    const entries = new Map(
      (base === null ? [] : ((await readTree(base, false)) ?? [])).map((entry) => [entry.path, entry]),
    );
    const folders = new Map<string, TreeChange[]>();
    const put = (path: string, mode: string, type: TreeEntry["type"], sha: string | null) => {
      if (sha === null) entries.delete(path);
      else
        entries.set(path, {
          mode,
          type,
          sha,
          path,
          size: type === "blob" ? (cache.get(sha)?.bytes.length ?? null) : null,
        });
    };
    for (const change of changes) {
      const slash = change.path.indexOf("/");
      if (slash === -1) put(change.path, change.mode, typeOf(change.mode), change.sha);
      else {
        const folder = change.path.slice(0, slash);
        folders.set(folder, [...(folders.get(folder) ?? []), { ...change, path: change.path.slice(slash + 1) }]);
      }
    }
    const writeFolder = async ([folder, inside]: [string, TreeChange[]]): Promise<void> => {
      const before = entries.get(folder);
      const sha = await writeTree(before?.type === "tree" ? before.sha : null, inside);
      put(folder, "040000", "tree", sha === emptyTree ? null : sha);
    };
    await Promise.all([...folders].map(writeFolder));
    const sorted = sortEntries(entries.values());
    const lines = sorted.map((entry) => `${entry.mode} ${entry.type} ${entry.sha}\t${entry.path}\0`);
    const sha = await gitText(["mktree", "-z"], { gitDir, input: lines.join("") });
    trees.set(sha, sorted);
    return sha;
  };

  const writeBlob = async (bytes: Uint8Array): Promise<string> => {
    const sha = await gitText(["hash-object", "-w", "--stdin"], { gitDir, input: bytes });
    cache.set(sha, { type: "blob", bytes: Buffer.from(bytes) });
    return sha;
  };

  const writeBlobs = async (contents: Uint8Array[]): Promise<string[]> => {
    if (contents.length < 2) return Promise.all(contents.map(writeBlob));
    const directory = await mkdtemp(join(gitDir, "incoming-"));
    const paths = contents.map((_, index) => join(directory, String(index)));
    await Promise.all(contents.map((bytes, index) => writeFile(paths[index] ?? "", bytes)));
    const input = `${paths.join("\n")}\n`;
    const shas = (await gitText(["hash-object", "-w", "--no-filters", "--stdin-paths"], { gitDir, input })).split("\n");
    await rm(directory, { recursive: true });
    shas.forEach((sha, index) => {
      cache.set(sha, { type: "blob", bytes: Buffer.from(contents[index] ?? []) });
    });
    return shas;
  };

  return {
    gitDir,
    read,
    readCommit,
    readTree,
    writeTree,
    writeBlob,
    writeBlobs,
    writeCommit: async (commit) => {
      const bytes = encodeCommit(commit);
      const sha = await gitText(["hash-object", "-t", "commit", "-w", "--stdin"], { gitDir, input: bytes });
      cache.set(sha, { type: "commit", bytes });
      return sha;
    },
    mergeBase: async (a, b) => {
      if ((await readCommit(b))?.parents.includes(a)) return a;
      const result = await runGit(["merge-base", a, b], { gitDir });
      return result.exitCode === 0 ? result.stdout.toString("utf8").trim() : null;
    },
    revList: async (args) =>
      (await ask(["rev-list", ...args]))
        .toString("utf8")
        .split("\n")
        .filter((line) => line !== ""),
    diff: (from, to) => ask(["diff-tree", "-r", "-M", "--no-commit-id", "--full-index", "--raw", "-z", "-p", from, to]),
    isAncestor: async (ancestor, descendant) => {
      if (ancestor === descendant || (await readCommit(descendant))?.parents.includes(ancestor)) return true;
      return (await runGit(["merge-base", "--is-ancestor", ancestor, descendant], { gitDir })).exitCode === 0;
    },
  };
};
