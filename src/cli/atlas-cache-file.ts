/** Where the map of a repository is kept between calls: one file per repository, in the user's cache directory. */
import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { findGitDir } from "../work/find-git-dir.ts";
import type { Host } from "./host.ts";

/** The first that is set; a cache directory that is no absolute path does not count, as the XDG rules say. */
const cacheDirectory = ({ env }: Pick<Host, "env">): string | null => {
  if (env.DRAFTSMITH_CACHE_DIR) return env.DRAFTSMITH_CACHE_DIR;
  const base = [env.XDG_CACHE_HOME, env.LOCALAPPDATA, env.HOME && join(env.HOME, ".cache")].find(
    (path) => path && isAbsolute(path),
  );
  return base ? join(base, "draftsmith") : null;
};

/** `checkout` is a work tree or a bare repository. Null where no place for caches is known, which costs time alone. */
export const findAtlasCache = (host: Pick<Host, "env">, checkout: string): string | null => {
  const directory = cacheDirectory(host);
  const gitDir = realGitDir(checkout);
  if (directory === null || gitDir === null) return null;
  return join(directory, `atlas-${createHash("sha256").update(gitDir).digest("hex").slice(0, 24)}.cache`);
};

/** Null for what is no repository: whoever needs one says so better. */
const realGitDir = (checkout: string): string | null => {
  try {
    return realpathSync(findGitDir(checkout));
  } catch {
    return null;
  }
};
