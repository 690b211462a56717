/** Finds the commit that a revision names, and says what to do when there is none. */
import { FailureError } from "../../domain/failure.ts";
import { runGit } from "../../git/run-git.ts";
import { offlineGit } from "./stream-git.ts";

/** Whether git need not be asked which commit is meant. */
export const isFullName = (revision: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(revision);

/** Gives the full name of the commit. Throws a `FailureError` when it is missing, or when nothing was committed yet. */
export const resolveCommit = async (gitDir: string, revision: string): Promise<string> => {
  const options = { gitDir, env: offlineGit };
  const named = await runGit(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`], options);
  const oid = named.stdout.toString("latin1").trim();
  if (named.exitCode === 0 && /^[0-9a-f]{40,64}$/.test(oid)) return oid;
  const anything = await runGit(["rev-list", "--all", "--max-count=1"], options);
  if (anything.exitCode !== 0) {
    throw new FailureError({
      kind: "usage",
      message: `${gitDir} cannot be read as a git repository: ${anything.stderr.trim().slice(0, 200)}`,
      hint: "Give the directory that holds .git, or a bare repository.",
    });
  }
  if (anything.stdout.length === 0) {
    throw new FailureError({
      kind: "usage",
      message: `The repository in ${gitDir} has no commit yet`,
      hint: "Commit something first: only what is committed can be mapped.",
    });
  }
  throw new FailureError({
    kind: "usage",
    message: `The repository has no commit ${revision}`,
    hint: "Give a commit or a branch that is there, and fetch it first: git fetch, or fetch-depth: 0 in actions/checkout.",
  });
};
