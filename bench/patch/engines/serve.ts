/** Our command `patch serve` as a child process on real directories: what users run, which must agree with the library. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Case } from "../case.ts";
import type { Answer } from "../judge.ts";
import type { Engine } from "./engine.ts";
import { readAll, readTree, runProgram, withTree } from "./peer.ts";

const cli = fileURLToPath(new URL("../../../src/cli.ts", import.meta.url));

type Reply = { exit: number; error?: string; refused?: unknown };

/** The blobs that the case knows become objects of a repository around the tree. */
const addBlobs = async (root: string, blobs: string[]): Promise<void> => {
  await runProgram("git", ["init", "-q"], root, "");
  for (const text of blobs) await runProgram("git", ["hash-object", "-w", "--stdin"], root, text);
};

const statusOf = ({ exit }: Reply): Answer["status"] => (exit === 0 ? "done" : exit === 3 ? "refused" : "crash");

export const openServe = (): Engine => {
  let child: ChildProcessWithoutNullStreams | null = null;
  const waiting: ((line: string) => void)[] = [];

  const start = (): ChildProcessWithoutNullStreams => {
    const started = spawn(process.execPath, [cli, "patch", "serve"], { stdio: ["pipe", "pipe", "pipe"] });
    started.stderr.resume();
    createInterface({ input: started.stdout }).on("line", (line) => waiting.shift()?.(line));
    started.on("close", (code) => {
      child = null;
      for (const give of waiting.splice(0)) give(JSON.stringify({ exit: 1, error: `patch serve ended with ${code}` }));
    });
    return started;
  };

  const ask = (request: object): Promise<Reply> =>
    new Promise((resolve) => {
      child ??= start();
      waiting.push((line) => resolve(JSON.parse(line) as Reply));
      child.stdin.write(`${JSON.stringify(request)}\n`);
    });

  const apply = (one: Case): Promise<Answer> =>
    withTree(one.base, async (root, outside) => {
      const blobs = Object.values(one.blobs);
      if (blobs.length > 0) await addBlobs(root, blobs);
      const patch = join(outside, "reply");
      writeFileSync(patch, one.reply);
      const begin = performance.now();
      const reply = await ask({ repo: root, patch });
      const ms = performance.now() - begin;
      const tree = blobs.length > 0 ? readTree(root) : readAll(root, outside);
      tree.delete("../../reply");
      return { status: statusOf(reply), tree, detail: reply.error ?? JSON.stringify(reply.refused ?? "", null, 1), ms };
    });

  return { name: "patch serve", apply, close: () => child?.stdin.end() };
};
