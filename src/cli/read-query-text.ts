/** The text that a query is about: an argument, or standard input up to a bound. */
import { FailureError } from "../domain/failure.ts";
import type { Host } from "./host.ts";

/** What comes after it cannot change the answer much. */
const maxBytes = 1_000_000;

/** `-` and no argument mean standard input. Throws a usage failure for a text without a word. */
export const readQueryText = async (host: Host, argument: string | undefined): Promise<string> => {
  const text = argument === undefined || argument === "-" ? await readStart(host.stdin()) : argument;
  if (/\S/.test(text)) return text;
  throw new FailureError({
    kind: "usage",
    message: "atlas query got an empty text",
    hint: "Quote the words, or put the text on standard input: draftsmith atlas query < issue.md",
  });
};

const readStart = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    read.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(read).toString("utf8", 0, Math.min(size, maxBytes));
};
