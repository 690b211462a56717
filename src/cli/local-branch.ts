/** Commits on a local branch by git's plumbing: objects and one ref are written, never the user's work tree or index. */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { FailureError } from "../domain/failure.ts";
import { git, gitText, runGit } from "../git/run-git.ts";
import { applyCanonical, namedPaths } from "../patch/apply-canonical.ts";
import { describeRefusals } from "../patch/describe-refusal.ts";
import { findCollisions } from "../patch/find-collisions.ts";
import { parsePatch } from "../patch/parse/parse-patch.ts";

export type LocalCommit = { sha: string; subject: string; stage: string };

type CommitRequest = {
  gitDir: string;
  scratch: string;
  branch: string;
  parent: string;
  patch: string;
  message: string;
  date: Date;
};

const identity = (date: Date): Record<string, string> => {
  const at = `${Math.floor(date.getTime() / 1_000)} +0000`;
  return {
    GIT_AUTHOR_NAME: "draftsmith",
    GIT_AUTHOR_EMAIL: "draftsmith@localhost",
    GIT_AUTHOR_DATE: at,
    GIT_COMMITTER_NAME: "draftsmith",
    GIT_COMMITTER_EMAIL: "draftsmith@localhost",
    GIT_COMMITTER_DATE: at,
  };
};

const conflict = (message: string): FailureError =>
  new FailureError({ kind: "conflict", message, hint: "Nothing of this commit was written." });

/** Texts of plain files; a link, a submodule or other bytes than UTF-8 at one of the paths is a conflict. */
const readAt = async (gitDir: string, commit: string, paths: string[]): Promise<Map<string, string>> => {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const entry = await gitText(["ls-tree", commit, "--", path], { gitDir });
    if (entry === "") continue;
    if (!/^100(?:644|755) blob /.test(entry)) throw conflict(`${path} is no plain file`);
    const bytes = await git(["cat-file", "blob", `${commit}:${path}`], { gitDir });
    const text = bytes.toString("utf8");
    if (!Buffer.from(text).equals(bytes)) throw conflict(`${path} is not UTF-8 text`);
    texts.set(path, text);
  }
  return texts;
};

const listAt = async (gitDir: string, commit: string): Promise<string[]> =>
  (await gitText(["ls-tree", "-r", "-z", "--name-only", commit], { gitDir })).split("\0").filter(Boolean);

/** Applies the canonical patch on blobs of `parent`, commits it and moves `branch` from `parent`; resolves to the new commit. */
export const commitLocally = async (request: CommitRequest): Promise<string> => {
  const { gitDir, parent } = request;
  const patch = parsePatch(request.patch);
  if (!patch.ok) throw conflict(describeRefusals(patch.error));
  const texts = await readAt(gitDir, parent, namedPaths(patch.value));
  const applied = applyCanonical(request.patch, (path) => texts.get(path) ?? null);
  if (!applied.ok) throw conflict(describeRefusals(applied.error));
  const collisions = findCollisions(applied.value.changes, await listAt(gitDir, parent));
  if (collisions.length > 0) throw conflict(describeRefusals(collisions));
  const home = mkdtempSync(join(request.scratch, "index-"));
  try {
    const env = { ...identity(request.date), GIT_INDEX_FILE: join(home, "index") };
    await git(["read-tree", parent], { gitDir, env });
    for (const { path, after, from } of applied.value.changes) {
      if (after === null) {
        await git(["update-index", "--force-remove", "--", path], { gitDir, env });
        continue;
      }
      const blob = await gitText(["hash-object", "-w", "--stdin"], { gitDir, env, input: after });
      const entry = await gitText(["ls-tree", parent, "--", from ?? path], { gitDir, env });
      const mode = entry.startsWith("100755") ? "100755" : "100644";
      await git(["update-index", "--add", "--cacheinfo", `${mode},${blob},${path}`], { gitDir, env });
    }
    const tree = await gitText(["write-tree"], { gitDir, env });
    const sha = await gitText(["commit-tree", tree, "-p", parent, "-F", "-"], { gitDir, env, input: request.message });
    const moved = await runGit(["update-ref", `refs/heads/${request.branch}`, sha, parent], { gitDir });
    if (moved.exitCode !== 0) throw conflict(`branch ${request.branch} was moved by somebody else`);
    return sha;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

/** Creates the branch, under the first free name of `name`, `name-2`, …; resolves to the name taken. */
export const createLocalBranch = async (gitDir: string, name: string, sha: string): Promise<string> => {
  for (let count = 1; count < 100; count += 1) {
    const branch = count === 1 ? name : `${name}-${count}`;
    const made = await runGit(["update-ref", `refs/heads/${branch}`, sha, "0".repeat(40)], { gitDir });
    if (made.exitCode === 0) return branch;
  }
  throw conflict(`a hundred branches ${name}-… exist already`);
};
