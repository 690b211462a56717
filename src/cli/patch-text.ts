/** Bytes of files as text and back, so that what is not changed keeps its bytes. */
import { isUtf8 } from "node:buffer";
import type { ReplyText } from "./patch-reply.ts";

type Encoding = "utf8" | "latin1";

export type FileText = { text: string; encoding: Encoding };

const isUtf16 = (bytes: Buffer): boolean =>
  bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));

/** UTF-8 with its byte order mark, else Latin-1; null for bytes that are no text. */
export const decodeText = (bytes: Buffer): FileText | null => {
  if (bytes.includes(0) || isUtf16(bytes)) return null;
  const encoding = isUtf8(bytes) ? "utf8" : "latin1";
  return { text: bytes.toString(encoding), encoding };
};

const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text);

const fitsLatin1 = (text: string): boolean => !/[\u0100-\uffff]/.test(text);

/** Null when the encoding has no bytes for a character of the text. */
export const encodeText = ({ text, encoding }: FileText): Buffer | null =>
  (encoding === "utf8" ? text.isWellFormed() : fitsLatin1(text)) ? Buffer.from(text, encoding) : null;

/**
 * The encoding for a file's new text: the old one, except where nothing but ASCII stood before and the reply brought
 * every line with other characters as Latin-1 bytes.
 */
export const decideEncoding = (before: FileText | null, after: string, { rawLines }: ReplyText): Encoding => {
  if (before !== null && !isAscii(before.text)) return before.encoding;
  if (rawLines.size === 0 || isAscii(after)) return "utf8";
  const isRaw = (line: string): boolean => rawLines.has(line) || rawLines.has(`+${line}`);
  const lines = after.split("\n").map((line) => line.replace(/\r$/, ""));
  return lines.every((line) => isAscii(line) || isRaw(line)) ? "latin1" : "utf8";
};
