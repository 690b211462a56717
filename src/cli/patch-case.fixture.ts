/** A real directory with files, and the command `patch` on it, for tests of what stands on disk afterwards. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Host } from "./host.ts";
import { runCommandLine } from "./run-command-line.ts";

export type PatchCase = {
  dir: string;
  write: (path: string, content: string | Buffer, mode?: number) => void;
  /** Every file below the directory as Latin-1, so that each byte counts; a directory without entries ends with `/`. */
  snapshot: () => Record<string, string>;
  /** The command line behind `patch`, with `input` on standard input. */
  run: (args: string[], input?: string | Buffer) => Promise<{ exit: number; out: string; err: string }>;
};

const listBelow = (dir: string): [string, string][] =>
  readdirSync(dir, { recursive: true, withFileTypes: true }).flatMap((entry): [string, string][] => {
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(dir.length + 1);
    if (entry.isDirectory()) return readdirSync(full).length === 0 ? [[`${path}/`, ""]] : [];
    return [[path, entry.isFile() ? readFileSync(full, "latin1") : "no file"]];
  });

const createRun =
  (cwd: string): PatchCase["run"] =>
  async (args, input = "") => {
    const said = { out: "", err: "" };
    const say = (text: string) => {
      said.out += text;
    };
    const host: Host = {
      env: {},
      cwd,
      home: cwd,
      stdout: say,
      stderr: (text) => {
        said.err += text;
      },
      send: async (text) => {
        say(text);
        return true;
      },
      stdin: async function* () {
        yield Buffer.from(input);
      },
      clock: () => new Date(0),
      now: () => 0,
      scratch: cwd,
    };
    return { exit: await runCommandLine(host, ["patch", ...args], "0.0.0"), ...said };
  };

export const withPatchCase = async <T>(
  files: Record<string, string | Buffer>,
  use: (one: PatchCase) => T | Promise<T>,
): Promise<T> => {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "patch-case-")));
  const write: PatchCase["write"] = (path, content, mode) => {
    const full = join(dir, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
    if (mode !== undefined) chmodSync(full, mode);
  };
  try {
    for (const [path, content] of Object.entries(files)) write(path, content);
    return await use({ dir, write, snapshot: () => Object.fromEntries(listBelow(dir).sort()), run: createRun(dir) });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

const headerOf = (path: string): string => `diff --git a/${path} b/${path}\n`;

/** A diff that turns the one line of a file into another. */
export const changeLine = (path: string, from: string, to: string): string =>
  `${headerOf(path)}--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-${from}\n+${to}\n`;

export const addFile = (path: string, line: string): string =>
  `${headerOf(path)}new file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+${line}\n`;

export const deleteFile = (path: string, line: string): string =>
  `${headerOf(path)}deleted file mode 100644\n--- a/${path}\n+++ /dev/null\n@@ -1 +0,0 @@\n-${line}\n`;

/** Without `change`, the text stays as it is. */
export const renameFile = (from: string, to: string, change?: { from: string; to: string }): string => {
  const hunk = change ? `--- a/${from}\n+++ b/${to}\n@@ -1 +1 @@\n-${change.from}\n+${change.to}\n` : "";
  return `diff --git a/${from} b/${to}\nrename from ${from}\nrename to ${to}\n${hunk}`;
};
