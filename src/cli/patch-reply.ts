/** A reply as bytes from anywhere, made text without losing what its lines were written in. */
import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { failure, type Result, success } from "../domain/result.ts";
import { errorCodeOf } from "./error-code.ts";

/** `rawLines` are those that were no UTF-8 and were read as Latin-1, without their line ends. */
export type ReplyText = { text: string; rawLines: ReadonlySet<string> };

const maxMegabytes = 64;
const maxBytes = maxMegabytes * 1024 * 1024;

const tooLarge = (size: string): Result<never, string> =>
  failure(`the patch has ${size}; more than ${maxMegabytes} MB are not read`);

/** UTF-8, else line by line: a diff of a Latin-1 file holds that file's raw bytes, whatever the lines around it are in. */
export const decodeReply = (bytes: Buffer): Result<ReplyText, string> => {
  if (bytes.length > maxBytes) return tooLarge(`${bytes.length} bytes`);
  const rawLines = new Set<string>();
  if (isUtf8(bytes)) return success({ text: bytes.toString("utf8"), rawLines });
  const lines: string[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const end = bytes.indexOf(10, start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end);
    const isRaw = !isUtf8(line);
    const text = line.toString(isRaw ? "latin1" : "utf8");
    if (isRaw) rawLines.add(text.replace(/\r$/, ""));
    lines.push(text);
    start += line.length + 1;
  }
  return success({ text: lines.join("\n"), rawLines });
};

/** Stops reading at the limit, so that input without end comes to one. */
export const readReplyStream = async (chunks: AsyncIterable<Uint8Array>): Promise<Result<ReplyText, string>> => {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) return tooLarge("no end within the limit");
    read.push(chunk);
  }
  return decodeReply(Buffer.concat(read));
};

/** `name` is how the user called the file, for the message. A device or a pipe has no size to trust, and is not opened. */
export const readReplyFile = (full: string, name: string): Result<ReplyText, string> => {
  try {
    const stats = statSync(full);
    if (!stats.isFile()) return failure(`the patch ${name} is no plain file; standard input is read for \`-\``);
    return stats.size > maxBytes ? tooLarge(`${stats.size} bytes`) : decodeReply(readFileSync(full));
  } catch (error) {
    return failure(`the patch ${name} cannot be read (${errorCodeOf(error)})`);
  }
};
