/** Edits of several hunks put together and made on a file's text. */
import type { Edit } from "./edit.ts";
import { type FileText, isReturned } from "./file-text.ts";
import type { Placement } from "./placement.ts";
import type { Token } from "./reading.ts";

/** How an added line of a hunk, given by its number, will be spelled. */
export type Spell = (token: Token, hunk: number) => string;

const isSame = (one: Edit, other: Edit): boolean =>
  one.at === other.at &&
  one.removed === other.removed &&
  one.added.length === other.added.length &&
  one.added.every(({ text }, at) => text === other.added[at]?.text);

/** Every line that the hunk shares with the file is spelled as there. */
const isExact = ({ tokens }: Placement, { lines }: FileText): boolean =>
  tokens.every(({ line, text }) => line === null || lines[line] === text);

/** Sorted edits without repetitions, or the first pair that gets in each other's way. */
export const joinEdits = (text: FileText, edits: Edit[]): { edits: Edit[] } | { clash: [Edit, Edit] } => {
  const sorted = edits.toSorted((one, other) => one.at - other.at || one.removed - other.removed);
  const joined: Edit[] = [];
  for (const edit of sorted) {
    const above = joined.at(-1);
    const isOther = above !== undefined && above.placement !== edit.placement;
    if (above && isOther && isSame(above, edit) && isExact(above.placement, text) && isExact(edit.placement, text))
      continue;
    const isInside = above !== undefined && edit.at < above.at + above.removed;
    const isBeside = above !== undefined && above.at === edit.at && isOther;
    if (above && (isInside || isBeside)) return { clash: [above, edit] };
    joined.push(edit);
  }
  return { edits: joined };
};

/** Whether the reply's line ends are those of the file on every line that both have, so that they can be taken as written. */
const returnsAgree = ({ tokens }: Placement, text: FileText): boolean =>
  tokens.every(({ line, token }) => line === null || token.isReturned === isReturned(text, line));

/** The line end that an added line gets: as written where the hunk writes line ends as the file has them, else the neighbour's. */
const returnsOf = (edit: Edit, text: FileText): ((token: Token) => boolean) => {
  if (typeof text.returns === "boolean" && !text.returns && !edit.added.some(({ isReturned: one }) => one))
    return () => false;
  if (text.lines.length === 0 || returnsAgree(edit.placement, text)) return (token) => token.isReturned;
  if (typeof text.returns === "boolean") return () => text.returns === true;
  const beside = edit.removed > 0 ? edit.at : Math.max(edit.at - 1, 0);
  const isLastOpen = beside === text.lines.length - 1 && !text.endsWithNewline;
  const wanted = isReturned(text, isLastOpen ? Math.max(beside - 1, 0) : beside);
  return () => wanted;
};

/** The hunk's marks decide how the file ends only when it reaches the end and the two sides differ. */
const endsWithNewline = (text: FileText, edits: Edit[], placements: Placement[]): boolean => {
  const last = placements.find(
    ({ end, reading }) => end === text.lines.length && (reading.oldUnterminated || reading.newUnterminated),
  );
  const removesEnd = edits.some(({ at, removed }) => removed > 0 && at + removed === text.lines.length);
  if (last && last.reading.oldUnterminated !== last.reading.newUnterminated) return !last.reading.newUnterminated;
  if (text.lines.length === 0) return !placements.some(({ reading }) => reading.newUnterminated);
  const leavesNothing = edits.some(
    ({ at, removed, added }) => removed > 0 && added.length === 0 && at + removed === text.lines.length,
  );
  return text.endsWithNewline || (removesEnd && leavesNothing);
};

/** An unterminated last line ends in CR only where the hunk itself says so. */
const endsInReturn = (text: FileText, last: Edit | undefined): boolean => {
  if (!last || last.at + last.removed < text.lines.length) return false;
  return (last.added.at(-1)?.isReturned ?? false) && returnsAgree(last.placement, text);
};

/** Line ends of the new lines: still one for all where every added line has it too. */
const joinReturns = (text: FileText, edits: Edit[], ends: boolean): FileText["returns"] => {
  const wanted = edits.map((edit) => edit.added.map(returnsOf(edit, text)));
  const isMixed = typeof text.returns !== "boolean";
  const isUniform = !isMixed && wanted.every((some) => some.every((one) => one === text.returns));
  if (isUniform && (ends || text.returns === false)) return text.returns;
  const returns: boolean[] = [];
  let at = 0;
  const keep = (to: number) => {
    for (; at < to; at++) returns.push(isMixed ? isReturned(text, at) : text.returns === true);
  };
  for (const [i, edit] of edits.entries()) {
    keep(edit.at);
    for (const one of wanted[i] ?? []) returns.push(one);
    at += edit.removed;
  }
  keep(text.lines.length);
  if (!ends && !isMixed) returns[returns.length - 1] = endsInReturn(text, edits.at(-1));
  return returns;
};

/** The mark goes or comes only by a hunk that shows it on the first line, and stays where the reply does not know of it. */
const keepsMark = (text: FileText, first: Edit | undefined): boolean => {
  if (first?.at !== 0) return text.hasMark;
  const fresh = first.added[0]?.hasMark ?? false;
  const isKnown = first.placement.tokens.some(({ line, token }) => line === 0 && token.hasMark);
  return fresh || (text.hasMark && !isKnown);
};

/** `edits` are joined ones; `placements` all hunks of this text, those without an edit included. */
export const applyEdits = (text: FileText, edits: Edit[], placements: Placement[], spell: Spell): FileText => {
  const lines: string[] = [];
  let at = 0;
  for (const edit of edits) {
    for (; at < edit.at; at++) lines.push(text.lines[at] as string);
    for (const token of edit.added) lines.push(spell(token, edit.placement.reading.number));
    at += edit.removed;
  }
  for (; at < text.lines.length; at++) lines.push(text.lines[at] as string);
  const ends = endsWithNewline(text, edits, placements);
  return {
    lines,
    returns: joinReturns(text, edits, ends),
    hasMark: (lines.length > 0 || edits.length === 0) && keepsMark(text, edits[0]),
    endsWithNewline: ends,
  };
};
