/** A reply as bytes from anywhere, made text without losing what its lines were written in. */
import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { failure, type Result, success } from "../domain/result.ts";
import { errorCodeOf } from "./error-code.ts";

/** `rawLines` are those that were no UTF-8 and were read as Latin-1, without their line ends. */
export type ReplyText = { text: string; rawLines: ReadonlySet<string> };

const maxMegabytes = 64;

/** UTF-8, else line by line: a diff of a Latin-1 file holds that file's raw bytes, whatever the lines around it are in. */
export const decodeReply = (bytes: Buffer): Result<ReplyText, string> => {
  if (bytes.length > maxMegabytes * 1024 * 1024)
    return failure(`the patch has ${bytes.length} bytes; more than ${maxMegabytes} MB are not read`);
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

/** `name` is how the user called the file, for the message. */
export const readReplyFile = (full: string, name: string): Result<ReplyText, string> => {
  try {
    return decodeReply(readFileSync(full));
  } catch (error) {
    return failure(`the patch ${name} cannot be read (${errorCodeOf(error)})`);
  }
};
