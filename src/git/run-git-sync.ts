/** Git for callers that cannot wait: reads of a local repository, which never ask a remote for what is missing. */
import { spawnSync } from "node:child_process";
import { isolateGit } from "./isolate-git.ts";

type SyncGitOptions = {
  gitDir: string;
  cwd: string;
  /** Largest standard output in bytes; more gives null. */
  maxBytes: number;
};

/** A partial clone would fetch a missing object, by whatever command its configuration names. */
const offline = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" };

const maxMilliseconds = 20_000;

/** Standard output; null when git is not there, fails, prints too much or takes longer than 20 s. */
export const readGitSync = (args: string[], { gitDir, cwd, maxBytes }: SyncGitOptions): Buffer | null => {
  const { argv, env } = isolateGit(args, gitDir, offline);
  const { status, stdout, error } = spawnSync("git", argv, {
    cwd,
    env,
    maxBuffer: maxBytes,
    timeout: maxMilliseconds,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return status === 0 && error === undefined ? stdout : null;
};
