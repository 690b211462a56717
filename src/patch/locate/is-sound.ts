/** Decides whether enough of an aligned hunk stands in the file to change it there. */
import { foldLine } from "./fold-line.ts";
import type { PlacedToken } from "./placement.ts";
import { informationOf } from "./similarity.ts";

const minShareFound = 0.6;
const minFound = 1.2;
const minFoundWhole = 0.7;
/** Lines that a hunk without removed lines may have otherwise than the file. */
const maxStrange = 1;

/** Between two changes, a line that the file does not hold could be meant as an addition. */
const hidesAddition = (placed: PlacedToken[]): boolean => {
  let isOpen = false;
  let isUnfounded = false;
  for (const { role, line, token } of placed) {
    if (role === "add" || role === "remove") {
      if (isOpen && isUnfounded) return true;
      [isOpen, isUnfounded] = [true, false];
    } else if (line !== null) isOpen = false;
    else if (!token.isElision) isUnfounded = true;
  }
  return false;
};

/** `placed` as `placeChain` has it in the end; `lines` are the file's. */
export const isSound = (placed: PlacedToken[], lines: string[]): boolean => {
  if (hidesAddition(placed)) return false;
  let [all, found, unlike, swapped, contexts] = [0, 0, 0, 0, 0];
  let hasRemoved = false;
  /** What context that stands says, less what context that does not stand says. */
  let around = 0;
  for (const { role, line, text, token } of placed) {
    if (role === "add" || role === "applied" || token.isElision) continue;
    const information = informationOf(text);
    all += information;
    contexts++;
    hasRemoved ||= role === "remove";
    const isFound = line !== null && foldLine(lines[line] as string) === foldLine(text);
    if (isFound) found += information;
    else if (line === null) unlike++;
    else swapped++;
    if (role === "context") around += isFound ? information : -information;
  }
  const isWhole = unlike + swapped === 0;
  if (found < (isWhole ? minFoundWhole : minFound) || found < all * minShareFound) return false;
  return around >= 0 && unlike <= Math.max(1, contexts * 0.3) && (hasRemoved || unlike + swapped <= maxStrange);
};
