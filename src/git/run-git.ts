/** The one way to call the local git: fixed argv, no shell, no configuration, hooks, filters or prompts of the machine. */
import { spawn } from "node:child_process";
import { isolateGit } from "./isolate-git.ts";

export type GitOptions = {
  /** Git directory (a bare repository or a `.git`); given to git explicitly, so that nothing is discovered. */
  gitDir: string;
  /** Extra environment: author and committer identity, dates, `GIT_INDEX_FILE`. */
  env?: Record<string, string>;
  input?: string | Uint8Array;
  /** Largest standard output in bytes; more is an error. Default 256 MiB. */
  maxBytes?: number;
};

export type GitResult = { exitCode: number; stdout: Buffer; stderr: string };

/** Runs git and resolves whatever its exit status; throws only when git cannot be started or prints too much. */
export const runGit = (args: string[], options: GitOptions): Promise<GitResult> => {
  const maxBytes = options.maxBytes ?? 256 * 1024 * 1024;
  return new Promise((resolve, reject) => {
    const { argv, env, cwd } = isolateGit(args, options.gitDir, options.env);
    const child = spawn("git", argv, { stdio: ["pipe", "pipe", "pipe"], env, cwd });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let size = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        child.kill("SIGKILL");
        reject(new Error(`git ${args[0]} printed more than ${maxBytes} bytes`));
      } else out.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => err.length < 64 && err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ exitCode: code ?? 128, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString("utf8") }),
    );
    child.stdin.on("error", () => {});
    child.stdin.end(options.input ?? "");
  });
};

/** Runs git and gives its standard output; a non-zero exit status throws with what git said. */
export const git = async (args: string[], options: GitOptions): Promise<Buffer> => {
  const result = await runGit(args, options);
  if (result.exitCode !== 0)
    throw new Error(`git ${args.slice(0, 3).join(" ")}: ${result.stderr.trim() || `exit ${result.exitCode}`}`);
  return result.stdout;
};

/** Like `git`, as text without the last newline. */
export const gitText = async (args: string[], options: GitOptions): Promise<string> =>
  (await git(args, options)).toString("utf8").replace(/\n$/, "");
