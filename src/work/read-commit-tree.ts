/** Reads every file of a commit from the object database: no work tree, no index, no filter, no hook. */
import { listTree } from "../atlas/scan/list-tree.ts";
import { readBlobs } from "../atlas/scan/read-blobs.ts";
import { offlineGit } from "../atlas/scan/stream-git.ts";
import { FailureError } from "../domain/failure.ts";
import { type GitOptions, runGit } from "../git/run-git.ts";

const maxTreeBytes = 1_000_000_000;

export type TreeFile = { mode: "100644" | "100755" | "120000"; content: Buffer };

const modes = { file: "100644", executable: "100755", link: "120000" } as const;

/** Gives path → file; gitlinks are left out. Throws a `FailureError` when the commit or one of its blobs is not there. */
export const readCommitTree = async (gitDir: string, sha: string): Promise<Map<string, TreeFile>> => {
  await requireCommit(sha, { gitDir, env: offlineGit });
  const entries = (await listTree(gitDir, sha)).files.flatMap(({ path, oid, bytes, kind }) =>
    kind === "submodule" ? [] : [{ path, oid, bytes, mode: modes[kind] }],
  );
  let total = 0;
  for (const { path, bytes } of entries) {
    if (bytes === null) throw lacking(path);
    total += bytes;
  }
  if (total > maxTreeBytes) throw tooLarge(sha, total);
  const files = new Map<string, TreeFile>();
  const keep = (index: number, bytes: Buffer | null): void => {
    const { path, mode } = entries[index] as (typeof entries)[number];
    if (bytes === null) throw lacking(path);
    // What git gives lies in a buffer that is used again.
    files.set(path, { mode, content: Buffer.from(bytes) });
  };
  const oids = entries.map(({ oid }) => oid);
  await readBlobs(gitDir, oids, keep, { maxBytes: maxTreeBytes });
  return files;
};

const requireCommit = async (sha: string, options: GitOptions): Promise<void> => {
  const isFullName = /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(sha);
  const found = isFullName && (await runGit(["cat-file", "-e", `${sha}^{commit}`], options)).exitCode === 0;
  if (found) return;
  throw new FailureError({
    kind: "usage",
    message: `The checkout has no commit ${sha}`,
    hint: "Give the full name of a commit and fetch it first: git fetch --unshallow, or fetch-depth: 0 in actions/checkout.",
  });
};

const lacking = (path: string): FailureError =>
  new FailureError({
    kind: "usage",
    message: `The checkout lacks the content of ${path}`,
    hint: "Use a full clone, without --filter.",
  });

const tooLarge = (sha: string, bytes: number): FailureError =>
  new FailureError({
    kind: "usage",
    message: `The files of commit ${sha} take ${Math.round(bytes / 1e6)} MB; the limit is ${maxTreeBytes / 1e6} MB`,
    hint: "Keep large files out of the repository, or in Git LFS.",
  });
