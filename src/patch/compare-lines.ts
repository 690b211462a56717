/** Two texts compared line by line: the smallest set of edits where that is cheap, a good one in near-linear time elsewhere. */
import { diffArrays } from "diff";
import { findAnchors } from "./find-anchors.ts";

/** Lines `oldStart` up to `oldEnd` become lines `newStart` up to `newEnd`; 0-based, ends are exclusive, one side may be empty. */
export type Edit = { oldStart: number; oldEnd: number; newStart: number; newEnd: number };

/** What may still be spent on searching the smallest set of edits; shared where one task compares several texts. */
export type Effort = { left: number };

export const createEffort = (): Effort => ({ left: 4_000_000 });

const maxEditsOfBlock = 1_000;
const minEditsOfBlock = 8;
const maxSteps = 10_000_000;
const maxDepth = 5;

/** `places` are the lines of the text that stand on the other side too, and `ids` tells which of them are equal. */
type Side = { ids: Int32Array; places: Int32Array };

/** Lines that the other side has nowhere are edits in any case; without them the search is short. */
const keepShared = (before: string[], after: string[], from: number, cut: number): [Side, Side] => {
  const known = new Map<string, number>();
  const oldIds = new Int32Array(before.length - cut - from);
  for (let i = 0; i < oldIds.length; i++) {
    const line = before[from + i] ?? "";
    const id = known.get(line) ?? known.size;
    if (id === known.size) known.set(line, id);
    oldIds[i] = id;
  }
  const isShared = new Uint8Array(known.size);
  const newIds = new Int32Array(after.length - cut - from);
  for (let i = 0; i < newIds.length; i++) {
    const id = known.get(after[from + i] ?? "") ?? -1;
    newIds[i] = id;
    if (id >= 0) isShared[id] = 1;
  }
  const keep = (all: Int32Array): Side => {
    const places = new Int32Array(all.length);
    let count = 0;
    for (let at = 0; at < all.length; at++) if (isShared[all[at] ?? -1] === 1) places[count++] = at + from;
    const kept = places.subarray(0, count);
    return { ids: kept.map((at) => all[at - from] ?? 0), places: kept };
  };
  return [keep(oldIds), keep(newIds)];
};

/** Half-open ranges of both sides that are matched with each other. */
type Block = { oldStart: number; oldEnd: number; newStart: number; newEnd: number };

/** `pairs` gets for each kept line before the kept line after that it stays as, or -1. */
type Matching = { before: Int32Array; after: Int32Array; pairs: Int32Array; effort: Effort };

/** Pairs what is equal at both ends; the block that is left is empty on a side when nothing more can be paired. */
const trimBlock = ({ before, after, pairs }: Matching, block: Block): Block => {
  let { oldStart, oldEnd, newStart, newEnd } = block;
  while (oldStart < oldEnd && newStart < newEnd && before[oldStart] === after[newStart]) pairs[oldStart++] = newStart++;
  while (oldStart < oldEnd && newStart < newEnd && before[oldEnd - 1] === after[newEnd - 1]) pairs[--oldEnd] = --newEnd;
  return { oldStart, oldEnd, newStart, newEnd };
};

/** Pairs by the smallest set of edits; false when that takes more edits than are allowed for such a block. */
const matchSmallest = ({ before, after, pairs, effort }: Matching, block: Block): boolean => {
  const size = block.oldEnd - block.oldStart + block.newEnd - block.newStart;
  const affordable = Math.min(maxEditsOfBlock, maxSteps / size, Math.sqrt(Math.max(effort.left, 0)));
  const maxEditLength = Math.max(Math.floor(affordable), minEditsOfBlock);
  const changes = diffArrays(
    Array.from(before.subarray(block.oldStart, block.oldEnd)),
    Array.from(after.subarray(block.newStart, block.newEnd)),
    { maxEditLength },
  );
  const edits = changes?.reduce((sum, change) => sum + (change.added || change.removed ? change.count : 0), 0);
  effort.left -= (edits ?? maxEditLength) ** 2;
  if (!changes) return false;
  let { oldStart, newStart } = block;
  for (const { added, removed, count } of changes) {
    if (!added && !removed) for (let i = 0; i < count; i++) pairs[oldStart + i] = newStart + i;
    if (!added) oldStart += count;
    if (!removed) newStart += count;
  }
  return true;
};

const matchBlock = (matching: Matching, whole: Block, depth: number): void => {
  const block = trimBlock(matching, whole);
  let { oldStart, newStart } = block;
  if (oldStart === block.oldEnd || newStart === block.newEnd) return;
  if (matchSmallest(matching, block) || depth === maxDepth) return;
  const anchors = findAnchors(
    matching.before.subarray(oldStart, block.oldEnd),
    matching.after.subarray(newStart, block.newEnd),
  );
  if (anchors.length === 0) return;
  for (const [before, after] of anchors) {
    const [oldEnd, newEnd] = [block.oldStart + before, block.newStart + after];
    matchBlock(matching, { oldStart, oldEnd, newStart, newEnd }, depth + 1);
    [oldStart, newStart] = [oldEnd, newEnd];
  }
  matchBlock(matching, { ...block, oldStart, newStart }, depth + 1);
};

/** What lies between the lines that stay. */
const editsBetween = (before: Side, after: Side, pairs: Int32Array, whole: Block): Edit[] => {
  const edits: Edit[] = [];
  let { oldStart, newStart } = whole;
  const close = (oldEnd: number, newEnd: number): void => {
    if (oldStart < oldEnd || newStart < newEnd) edits.push({ oldStart, oldEnd, newStart, newEnd });
    [oldStart, newStart] = [oldEnd + 1, newEnd + 1];
  };
  for (const [kept, pair] of pairs.entries()) if (pair >= 0) close(before.places[kept] ?? 0, after.places[pair] ?? 0);
  close(whole.oldEnd, whole.newEnd);
  return edits;
};

const isPure = ({ oldStart, oldEnd, newStart, newEnd }: Edit): boolean => oldStart === oldEnd || newStart === newEnd;

/** How many lines further down an edit could stand as well, at most `room`. */
const slackOf = (edit: Edit, before: string[], after: string[], room: number): number => {
  if (!isPure(edit)) return 0;
  const isAdded = edit.oldStart === edit.oldEnd;
  const [lines, start, end] = isAdded ? [after, edit.newStart, edit.newEnd] : [before, edit.oldStart, edit.oldEnd];
  let by = 0;
  while (by < room && lines[start + by] === lines[end + by]) by++;
  return by;
};

/** Added or removed lines that could as well stand further down do so, as in diffs by git; edits that meet become one. */
const slideDown = (edits: Edit[], before: string[], after: string[]): Edit[] => {
  const slid: Edit[] = [];
  for (const edit of edits.toReversed()) {
    let { oldStart, oldEnd, newStart, newEnd } = edit;
    for (;;) {
      const next = slid.at(-1);
      const room = (next?.oldStart ?? before.length) - oldEnd;
      const by = slackOf({ oldStart, oldEnd, newStart, newEnd }, before, after, room);
      [oldStart, oldEnd, newStart, newEnd] = [oldStart + by, oldEnd + by, newStart + by, newEnd + by];
      if (!next || by < room) break;
      [oldEnd, newEnd] = [next.oldEnd, next.newEnd];
      slid.pop();
    }
    slid.push({ oldStart, oldEnd, newStart, newEnd });
  }
  return slid.reverse();
};

/**
 * The edits that make `before` into `after`, in order, with at least one equal line between two of them. Smallest for
 * up to some hundred edits; beyond, the texts are split at lines that stand once on both sides, and a part that even
 * then costs too much is replaced as a whole.
 */
export const compareLines = (before: string[], after: string[], effort: Effort = createEffort()): Edit[] => {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let cut = 0;
  while (cut < shorter - from && before[before.length - 1 - cut] === after[after.length - 1 - cut]) cut++;
  const [old, next] = keepShared(before, after, from, cut);
  const pairs = new Int32Array(old.ids.length).fill(-1);
  const kept = { oldStart: 0, oldEnd: old.ids.length, newStart: 0, newEnd: next.ids.length };
  matchBlock({ before: old.ids, after: next.ids, pairs, effort }, kept, 0);
  const whole = { oldStart: from, oldEnd: before.length - cut, newStart: from, newEnd: after.length - cut };
  return slideDown(editsBetween(old, next, pairs, whole), before, after);
};
