/** Diffs that git itself prints for pairs of trees, many in one process. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { quotePath } from "./quote-path.ts";
import type { Texts, TreePair } from "./random-trees.fixture.ts";

/** Keeps git away from every repository and configuration around a directory of its own. */
export const environmentIn = (root: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: root,
  GIT_CEILING_DIRECTORIES: dirname(root),
  GIT_CONFIG_NOSYSTEM: "1",
});

const gitIn =
  (root: string) =>
  (args: string[], input: string | Buffer = ""): Buffer =>
    execFileSync("git", args, {
      cwd: root,
      input,
      maxBuffer: 1 << 28,
      stdio: ["pipe", "pipe", "pipe"],
      env: environmentIn(root),
    });

export const withDirectory = <T>(use: (root: string) => T): T => {
  const root = mkdtempSync(join(tmpdir(), "git-diffs-"));
  try {
    return use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

const commitOf = (texts: Texts, mark: number): string => {
  const files = Object.entries(texts).map(
    ([path, text]) => `M 100644 inline ${quotePath(path)}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  const head = `commit refs/heads/side${mark}\nmark :${mark}\ncommitter t <t@example.org> 0 +0000\ndata 0\n`;
  return `${head}${files.join("")}\n`;
};

/** The diff of every pair, in their order, as `git diff-tree -p` prints it with these settings and options. */
export const printGitDiffs = (pairs: TreePair[], options: string[], settings: string[] = []): string[] =>
  withDirectory((root) => {
    const git = gitIn(root);
    git(["init", "-q", "--bare"]);
    const trees = pairs.flatMap(({ before, after }) => [before, after]);
    git(
      ["fast-import", "--quiet"],
      `feature done\n${trees.map((texts, at) => commitOf(texts, at + 1)).join("")}done\n`,
    );
    const names = trees.map((_, at) => `refs/heads/side${at + 1}^{tree}`);
    const ids = git(["rev-parse", ...names])
      .toString()
      .trim()
      .split("\n");
    const asked = pairs.map((_, at) => `${ids[2 * at]} ${ids[2 * at + 1]}`);
    const printed = git(
      [...settings.flatMap((one) => ["-c", one]), "diff-tree", "--stdin", "-r", "-p", ...options],
      `${asked.join("\n")}\n`,
    ).toString();
    let at = 0;
    return asked.map((line, index) => {
      const start = printed.indexOf(`${line}\n`, at) + line.length + 1;
      const next = asked[index + 1];
      const end = next === undefined ? printed.length : printed.indexOf(`${next}\n`, start);
      at = end;
      return printed.slice(start, end);
    });
  });
