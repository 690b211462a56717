/** Finds in a compiler's output the files that do not compile, each with what was said about it. */
import { posix } from "node:path";
import type { Untrusted } from "../../../domain/untrusted.ts";
import { type Found, maxRawMessage } from "../create-results.ts";

const maxFiles = 100;

/** `line` matches a line that speaks of a fault, with the group `file` relative to `dir`. */
export const findFaultyFiles = (text: Untrusted, line: RegExp, dir: string): Found[] => {
  const messages = new Map<string, string>();
  for (const each of text.split("\n")) {
    const path = line.exec(each.slice(0, 1_000))?.groups?.file;
    if (path === undefined || path.startsWith("/")) continue;
    const file = posix.join(dir, path);
    const known = messages.get(file) ?? "";
    if (file.startsWith("..") || (known === "" && messages.size >= maxFiles)) continue;
    if (known.length < maxRawMessage) messages.set(file, `${known}${each.slice(0, 1_000)}\n`);
  }
  return [...messages].map(([file, message]) => ({ file, path: [], status: "failed", message, isFile: true }));
};
