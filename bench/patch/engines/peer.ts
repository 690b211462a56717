/** Runs a program of somebody else on a case: tree written to a fresh directory, program run there, tree read back. */
import { execFile } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bytesOf, type Case, type Tree } from "../case.ts";
import { type Answer, type Snapshot, stamp } from "../judge.ts";

const gitFolder = ".git";

export const writeTree = (root: string, tree: Tree): void => {
  for (const [path, entry] of Object.entries(tree)) {
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true });
    if (entry.mode === "120000") symlinkSync(bytesOf(entry).toString("utf8"), full);
    else writeFileSync(full, bytesOf(entry), { mode: entry.mode === "100755" ? 0o755 : 0o644 });
  }
};

/** Everything below `root` but a git folder at the top; a file of that name is one of the tree. */
export const readTree = (root: string): Snapshot => {
  const tree: Snapshot = new Map();
  const visit = (folder: string): void => {
    for (const { name } of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? name : `${folder}/${name}`;
      const stats = lstatSync(join(root, path));
      if (path === gitFolder && stats.isDirectory()) continue;
      if (stats.isSymbolicLink()) tree.set(path, stamp("120000", Buffer.from(readlinkSync(join(root, path)))));
      else if (stats.isDirectory()) visit(path);
      else tree.set(path, stamp((stats.mode & 0o111) === 0 ? "100644" : "100755", readFileSync(join(root, path))));
    }
  };
  visit("");
  return tree;
};

/** The directory lies two levels deep in a folder of its own, so that a path out of the tree is seen and does no harm. */
export const withTree = async (
  tree: Tree,
  use: (root: string, outside: string) => Promise<Answer>,
): Promise<Answer> => {
  const outside = mkdtempSync(join(tmpdir(), "patch-bench-"));
  const root = join(outside, "a", "tree");
  try {
    mkdirSync(root, { recursive: true });
    writeTree(root, tree);
    return await use(root, outside);
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
};

/** What stands outside of the tree is told as files of it, which no case expects. */
export const readAll = (root: string, outside: string): Snapshot => {
  const tree = readTree(root);
  for (const [path, file] of readTree(outside)) if (!path.startsWith("a/tree/")) tree.set(`../../${path}`, file);
  const git = lstatSync(join(root, gitFolder), { throwIfNoEntry: false });
  if (git?.isDirectory())
    for (const [path, file] of readTree(join(root, gitFolder))) tree.set(`${gitFolder}/${path}`, file);
  return tree;
};

export type Run = { exitCode: number; words: string };

/** Ends a program that hangs or asks. */
const timeoutMs = 20_000;

export const runProgram = (program: string, args: string[], cwd: string, input: string): Promise<Run> =>
  new Promise((resolve) => {
    const env = {
      PATH: process.env.PATH ?? "",
      HOME: cwd,
      LC_ALL: "C",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_CEILING_DIRECTORIES: dirname(cwd),
    };
    const child = execFile(
      program,
      args,
      { cwd, env, timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) =>
        resolve({
          exitCode: error ? (typeof error.code === "number" ? error.code : 128) : 0,
          words: `${stdout}${stderr}`,
        }),
    );
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });

/** A program that applies a diff from its standard input to the directory in which it stands. */
export const applyWith =
  (program: string, args: string[], read: (reply: string) => string) =>
  (one: Case): Promise<Answer> =>
    withTree(one.base, async (root, outside) => {
      const begin = performance.now();
      const { exitCode, words } = await runProgram(program, args, root, read(one.reply));
      const ms = performance.now() - begin;
      return { status: exitCode === 0 ? "done" : "refused", tree: readAll(root, outside), detail: words, ms };
    });
