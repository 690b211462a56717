/** What a checkout has committed last, and how its map is opened, with word of its progress where that takes long. */
import { availableParallelism } from "node:os";
import { basename, resolve } from "node:path";
import type { OpenOptions } from "../atlas/build/open-atlas.ts";
import { resolveCommit } from "../atlas/scan/resolve-commit.ts";
import { findGitDir } from "../work/find-git-dir.ts";
import { findAtlasCache } from "./atlas-cache-file.ts";
import { textOption } from "./command.ts";
import { createTools } from "./create-tools.ts";
import type { Host } from "./host.ts";

/** Fewer files are read before anybody wonders. */
const worthTelling = 2_000;
const tellEveryMs = 1_000;

export type Head = OpenOptions & {
  /** Of the repository. */
  name: string;
};

type Options = Record<string, string | boolean | undefined>;

/**
 * Reads `repo`, `cache` and `map` of the options. Throws a usage failure for what is no repository or has no commit yet.
 */
export const findHead = async (host: Host, options: Options, cacheOfMap?: string): Promise<Head> => {
  const repo = resolve(host.cwd, textOption(options.repo) ?? ".");
  const gitDir = findGitDir(repo);
  return {
    gitDir,
    commit: await resolveCommit(gitDir, "HEAD"),
    cacheFile: chooseCache(host, options.cache, repo, cacheOfMap),
    cores: availableParallelism(),
    onProgress: createProgress(host),
    name: host.env.GITHUB_REPOSITORY || nameOf(repo),
  };
};

export const nameOf = (repo: string): string => basename(repo).replace(/(?<=.)\.git$/, "") || "repository";

const chooseCache = (
  host: Host,
  option: Options[string],
  repo: string,
  cacheOfMap: string | undefined,
): string | null => {
  if (option === false) return null;
  if (typeof option === "string") return resolve(host.cwd, option);
  return cacheOfMap ?? findAtlasCache(host, repo);
};

const createProgress = (host: Host): ((done: number, total: number) => void) => {
  const { log } = createTools(host);
  let toldAt = host.now();
  return (done, total) => {
    if (total < worthTelling || host.now() - toldAt < tellEveryMs) return;
    toldAt = host.now();
    log.info("atlas.read", { files: done, of: total });
  };
};
