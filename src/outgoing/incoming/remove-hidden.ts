/** Removes characters that nobody sees, but leaves whole emoji, whose joiners and selectors are drawn. */
import { removeInvisible } from "../visible-text.ts";
import type { Dropped } from "./dropped.ts";

const emoji = /\p{RGI_Emoji}/gv;

/** Counts what it removes in `dropped.invisible`. */
export const removeHidden = (text: string, dropped: Dropped): string => {
  if (removeInvisible(text).length === text.length) return text;
  let kept = "";
  let from = 0;
  const keepSeen = (part: string): void => {
    const seen = removeInvisible(part);
    dropped.invisible += [...part].length - [...seen].length;
    kept += seen;
  };
  for (const { 0: whole, index } of text.matchAll(emoji)) {
    if (removeInvisible(whole).length === whole.length) continue;
    keepSeen(text.slice(from, index));
    kept += whole;
    from = index + whole.length;
  }
  keepSeen(text.slice(from));
  return kept;
};
