#!/usr/bin/env node
/** Entry point of the command line: reads the process's surroundings, composes, and does nothing else. */
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Host } from "./cli/host.ts";
import { runCommandLine } from "./cli/run-command-line.ts";

const home = join(dirname(fileURLToPath(import.meta.url)), "..");

const host: Host = {
  env: process.env,
  cwd: process.cwd(),
  home,
  stdout: (chunk) => process.stdout.write(chunk),
  stderr: (chunk) => process.stderr.write(chunk),
  stdin: () => text(process.stdin),
  clock: () => new Date(),
  now: () => performance.now(),
  scratch: join(process.env.RUNNER_TEMP ?? tmpdir(), "draftsmith"),
  isTerminal: process.stdout.isTTY === true,
};

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(home, "package.json"), "utf8")));
process.exitCode = await runCommandLine(host, process.argv.slice(2), version);
