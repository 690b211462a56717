/** The text of a file that an entry gives whole: as added lines, or as a block of its own. */
import type { Refusal } from "../../domain/patch.ts";
import { failure, type Result, success } from "../../domain/result.ts";
import { compareLines } from "../compare-lines.ts";
import type { DraftFile, DraftHunk } from "../draft.ts";
import type { Spell } from "../locate/apply-edits.ts";
import { byteOrderMark, type FileText, printFileText, readFileText } from "../locate/file-text.ts";
import { proseStart } from "../locate/prose-tail.ts";
import { type Reading, readHunk, type Token } from "../locate/reading.ts";
import { refusal } from "../refusal.ts";
import { hunkFault } from "./check-hunk.ts";

/** Lines at an end of a file that a block may lack without being taken for a part of it. */
const maxCut = 3;

type Settled = Result<{ tokens: Token[]; endsWithNewline: boolean }, Refusal>;

const isBlank = ({ text }: Token): boolean => text.trim() === "";

/** Without a single marker, the lines are the file's own; else every line must be an added one. */
const additionsOf = (tokens: Token[]): Token[] | null => {
  const isMarked = tokens.some(({ mark }) => mark === "+" || mark === "-");
  const asAdded = (token: Token, text: string): Token => ({ ...token, role: "add", text });
  if (!isMarked) {
    const isIndented = tokens.every((token) => token.mark === " " || isBlank(token));
    return tokens.map((token) => asAdded(token, isIndented ? token.text : token.raw));
  }
  const body = tokens.slice(0, proseStart(tokens));
  if (!body.every((token) => token.role === "add" || (token.role === "context" && isBlank(token)))) return null;
  return body.map((token) => asAdded(token, token.role === "add" ? token.text : ""));
};

const continues = (hunk: DraftHunk, lines: number): boolean =>
  hunk.after.start === null || hunk.after.start === lines + 1;

const joinHunks = (draft: DraftFile, path: string, miscounts: boolean): Settled => {
  const tokens: Token[] = [];
  const place = (hunk: Reading) => ({ path, hunk: hunk.number, line: hunk.at });
  let last: Reading | null = null;
  for (const [i, hunk] of draft.hunks.entries()) {
    const reading = readHunk(hunk, i + 1);
    const additions = additionsOf(reading.tokens);
    if (additions === null)
      return failure(
        refusal("malformed", "it is a new file, so every line must be an added line (`+`)", place(reading)),
      );
    if (i > 0 && !continues(hunk, tokens.length))
      return failure(
        refusal("malformed", "a new file is written as one hunk that holds all of its lines", place(reading)),
      );
    const fault = hunkFault({ ...reading, tokens: additions }, { reachesEnd: false, miscounts, known: new Set() });
    if (fault) return failure(refusal("malformed", fault, place(reading)));
    for (const token of additions) tokens.push(token);
    last = reading;
  }
  return success({ tokens, endsWithNewline: !last?.newUnterminated });
};

/** The lines of a new file, still spelled as in the reply. */
export const settleNew = (draft: DraftFile, path: string, miscounts: boolean): Settled => {
  if (draft.content === null) return joinHunks(draft, path, miscounts);
  const { lines, endsWithNewline, hasMark } = readFileText(draft.content);
  const tokens = lines.map(
    (text, at): Token => ({
      role: "add",
      text,
      raw: text,
      mark: "+",
      isReturned: false,
      hasMark: hasMark && at === 0,
      isElision: false,
    }),
  );
  return success({ tokens, endsWithNewline });
};

/** A new file's text. */
export const printNew = (tokens: Token[], endsWithNewline: boolean, spell: Spell): string => {
  const lines = tokens.map((token) => spell(token, 1) + (token.isReturned ? "\r" : ""));
  if (lines.length === 0) return "";
  return (tokens[0]?.hasMark ? byteOrderMark : "") + lines.join("\n") + (endsWithNewline ? "\n" : "");
};

/** A block with less than half of the file, or that lacks its head or its tail and nothing else there, could be a part of it. */
export const isExcerpt = (before: string[], after: string[]): boolean => {
  if (after.length * 2 < before.length) return true;
  const edits = compareLines(before, after);
  return edits.some(
    ({ oldStart, oldEnd, newStart, newEnd }) =>
      newStart === newEnd && (oldStart === 0 || oldEnd === before.length) && oldEnd - oldStart > maxCut,
  );
};

/** The whole new text of a file that stands: it keeps the file's byte order mark, line ends and missing last newline. */
export const replaceWhole = (base: FileText, lines: string[]): string => {
  const returns = typeof base.returns === "boolean" ? base.returns : false;
  return printFileText({
    lines,
    returns,
    hasMark: base.hasMark,
    endsWithNewline: base.endsWithNewline || base.lines.length === 0,
  });
};
