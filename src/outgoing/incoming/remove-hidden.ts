/** Removes characters that nobody sees, and counts them. */
import { removeInvisible } from "../visible-text.ts";
import type { Dropped } from "./dropped.ts";

/** Counts what it removes in `dropped.invisible`. */
export const removeHidden = (text: string, dropped: Dropped): string => {
  const seen = removeInvisible(text);
  if (seen.length !== text.length) dropped.invisible += [...text].length - [...seen].length;
  return seen;
};
