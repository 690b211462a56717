#!/usr/bin/env node
/** Entry point: connects the command to the real files and streams. */
import { readFile } from "node:fs/promises";
import { InputError } from "./input-error.ts";
import { run } from "./run.ts";

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new InputError(path, error instanceof Error ? error.message : String(error));
  }
};

process.exitCode = await run(process.argv.slice(2), {
  readText,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
