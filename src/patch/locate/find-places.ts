/** Every place where some lines stand one after the other in a file. */
import { createEffort, type Effort } from "./effort.ts";
import type { LevelIndex } from "./line-index.ts";

/** Up to this many lookups the rarest line leads; beyond, the whole file is read once. */
const maxLookups = 64;

const standsAt = (keys: string[], wanted: string[], start: number): boolean => {
  if (start < 0 || start + wanted.length > keys.length) return false;
  for (let i = 0; i < wanted.length; i++) if (keys[start + i] !== wanted[i]) return false;
  return true;
};

/** Knuth, Morris and Pratt over lines: linear however repetitive the file is. */
const scan = (keys: string[], wanted: string[]): number[] => {
  const borders = [0];
  for (let i = 1, matched = 0; i < wanted.length; i++) {
    while (matched > 0 && wanted[i] !== wanted[matched]) matched = borders[matched - 1] ?? 0;
    if (wanted[i] === wanted[matched]) matched++;
    borders.push(matched);
  }
  const places: number[] = [];
  for (let i = 0, matched = 0; i < keys.length; i++) {
    while (matched > 0 && keys[i] !== wanted[matched]) matched = borders[matched - 1] ?? 0;
    if (keys[i] === wanted[matched]) matched++;
    if (matched < wanted.length) continue;
    places.push(i + 1 - matched);
    matched = borders[matched - 1] ?? 0;
  }
  return places;
};

/** `wanted` holds keys of the index's level, all of them known to it; ascending 0-based starts, none when the effort is spent. */
export const findPlaces = (
  { keys, places, scanned }: LevelIndex,
  wanted: string[],
  effort: Effort = createEffort(),
): number[] => {
  let rarest = 0;
  let found: number[] | undefined;
  for (let i = 0; i < wanted.length; i++) {
    const here = places.get(wanted[i] as string);
    if (here === undefined || here.length === 0) return [];
    if (found === undefined || here.length < found.length) [rarest, found] = [i, here];
  }
  if (found === undefined) return [];
  if (found.length > maxLookups) {
    const name = wanted.join("\n");
    const known = scanned.get(name);
    if (known !== undefined) return known;
    effort.places -= keys.length;
    if (effort.places < 0) return [];
    const starts = scan(keys, wanted);
    scanned.set(name, starts);
    return starts;
  }
  return found.map((place) => place - rarest).filter((start) => standsAt(keys, wanted, start));
};
