/** What this machine brings: Node and git. */
import { spawn } from "node:child_process";
import { type Row, row } from "./row.ts";

const oldestMajor = 24;

/** `version` without the `v`, such as `24.1.0`. */
export const checkNode = (version: string): Row =>
  Number.parseInt(version, 10) >= oldestMajor
    ? row("node", "ok", version)
    : row("node", "failing", `${version} is too old`, `Use Node.js ${oldestMajor} or newer.`);

/** Runs `git --version` with the given search path. */
export const checkGit = (path: string): Promise<Row> =>
  new Promise((resolve) => {
    const missing = () => resolve(row("git", "failing", "git cannot be started", "Install git 2.39 or newer."));
    const child = spawn("git", ["--version"], { stdio: ["ignore", "pipe", "ignore"], env: { PATH: path } });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    child.on("error", missing);
    child.on("close", (code) => (code === 0 ? resolve(row("git", "ok", text.trim().slice(0, 80))) : missing()));
  });
