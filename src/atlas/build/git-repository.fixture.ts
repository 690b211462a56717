/** Real git repositories in a temporary directory, for tests of the map. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Atlas } from "../atlas.ts";
import { openAtlas } from "./open-atlas.ts";

export type GitRepository = {
  root: string;
  gitDir: string;
  git: (...args: string[]) => string;
  /** Writes files (null removes one) and commits all; gives the commit. */
  commit: (files: Record<string, string | Buffer | null>, message?: string) => string;
  link: (path: string, target: string) => void;
};

/** Runs git in `cwd` under a fixed name and time. */
export const runTestGit = (cwd: string, args: string[], input: string | Buffer = ""): string =>
  execFileSync(
    "git",
    ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false", ...args],
    {
      cwd,
      input,
      encoding: "utf8",
      stdio: "pipe",
      env: {
        ...process.env,
        GIT_AUTHOR_DATE: "1700000000 +0000",
        GIT_COMMITTER_DATE: "1700000000 +0000",
        GIT_CONFIG_GLOBAL: "/dev/null",
      },
    },
  ).trim();

/** A scratch directory, and repositories in it; `remove` deletes all of them. */
export const createRepositories = () => {
  const scratch = mkdtempSync(join(tmpdir(), "atlas-test-"));
  let count = 0;
  const create = (): GitRepository => {
    const root = join(scratch, `repo-${count++}`);
    mkdirSync(root);
    const git = (...args: string[]): string => runTestGit(root, args);
    git("init", "-q", "-b", "main");
    return {
      root,
      gitDir: join(root, ".git"),
      git,
      commit: (files, message = "Change") => {
        for (const [path, text] of Object.entries(files)) {
          mkdirSync(dirname(join(root, path)), { recursive: true });
          if (text === null) rmSync(join(root, path));
          else writeFileSync(join(root, path), text);
        }
        git("add", "-A", "-f");
        git("commit", "-q", "--allow-empty", "-m", message);
        return git("rev-parse", "HEAD");
      },
      link: (path, target) => {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        symlinkSync(target, join(root, path));
      },
    };
  };
  return { scratch, create, remove: () => rmSync(scratch, { recursive: true, force: true }) };
};

export type OpenTestOptions = { cacheFile?: string | null; cores?: number };

export const openTestAtlas = (
  gitDir: string,
  commit: string,
  { cacheFile = null, cores = 1 }: OpenTestOptions = {},
): Promise<Atlas> => openAtlas({ gitDir, commit, cacheFile, cores });

/** The map as data: everything but its functions, and what those give. */
export const flattenAtlas = (atlas: Atlas) => ({
  commit: atlas.commit,
  time: atlas.time,
  history: atlas.history,
  settings: [...atlas.settings],
  files: atlas.files.map(({ facts, ...file }) => ({
    ...file,
    facts:
      facts &&
      Object.fromEntries(
        Object.entries({ ...facts.words, ...facts, parsed: facts.parsed }).map(([key, value]) => [
          key,
          ArrayBuffer.isView(value) ? [...(value as Uint32Array)] : value,
        ]),
      ),
    imports: atlas.importsOf(file.path),
    dependents: atlas.dependentsOf(file.path),
  })),
});
