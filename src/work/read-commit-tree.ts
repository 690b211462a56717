/** Reads every file of a commit from the object database: no work tree, no index, no filter, no hook. */
import { FailureError } from "../domain/failure.ts";
import { type GitOptions, git, runGit } from "../git/run-git.ts";

const maxTreeBytes = 1_000_000_000;

export type TreeFile = { mode: "100644" | "100755" | "120000"; content: Buffer };

type Entry = { path: string; mode: string; oid: string };

/** Gives path → file; gitlinks are left out. Throws a `FailureError` when the commit or one of its blobs is not there. */
export const readCommitTree = async (gitDir: string, sha: string): Promise<Map<string, TreeFile>> => {
  // A partial clone would fetch what it lacks, with the credentials of the checkout.
  const options: GitOptions = { gitDir, env: { GIT_NO_LAZY_FETCH: "1" } };
  await requireCommit(sha, options);
  const listing = await git(["ls-tree", "-r", "-z", "--full-tree", sha], options);
  const entries = parseListing(listing).filter((entry) => entry.mode !== "160000");
  const blobs = await readBlobs(entries, sha, options);
  return new Map(
    entries.map(({ path, mode }, i) => [path, { mode: fileMode(mode), content: blobs[i] ?? Buffer.alloc(0) }]),
  );
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

/** `<mode> <type> <oid>\t<path>` per entry; a path that is not UTF-8 cannot be named in a patch and is left out. */
const parseListing = (listing: Buffer): Entry[] => {
  const entries: Entry[] = [];
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let start = 0; start < listing.length; ) {
    const end = listing.indexOf(0, start);
    const tab = listing.indexOf(9, start);
    const [mode = "", , oid = ""] = listing.toString("latin1", start, tab).split(" ");
    try {
      entries.push({ path: decoder.decode(listing.subarray(tab + 1, end)), mode, oid });
    } catch {}
    start = end + 1;
  }
  return entries;
};

/** Gives the contents in the order of the entries; asks for the sizes first, so that a huge tree is refused unread. */
const readBlobs = async (entries: Entry[], sha: string, options: GitOptions): Promise<Buffer[]> => {
  const input = entries.map((entry) => `${entry.oid}\n`).join("");
  const headers = (await git(["cat-file", "--batch-check"], { ...options, input })).toString("latin1").split("\n");
  const sizes = entries.map((entry, i) => sizeIn(headers[i] ?? "", entry));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > maxTreeBytes) throw tooLarge(sha, total);

  const stream = await git(["cat-file", "--batch"], { ...options, input, maxBytes: total + entries.length * 200 });
  let at = 0;
  return sizes.map((size) => {
    const start = stream.indexOf(10, at) + 1;
    at = start + size + 1;
    return stream.subarray(start, start + size);
  });
};

const sizeIn = (header: string, entry: Entry): number => {
  const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
  if (size !== undefined) return Number(size);
  throw new FailureError({
    kind: "usage",
    message: `The checkout lacks the content of ${entry.path} (${header})`,
    hint: "Use a full clone, without --filter.",
  });
};

const tooLarge = (sha: string, bytes: number): FailureError =>
  new FailureError({
    kind: "usage",
    message: `The files of commit ${sha} take ${Math.round(bytes / 1e6)} MB; the limit is ${maxTreeBytes / 1e6} MB`,
    hint: "Keep large files out of the repository, or in Git LFS.",
  });

const fileMode = (mode: string): TreeFile["mode"] =>
  mode === "120000" ? "120000" : mode === "100755" ? "100755" : "100644";
