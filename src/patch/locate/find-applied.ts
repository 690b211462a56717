/** Hunks whose changes, all or some, the file holds already. */
import { type FileText, isReturned } from "./file-text.ts";
import { findPlaces } from "./find-places.ts";
import type { LineIndex } from "./line-index.ts";
import type { PlacedToken, Placement } from "./placement.ts";
import type { Reading, Token } from "./reading.ts";
import { informationOf } from "./similarity.ts";

const maxBlocks = 5;
const minInformation = 0.7;
/** A line with one letter says as much. */
const minAdded = 0.45;

type Blocks = {
  count: number /** The number of the block that each token belongs to, or -1 for context. */;
  of: number[];
};

const numberBlocks = (tokens: Token[]): Blocks => {
  let block = -1;
  const of = tokens.map(({ role }, at) => {
    if (role === "context") return -1;
    if (at === 0 || tokens[at - 1]?.role === "context") block++;
    return block;
  });
  return { count: block + 1, of };
};

/** As if the blocks in `applied` (a bit each) were made already: their added lines stand, their removed ones are gone. */
const readApplied = (tokens: Token[], blocks: Blocks, applied: number): PlacedToken[] =>
  tokens.map((token, at): PlacedToken => {
    const isApplied = ((applied >> (blocks.of[at] ?? 0)) & 1) === 1 && token.role !== "context";
    const role = !isApplied ? token.role : token.role === "add" ? "applied" : "gone";
    return { token, role, text: token.text, line: null };
  });

const stands = ({ role }: PlacedToken): boolean => role === "context" || role === "remove" || role === "applied";

/** Added lines that stand show that a change was made; that removed ones are gone shows nothing, they may never have stood. */
const isTelling = (placed: PlacedToken[]): boolean => {
  const sum = (role: PlacedToken["role"]) =>
    placed.reduce((all, one) => (one.role === role ? all + informationOf(one.text) : all), 0);
  return sum("applied") > 0 && sum("applied") + sum("context") >= minInformation;
};

const maxMoved = 3;

/** A hunk with numbers must be made where they say: the same lines elsewhere are other lines. */
export const isWhereStated = ({ stated, statedAfter }: Reading, start: number, offsets: number[]): boolean => {
  const expected = [
    ...(stated === null ? [] : [stated, ...offsets.map((offset) => stated + offset)]),
    statedAfter ?? [],
  ].flat();
  return expected.length === 0 || expected.some((line) => Math.abs(line - start) <= maxMoved);
};

/** Blocks (a bit each) whose removed and added lines are the same at this level: it cannot tell whether they were made. */
const blocksAlike = (tokens: Token[], blocks: Blocks, key: (line: string) => string): number => {
  const side = (block: number, role: Token["role"]) =>
    tokens.flatMap((token, at) => (blocks.of[at] === block && token.role === role ? [key(token.text)] : [])).join("\n");
  let alike = 0;
  for (let block = 0; block < blocks.count; block++)
    if (side(block, "remove") === side(block, "add")) alike |= 1 << block;
  return alike;
};

const findAtLevel = (reading: Reading, index: LineIndex, at: number, offsets: number[]): Placement[] => {
  const level = index.at(at);
  const blocks = numberBlocks(reading.tokens);
  const { count } = blocks;
  if (count < 1 || count > maxBlocks) return [];
  const alike = blocksAlike(reading.tokens, blocks, level.key);
  const found: Placement[] = [];
  for (let applied = 2 ** count - 1; applied > 0 && found.length < 2; applied--) {
    if ((applied & alike) !== 0) continue;
    const placed = readApplied(reading.tokens, blocks, applied);
    if (!isTelling(placed)) continue;
    const wanted = placed.filter(stands).map(({ text }) => level.key(text));
    for (const start of findPlaces(level, wanted)) {
      let line = start;
      const tokens = placed.map((one) => (stands(one) ? { ...one, line: line++ } : one));
      if (isWhereStated(reading, start, offsets)) found.push({ reading, tokens, start, end: line });
    }
  }
  return found;
};

/** The one place where the hunk stands with some blocks already made, or null; `offsets` are those of other hunks. */
export const findApplied = (reading: Reading, index: LineIndex, offsets: number[]): Placement | null => {
  for (const level of [1, 2]) {
    const [only, ...others] = findAtLevel(reading, index, level, offsets);
    if (only) return others.length === 0 ? only : null;
  }
  return null;
};

const keysAt = (keys: string[], from: number, wanted: string[]): boolean =>
  from >= 0 && from + wanted.length <= keys.length && wanted.every((key, i) => keys[from + i] === key);

const isExactAt = ({ tokens, start }: { tokens: Token[]; start: number }, index: LineIndex): boolean =>
  tokens.filter(({ role }) => role !== "add").every(({ text }, at) => index.text.lines[start + at] === text);

/** Whether one side of the hunk stands exactly at a line, its line ends and the file's end included. */
const sideStands = ({ lines, ...rest }: FileText, tokens: Token[], start: number, isUnterminated: boolean): boolean => {
  const text = { lines, ...rest };
  const end = start + tokens.length;
  if (start < 0 || end > lines.length) return false;
  if (isUnterminated !== (end === lines.length && !text.endsWithNewline)) return false;
  return tokens.every((one, at) => lines[start + at] === one.text && isReturned(text, start + at) === one.isReturned);
};

/** "made": every new side stands exactly where it says, and an added line where no old side does; "either": both stand. */
export const readMade = (text: FileText, readings: Reading[]): "made" | "either" | "open" => {
  const isNew = readings.every(({ tokens, statedAfter, newUnterminated, countsHold }) => {
    const side = tokens.filter(({ role }) => role !== "remove");
    const start = side.length === 0 ? 0 : statedAfter;
    return countsHold && start !== null && sideStands(text, side, start, newUnterminated);
  });
  if (!isNew) return "open";
  const isMade = readings.some(({ tokens, stated, oldUnterminated }) => {
    const added = tokens.some(({ role, text: line }) => role === "add" && line.trim() !== "");
    const side = tokens.filter(({ role }) => role !== "add");
    return added && !(stated !== null && sideStands(text, side, stated, oldUnterminated));
  });
  return isMade ? "made" : "either";
};

/**
 * A hunk without context on one side fits the file before and after the change alike: whether the file shows it as
 * made at this place already.
 */
export const looksApplied = ({ reading: { tokens }, start, end }: Placement, index: LineIndex): boolean => {
  const level = index.at(isExactAt({ tokens, start }, index) ? 0 : 1);
  const after = tokens.filter(({ role }) => role !== "remove");
  const wanted = after.map(({ text }) => level.key(text));
  const added = after.filter(({ role }) => role === "add");
  const sum = (some: Token[]) => some.reduce((all, { text }) => all + informationOf(text), 0);
  if (sum(added) < minAdded || sum(after) < 2 * minAdded) return false;
  const lastKept = tokens.findLastIndex(({ role }) => role !== "add");
  const firstKept = tokens.findIndex(({ role }) => role !== "add");
  const isBelow =
    lastKept < tokens.length - 1 && tokens[lastKept]?.role === "context" && keysAt(level.keys, start, wanted);
  const isAbove =
    firstKept > 0 && tokens[firstKept]?.role === "context" && keysAt(level.keys, end - wanted.length, wanted);
  return isBelow || isAbove;
};

/** Added lines at the edge of the hunk that the file holds right beside it: context with a stray `+`, or a real repetition. */
export const repeatsEdge = ({ reading, start, end }: Placement, index: LineIndex): boolean => {
  const { tokens, countsHold } = reading;
  if (countsHold) return false;
  const level = index.at(1);
  const first = tokens.findIndex(({ role }) => role !== "add");
  const last = tokens.findLastIndex(({ role }) => role !== "add");
  const repeats = (some: Token[], from: number): boolean =>
    some.reduce((sum, { text }) => sum + informationOf(text), 0) >= minInformation &&
    keysAt(
      level.keys,
      from,
      some.map(({ text }) => level.key(text)),
    );
  const [head, tail] = [tokens.slice(0, Math.max(first, 0)), tokens.slice(last + 1)];
  return (head.length > 0 && repeats(head, start - head.length)) || (tail.length > 0 && repeats(tail, end));
};
