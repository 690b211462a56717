/** Starts the product as a process of its own, as a shell or a job would, and gives what it left. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export type Ended = {
  /** Null when a signal ended it. */
  exit: number | null;
  stdout: string;
  stderr: string;
};

export type Process = {
  ended: Promise<Ended>;
  /** kill -9; resolves when it is gone. */
  kill: () => Promise<void>;
};

export type ProductOptions = {
  env: Record<string, string>;
  cwd: string;
  /** Called with every line of the log. */
  onLog?: (line: string) => void;
};

const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));

/** `env` is the whole environment. */
export const startProduct = (args: string[], { env, cwd, onLog }: ProductOptions): Process => {
  const child = spawn(process.execPath, [cli, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    stdout += chunk;
  });
  createInterface({ input: child.stderr }).on("line", (line) => {
    stderr += `${line}\n`;
    onLog?.(line);
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exit) => resolve({ exit, stdout, stderr }));
  });
  return {
    ended,
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
};

export const runProduct = (args: string[], options: ProductOptions): Promise<Ended> =>
  startProduct(args, options).ended;

/** The one document on standard output. Throws with the log when there is none. */
export const jsonOf = ({ stdout, stderr, exit }: Ended): ReturnType<typeof JSON.parse> => {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`No JSON document, exit ${exit}.\n${stdout}\n${stderr}`);
  }
};
