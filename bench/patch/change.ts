/** A real change of a commit, as git's own diff states it, and what damages need to measure on it. */

export type Line = { mark: " " | "-" | "+"; text: string; noNewline: boolean };

export type Hunk = {
  oldStart: number;
  oldCount: number;
  newStart: number;
  newCount: number;
  section: string;
  lines: Line[];
};

export type Change = {
  kind: "modify" | "add" | "delete" | "rename";
  /** Paths before and after; equal unless renamed. */
  from: string;
  path: string;
  mode: string;
  oldBlob: string;
  newBlob: string;
  /** Whole texts; empty where the file does not exist. */
  before: string;
  after: string;
  hunks: Hunk[];
};

export type Sample = {
  repo: string;
  commit: string;
  changes: Change[];
  siblings: { path: string; mode: string; text: string }[];
};

export const linesOf = (text: string): string[] => {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
};

export const oldSide = (hunk: Hunk): string[] => hunk.lines.filter(({ mark }) => mark !== "+").map(({ text }) => text);
export const newSide = (hunk: Hunk): string[] => hunk.lines.filter(({ mark }) => mark !== "-").map(({ text }) => text);
export const added = (hunk: Hunk): string[] => hunk.lines.filter(({ mark }) => mark === "+").map(({ text }) => text);

/** 0-based index of the base line at which the old side starts. */
export const placeOf = (hunk: Hunk): number => (hunk.oldCount === 0 ? hunk.oldStart : hunk.oldStart - 1);

/** The hunk with counts that fit its lines. */
export const recount = (hunk: Hunk): Hunk => ({
  ...hunk,
  oldCount: oldSide(hunk).length,
  newCount: newSide(hunk).length,
});

/** The text after all hunks, applied at their stated places; null when an old side does not stand there. */
export const applyAtPlaces = (text: string, hunks: Hunk[]): string | null => {
  const base = linesOf(text);
  const result: string[] = [];
  let at = 0;
  let endsWithNewline = text === "" || text.endsWith("\n");
  for (const hunk of hunks) {
    const place = placeOf(hunk);
    if (place < at) return null;
    result.push(...base.slice(at, place));
    const old = oldSide(hunk);
    if (old.some((line, index) => base[place + index] !== line)) return null;
    result.push(...newSide(hunk));
    at = place + old.length;
    const last = hunk.lines.filter(({ mark }) => mark !== "-").at(-1);
    if (at === base.length && last) endsWithNewline = !last.noNewline;
  }
  result.push(...base.slice(at));
  return result.length === 0 ? "" : result.join("\n") + (endsWithNewline ? "\n" : "");
};

/** All 0-based places where the lines stand one after the other, compared by `fold`. */
export const placesOf = (lines: string[], base: string[], fold = (line: string): string => line): number[] => {
  const folded = base.map(fold);
  const wanted = lines.map(fold);
  const places: number[] = [];
  for (let at = 0; at + wanted.length <= folded.length; at++)
    if (wanted.every((line, index) => folded[at + index] === line)) places.push(at);
  return places;
};
