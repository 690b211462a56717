#!/usr/bin/env node
/** Entry point of the command line: reads the process's surroundings, composes, and does nothing else. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { createHost } from "./cli/create-host.ts";
import { runCommandLine } from "./cli/run-command-line.ts";

const home = join(dirname(fileURLToPath(import.meta.url)), "..");

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(home, "package.json"), "utf8")));
process.exitCode = await runCommandLine(createHost(home), process.argv.slice(2), version);
