/** Decodes the bytes of a tracked file, or says why it is not text that can be shown by lines. */
import { isUtf8 } from "node:buffer";

export const maxTextBytes = 1_000_000;
export const maxLineBytes = 20_000;

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "latin-1";
export type TextFault = "binary" | "too-large" | "long-line";
export type DecodedText = { text: string; encoding: TextEncoding } | { fault: TextFault };

/** Byte order marks are removed, line ends kept. Bytes that are neither UTF-8 nor hold control characters are taken for Latin-1. */
export const decodeText = (bytes: Buffer): DecodedText => {
  if (bytes.length > maxTextBytes) return { fault: "too-large" };
  const wide = wideEncoding(bytes);
  if (wide !== null) return decodeWide(bytes, wide);
  if (bytes.includes(0)) return { fault: "binary" };
  const isUtf = isUtf8(bytes);
  if (!isUtf && hasControls(bytes)) return { fault: "binary" };
  if (hasLongLine(bytes)) return { fault: "long-line" };
  if (!isUtf) return { text: bytes.toString("latin1"), encoding: "latin-1" };
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return { text: bytes.toString("utf8", start), encoding: "utf-8" };
};

/** Looks for the last line end in each stretch of the permitted length, so that it takes one search per stretch, not per line. */
const hasLongLine = (bytes: Buffer): boolean => {
  for (let start = 0; bytes.length - start > maxLineBytes; ) {
    const end = bytes.lastIndexOf(10, start + maxLineBytes);
    if (end < start) return true;
    start = end + 1;
  }
  return false;
};

/** Tab, line feed, form feed, carriage return and escape (colours in recorded output) may stand in text. */
const hasControls = (bytes: Buffer): boolean =>
  bytes.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27);

const sampleBytes = 512;

/** By the byte order mark, or by the zeros that Latin letters leave in every second byte. */
const wideEncoding = (bytes: Buffer): "utf-16le" | "utf-16be" | null => {
  if (bytes.length % 2 !== 0 || bytes.length < 2) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, sampleBytes);
  if (!sample.includes(0)) return null;
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = sample.length * 0.4;
  if (odd > most && even === 0) return "utf-16le";
  return even > most && odd === 0 ? "utf-16be" : null;
};

const decodeWide = (bytes: Buffer, encoding: "utf-16le" | "utf-16be"): DecodedText => {
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes("\0")) return { fault: "binary" };
  return hasLongLine(Buffer.from(text)) ? { fault: "long-line" } : { text, encoding };
};
