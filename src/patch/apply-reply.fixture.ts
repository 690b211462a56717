/** Replies, files and results in short words, for the tests of the whole engine. */
import { applyReply } from "./apply-reply.ts";
import type { ReplyFiles } from "./settle/reply-files.ts";

export type Files = Record<string, string>;

export const ending = "\\ No newline at end of file";

export const inFiles = (files: Files, blobs: Files = {}): ReplyFiles => ({
  read: (path) => files[path] ?? null,
  list: () => Object.keys(files),
  readBlob: (id) => blobs[id] ?? null,
});

/** New texts by path, null for a file that goes; or the refusals: `reason path #hunk @line: detail`. */
export const outcome = (reply: string, files: Files, blobs: Files = {}): Record<string, string | null> | string[] => {
  const result = applyReply(reply, inFiles(files, blobs));
  if (result.ok) return Object.fromEntries(result.value.changes.map(({ path, after }) => [path, after]));
  return result.error.map(({ reason, path, hunk, line, detail }) => `${reason} ${path} #${hunk} @${line}: ${detail}`);
};

/** A diff of the file `f`; its hunks start on line 3. */
export const modify = (...lines: string[]) => `--- a/f\n+++ b/f\n${lines.join("\n")}\n`;

export const fenced = (text: string, info = "diff") => `\`\`\`${info}\n${text}\`\`\`\n`;

/** What a fenced diff makes of the file `f`: its new text, or the refusals in lines. */
export const patched = (before: string, lines: string[]): string | null => {
  const result = outcome(fenced(modify(...lines)), { f: before });
  return Array.isArray(result) ? result.join("\n") : (result.f ?? null);
};

/** `line 1` to `line count`. */
export const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}\n`).join("");
