/** Reads the latest commits of a repository with the files that they touch. */
import { runGit } from "../../git/run-git.ts";
import { isFullName, resolveCommit } from "../scan/resolve-commit.ts";
import { offlineGit, streamGit } from "../scan/stream-git.ts";
import type { History } from "./history.ts";
import { LogParser, logFormat } from "./log-parser.ts";

export type HistoryOptions = {
  /** Default 3,000. */
  maxCommits?: number;
};

/**
 * Merges are left out, renames are not followed: a rename is two files. Throws a `FailureError` when the commit is missing or
 * nothing was committed yet.
 */
export const readHistory = async (
  gitDir: string,
  revision: string,
  { maxCommits = 3_000 }: HistoryOptions = {},
): Promise<History> => {
  const newest = isFullName(revision) ? revision : await resolveCommit(gitDir, revision);
  const options = { gitDir, env: offlineGit };
  const shallow = await runGit(["rev-parse", "--is-shallow-repository"], options);
  const isShallow = shallow.stdout.toString("latin1").trim() === "true";
  const parser = new LogParser();
  const { exitCode } = await streamGit(
    [
      // A bare repository reads no .mailmap of a work tree; the commit's own is named instead.
      ...["--bare", "-c", `mailmap.blob=${newest}:.mailmap`, "-c", "log.showSignature=false"],
      // Where a shallow clone is cut off, a commit looks as if it had made every file.
      ...["-c", `log.showRoot=${!isShallow}`],
      ...["log", "-z", logFormat, "--encoding=UTF-8", "--no-merges", "--no-renames", "--no-ext-diff", "--no-textconv"],
      ...["--no-color", "--no-notes", "--no-show-signature", "--ignore-submodules=none", "--name-only"],
      ...[`--max-count=${maxCommits}`, "--end-of-options", newest],
    ],
    { gitDir, onChunk: (chunk) => parser.push(chunk) },
  );
  if (exitCode !== 0 && newest === revision) await resolveCommit(gitDir, revision);
  return {
    commits: parser.commits,
    newest,
    isShallow,
    isComplete: exitCode === 0,
  };
};
