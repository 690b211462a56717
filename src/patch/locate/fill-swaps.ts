/** Pairs the lines of a hunk that were not found with the lines of the file in their stead. */
import type { PlacedToken } from "./placement.ts";
import { isAlike } from "./similarity.ts";

/** Tokens between two matched ones get the lines between them where there are just as many, one for one. */
export const fillSwaps = (placed: PlacedToken[], lines: string[]): void => {
  const matched = placed.flatMap(({ line }, at) => (line === null ? [] : [at]));
  const fill = (from: number, to: number, line: number, needsLikeness: boolean) => {
    let at = line;
    for (let i = from; i < to; i++) {
      const one = placed[i] as PlacedToken;
      if (one.role !== "context") continue;
      const line = lines[at];
      if (line !== undefined && (!needsLikeness || isAlike(one.text, line))) one.line = at;
      at++;
    }
  };
  const contexts = (from: number, to: number) => placed.slice(from, to).filter(({ role }) => role === "context").length;
  for (const [i, at] of matched.entries()) {
    const next = matched[i + 1];
    const line = (placed[at] as PlacedToken).line as number;
    if (next === undefined) continue;
    const stretch = placed.slice(at + 1, next);
    const skipped = ((placed[next] as PlacedToken).line as number) - line - 1;
    if (skipped === contexts(at + 1, next) && !stretch.some(({ token }) => token.isElision))
      fill(at + 1, next, line + 1, false);
  }
  const first = matched[0];
  const last = matched.at(-1);
  if (first === undefined || last === undefined) return;
  const start = ((placed[first] as PlacedToken).line as number) - contexts(0, first);
  if (!placed.slice(0, first).some(({ token }) => token.isElision)) fill(0, first, start, true);
  if (!placed.slice(last + 1).some(({ token }) => token.isElision))
    fill(last + 1, placed.length, ((placed[last] as PlacedToken).line as number) + 1, true);
};
