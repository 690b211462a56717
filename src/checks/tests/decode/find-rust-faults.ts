/** Finds in the output of rustc the files that do not compile, each with what was said about it. */
import { posix } from "node:path";
import type { Untrusted } from "../../../domain/untrusted.ts";
import { type Found, maxRawMessage } from "../create-results.ts";

const fault = /^error(?:\[E\d{1,5}\])?: (?!aborting|could not compile|\d+ targets? failed|test failed|doctest failed)/;
const arrow = /^\s{0,12}--> (?<file>[^\s:]{1,300}\.rs):\d{1,7}:\d{1,7}$/;
const maxFiles = 100;

/** Paths in the output are relative to the root of the Cargo workspace, which `dir` is taken for. */
export const findRustFaults = (output: Untrusted, dir: string): Found[] => {
  if (!/^error: (?:could not compile|aborting due to)/m.test(output)) return [];
  const messages = new Map<string, string>();
  let head: string | null = null;
  for (const line of output.split("\n")) {
    if (fault.test(line)) head = line.slice(0, 1_000);
    const path = head === null ? undefined : arrow.exec(line)?.groups?.file;
    if (head === null || path === undefined || path.startsWith("/")) continue;
    const file = posix.join(dir, path);
    const known = messages.get(file) ?? "";
    if (known === "" && messages.size >= maxFiles) break;
    if (known.length < maxRawMessage) messages.set(file, `${known}${head}\n${line}\n`);
    head = null;
  }
  return [...messages].map(([file, message]) => ({ file, path: [], status: "failed", message, isFile: true }));
};
