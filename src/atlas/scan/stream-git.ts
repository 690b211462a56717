/** Runs git and hands on its output piece by piece, for output that is too large to hold; it never asks a remote. */
import { spawn } from "node:child_process";
import { resolve as resolvePath } from "node:path";
import { Readable } from "node:stream";
import { isolateGit } from "../../git/isolate-git.ts";

/** A partial clone would fetch what it lacks, with the credentials of the checkout. */
export const offlineGit = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" };

const maxErrorBytes = 4_096;

/** False stops git; git waits while a promise is open. */
export type OnChunk = (chunk: Buffer) => undefined | false | Promise<undefined | false>;

export type GitStream = {
  gitDir: string;
  /** Written to standard input no faster than git reads it. */
  input?: Iterable<string>;
  onChunk: OnChunk;
};

export type GitEnd = { exitCode: number; stderr: string };

/** Resolves whatever the exit status (0 when `onChunk` stopped it); throws when git cannot be started or `onChunk` throws. */
export const streamGit = (args: string[], { gitDir, input = [], onChunk }: GitStream): Promise<GitEnd> =>
  new Promise((resolve, reject) => {
    // Git takes the working directory for a work tree; in the git directory it finds no file of the process's own place.
    const cwd = resolvePath(gitDir);
    const { argv, env } = isolateGit(args, cwd, offlineGit);
    const child = spawn("git", argv, { stdio: ["pipe", "pipe", "pipe"], env, cwd });
    const source = Readable.from(input);
    /** When git has ended, Node hands on what it left even while the stream is paused. */
    const waiting: Buffer[] = [];
    let stderr = "";
    let isBusy = false;
    let isStopped = false;
    let exitCode: number | null = null;

    const stop = (): void => {
      isStopped = true;
      waiting.length = 0;
      source.destroy();
      child.kill("SIGKILL");
      child.stdout.resume();
    };
    const fail = (error: unknown): void => {
      reject(error);
      stop();
    };
    const finish = (): void => {
      if (exitCode !== null && !isBusy && waiting.length === 0)
        resolve({ exitCode: isStopped ? 0 : exitCode, stderr: stderr.trim() });
    };
    const handOn = (): void => {
      while (waiting.length > 0 && !isBusy) {
        const wish = onChunk(waiting.shift() ?? Buffer.alloc(0));
        if (wish === false) stop();
        else if (wish !== undefined) waitFor(wish);
      }
      finish();
    };
    const waitFor = (wish: Promise<undefined | false>): void => {
      isBusy = true;
      child.stdout.pause();
      wish
        .then((later) => {
          isBusy = false;
          if (later === false) stop();
          handOn();
          if (!isBusy) child.stdout.resume();
        })
        .catch(fail);
    };

    child.on("error", fail);
    child.on("close", (code) => {
      exitCode = code ?? 128;
      finish();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      if (stderr.length < maxErrorBytes) stderr += chunk.toString("utf8");
    });
    child.stdin.on("error", () => source.destroy());
    source.on("error", fail);
    source.pipe(child.stdin);
    // Git writes many small pieces: an event for each takes half the time of an iteration.
    child.stdout.on("data", (chunk: Buffer) => {
      if (isStopped) return;
      waiting.push(chunk);
      try {
        handOn();
      } catch (error) {
        fail(error);
      }
    });
  });
