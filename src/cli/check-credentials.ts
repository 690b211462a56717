/** Before work begins: no credential of GitHub may lie where code of the repository could come to it. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { FailureError } from "../domain/failure.ts";
import { findCredential } from "../git/find-credential.ts";
import type { SecretScanner } from "../outgoing/secrets.ts";
import { findGitDir } from "../work/find-git-dir.ts";
import { errorCodeOf } from "./error-code.ts";

const maxBytes = 256 * 1024;

/** Null for what is no plain file of a moderate size. */
const readSmall = (path: string): string | null => {
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= maxBytes ? readFileSync(path, "utf8") : null;
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EACCES", "EPERM"].includes(errorCodeOf(error))) return null;
    throw error;
  }
};

const stop = (place: string, what: string): FailureError =>
  new FailureError({
    kind: "usage",
    message: `${place} holds ${what}, and code of the repository runs beside it`,
    hint: "Add persist-credentials: false to the checkout of this job, and give the job no token; nothing was started.",
  });

/** The configuration of a repository, and those of its worktree. */
const configsOf = (checkout: string): string[] => {
  const gitDir = findGitDir(checkout);
  return [join(gitDir, "config"), join(gitDir, "config.worktree"), join(gitDir, "..", "..", "config")];
};

const list = (dir: string): string[] => {
  try {
    return readdirSync(dir).slice(0, 1_000);
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EACCES"].includes(errorCodeOf(error))) return [];
    throw error;
  }
};

/**
 * Throws `FailureError` that names the file and never what it holds. `temporary` is `RUNNER_TEMP`, whose files of the
 * first level are looked at; checkouts of the newer kind keep their token there.
 */
export const checkCredentials = (checkout: string, temporary: string | undefined, scanner: SecretScanner): void => {
  for (const path of configsOf(checkout)) {
    const found = findCredential(readSmall(path) ?? "");
    if (found !== null) throw stop(`${path}, line ${found.line},`, found.what);
  }
  for (const name of temporary ? list(temporary) : []) {
    const path = join(temporary ?? "", name);
    const text = readSmall(path);
    if (text === null) continue;
    if (findCredential(text) !== null || scanner.find(text).length > 0) throw stop(path, "a credential");
  }
};
