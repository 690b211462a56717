/** Lines as a reply spells them beside those of the file, for the tests of what is learned from them. */
import type { Token } from "../locate/reading.ts";
import type { LinePair } from "./line-pair.ts";

const token = (text: string): Token => ({
  role: "context",
  text,
  raw: ` ${text}`,
  mark: " ",
  isReturned: false,
  hasMark: false,
  isElision: false,
});

/** Context lines of one hunk, each as the reply and as the file has it. */
export const pairsOf = (lines: [said: string, file: string][]): LinePair[] =>
  lines.map(([said, file]) => ({ said, file, role: "context", token: token(said), hunk: 1 }));
