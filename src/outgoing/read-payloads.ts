/** What stands in a text in base64 or hex, where that is text again or packed text: read as any program would read it. */
import { unpack } from "./packed-bytes.ts";

/** Decoded lines, and the 1-based lines of the text that they were decoded from. */
export type Payload = { lines: string[]; line: number; lastLine: number };

type Run = { text: string; line: number; lastLine: number };

const base64Run = /[A-Za-z0-9+/_-]{24,}/g;
const hexRun = /(?:[0-9a-f]{2}){16,}/gi;
const wholeLine = /^[A-Za-z0-9+/_-]{8,}={0,2}$/;
/** Longer runs are data of a file, and would take long to open. */
const longestPacked = 16_384;
const maxOpened = 16;
const maxDepth = 2;
const minLength = 8;

/** Runs within lines, and lines of nothing else one below the other as one run. */
const findRuns = (lines: readonly string[]): Run[] => {
  const runs: Run[] = [];
  let block: Run | null = null;
  const close = (): void => {
    if (block !== null && block.line < block.lastLine) runs.push(block);
    block = null;
  };
  for (const [index, line] of lines.entries()) {
    const [text, number] = [line.trim(), index + 1];
    if (!wholeLine.test(text)) close();
    else if (block === null) block = { text, line: number, lastLine: number };
    else block = { text: block.text + text, line: block.line, lastLine: number };
    for (const [run] of line.matchAll(base64Run)) runs.push({ text: run, line: number, lastLine: number });
  }
  close();
  return runs;
};

/** Nineteen of twenty bytes are printable ASCII or white space. */
const isReadable = (bytes: Buffer): boolean => {
  let odd = 0;
  for (const byte of bytes)
    if ((byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) || byte > 0x7e) {
      odd++;
      if (odd * 20 > bytes.length) return false;
    }
  return bytes.length >= minLength;
};

/** Decoded from the lines, and again where that gives another run; of what is packed at most 16 runs are opened. */
export const readPayloads = (lines: readonly string[]): Payload[] => {
  const payloads: Payload[] = [];
  let opened = 0;
  const open = (bytes: Buffer): Buffer | null => {
    if (isReadable(bytes)) return bytes;
    if (bytes.length > longestPacked || opened++ >= maxOpened) return null;
    const plain = unpack(bytes);
    return plain !== null && isReadable(plain) ? plain : null;
  };
  const visit = (inner: readonly string[], depth: number, outer: Run | null): void => {
    for (const run of findRuns(inner)) {
      const { line, lastLine } = outer ?? run;
      const codes = [
        Buffer.from(run.text, "base64"),
        ...(run.text.match(hexRun) ?? []).map((hex) => Buffer.from(hex, "hex")),
      ];
      for (const bytes of codes) {
        const plain = open(bytes);
        if (plain === null) continue;
        const decoded = plain.toString("latin1").split(/\r\n?|\n/);
        payloads.push({ lines: decoded, line, lastLine });
        if (depth < maxDepth) visit(decoded, depth + 1, outer ?? run);
      }
    }
  };
  visit(lines, 1, null);
  return payloads;
};
