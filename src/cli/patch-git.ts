/** What git knows about a tree on disk: its blobs and its paths; everything is null where there is no repository. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readGitSync } from "../git/run-git-sync.ts";
import { findGitDir } from "../work/find-git-dir.ts";

export type WorkTree = { top: string; gitDir: string };

/** The nearest directory from `directory` upwards that holds `.git`. */
export const findWorkTree = (directory: string): WorkTree | null => {
  for (let top = directory; ; top = dirname(top)) {
    if (existsSync(join(top, ".git"))) {
      try {
        return { top, gitDir: findGitDir(top) };
      } catch {
        return null;
      }
    }
    if (top === dirname(top)) return null;
  }
};

const maxListBytes = 256 * 1024 * 1024;

/** Tracked and new paths below `root` that stand and are not ignored, relative to it; null when git cannot tell. */
export const listWorkTree = ({ top, gitDir }: WorkTree, root: string): string[] | null => {
  const kinds = ["--cached", "--deleted", "--others", "--exclude-standard"];
  const args = ["--work-tree", top, "ls-files", "-z", "-t", ...kinds];
  const listed = readGitSync(args, { gitDir, cwd: root, maxBytes: maxListBytes });
  if (listed === null) return null;
  const paths = new Set<string>();
  const deleted = new Set<string>();
  for (const entry of listed.toString("utf8").split("\0")) {
    const path = entry.slice(2);
    if (path !== "" && !path.endsWith("/")) (entry.startsWith("R ") ? deleted : paths).add(path);
  }
  return [...paths].filter((path) => !deleted.has(path));
};

const isNameOf = (id: string, content: Buffer): boolean =>
  ["sha1", "sha256"].some((algorithm) =>
    createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest("hex").startsWith(id),
  );

/** The bytes of the only blob whose id starts with `id`, at least 7 hexadecimal digits; a branch of that name is none. */
export const readBlobBytes = ({ top, gitDir }: WorkTree, id: string, maxBytes: number): Buffer | null => {
  if (!/^[0-9a-f]{7,64}$/.test(id) || /^0+$/.test(id)) return null;
  const content = readGitSync(["cat-file", "blob", id], { gitDir, cwd: top, maxBytes });
  return content !== null && isNameOf(id, content) ? content : null;
};
