/** Finds the git directory of a checkout by reading it, without asking git and without looking in parent directories. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { FailureError } from "../domain/failure.ts";

/** Takes a work tree with `.git` as a directory or a file (worktree, submodule), or a bare repository. */
export const findGitDir = (checkout: string): string => {
  const dotGit = join(checkout, ".git");
  if (isGitDir(dotGit)) return dotGit;
  if (statSync(dotGit, { throwIfNoEntry: false })?.isFile()) {
    const target = /^gitdir: (.+)$/m.exec(readFileSync(dotGit, "utf8"))?.[1]?.trim();
    const linked = target === undefined ? null : resolve(checkout, target);
    if (linked !== null && existsSync(join(linked, "HEAD"))) return linked;
  } else if (isGitDir(checkout)) return checkout;
  throw new FailureError({
    kind: "usage",
    message: `${checkout} is not the top of a git repository`,
    hint: "Give the directory that holds .git, or a bare repository.",
  });
};

const isGitDir = (path: string): boolean =>
  existsSync(join(path, "HEAD")) && existsSync(join(path, "objects")) && existsSync(join(path, "refs"));
