/** Lists the tracked files of a commit with their sizes; nothing is checked out and no blob is opened. */
import { isUtf8 } from "node:buffer";
import { FailureError } from "../../domain/failure.ts";
import { isFullName, resolveCommit } from "./resolve-commit.ts";
import { sizeBlobs } from "./size-blobs.ts";
import { type GitEnd, streamGit } from "./stream-git.ts";

export type TrackedFile = {
  path: string;
  oid: string;
  /** Null for a submodule, and for a blob that a partial clone lacks and that must not be asked for. */
  bytes: number | null;
  kind: "file" | "executable" | "link" | "submodule";
};

export type TreeListing = {
  /** Sorted by path, code unit by code unit. */
  files: TrackedFile[];
  /** How many paths were left out because they are not UTF-8. */
  unnamed: number;
};

const maxListingBytes = 512 * 1024 * 1024;

const kinds: Record<string, TrackedFile["kind"]> = {
  "100644": "file",
  "100755": "executable",
  "120000": "link",
  "160000": "submodule",
};

/** Throws a `FailureError` when the commit is missing, nothing was committed yet, or the tree cannot be read. */
export const listTree = async (gitDir: string, revision: string): Promise<TreeListing> => {
  const commit = isFullName(revision) ? revision : await resolveCommit(gitDir, revision);
  const sized = await runListing(gitDir, commit, ["-l"]);
  if (sized.end.exitCode === 0) return parseListing(sized.listing);
  if (commit === revision) await resolveCommit(gitDir, revision);
  // In a partial clone git ends at the first blob that it lacks.
  const { end, listing } = await runListing(gitDir, commit, []);
  if (end.exitCode !== 0) throw unreadable(commit, end.stderr);
  const { files, unnamed } = parseListing(listing);
  const blobs = files.filter(({ kind }) => kind !== "submodule").map(({ oid }) => oid);
  const sizes = await sizeBlobs(gitDir, commit, blobs).catch(() => {
    throw unreadable(commit, sized.end.stderr);
  });
  return { files: files.map((file) => ({ ...file, bytes: sizes.get(file.oid) ?? null })), unnamed };
};

const runListing = async (
  gitDir: string,
  commit: string,
  flags: string[],
): Promise<{ end: GitEnd; listing: Buffer }> => {
  const chunks: Buffer[] = [];
  let size = 0;
  const end = await streamGit(["ls-tree", "-r", "-z", ...flags, "--full-tree", commit], {
    gitDir,
    onChunk: (chunk) => {
      size += chunk.length;
      chunks.push(chunk);
      return size > maxListingBytes ? false : undefined;
    },
  });
  if (size > maxListingBytes)
    throw unreadable(commit, `its listing is longer than ${maxListingBytes / 1024 / 1024} MiB`);
  return { end, listing: Buffer.concat(chunks, size) };
};

const unreadable = (commit: string, reason: string): FailureError =>
  new FailureError({
    kind: "usage",
    message: `The tree of ${commit} cannot be read: ${reason.slice(0, 300)}`,
    hint: "Use a full clone (no --filter=tree:0), and see what `git fsck` says.",
  });

/** `<mode> <type> <oid> <size>\t<path>`, the size only where it was asked for, each ended by NUL. */
const parseListing = (listing: Buffer): TreeListing => {
  const files: TrackedFile[] = [];
  const add = (entry: string): void => {
    const tab = entry.indexOf("\t");
    const [mode = "", , oid = "", size = ""] = entry.slice(0, tab).split(/ +/);
    const bytes = /^\d+$/.test(size) ? Number(size) : null;
    files.push({ path: entry.slice(tab + 1), oid, bytes, kind: kinds[mode] ?? "file" });
  };
  let unnamed = 0;
  if (isUtf8(listing)) {
    for (const entry of listing.toString("utf8").split("\0")) if (entry !== "") add(entry);
  } else {
    for (let start = 0; start < listing.length; ) {
      const end = listing.indexOf(0, start);
      const entry = listing.subarray(start, end);
      if (isUtf8(entry)) add(entry.toString("utf8"));
      else unnamed++;
      start = end + 1;
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, unnamed };
};
