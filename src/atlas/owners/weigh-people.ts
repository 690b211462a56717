/** Weighs who knows a file by the commits that touched it, recent ones more. */
import type { Commit } from "./history.ts";

export type Person = {
  /** As in git's log. */
  name: string;
  /** Of all weight on the file, 0.1 to 1, rounded to two decimals. */
  share: number;
};

const halfLifeSeconds = 180 * 86_400;
const maxPeople = 3;
const minShare = 0.1;

/**
 * Gives the up to three people with the largest shares of a path. A commit weighs half after 180 days and 1/√n in each of its n files;
 * bots and sweeping commits weigh nothing. `now` is in seconds; without it the time of the newest commit counts.
 */
export const weighPeople = (
  commits: readonly Commit[],
  now = commits.reduce((newest, { time }) => Math.max(newest, time), 0),
): ((path: string) => Person[]) => {
  const weights = new Map<string, Map<string, number>>();
  for (const { time, author, isBot, files } of commits) {
    if (isBot || author === "") continue;
    const weight = 0.5 ** (Math.max(0, now - time) / halfLifeSeconds) / Math.sqrt(files.length);
    for (const path of files) {
      const people = weights.get(path) ?? new Map<string, number>();
      people.set(author, (people.get(author) ?? 0) + weight);
      weights.set(path, people);
    }
  }
  return (path) => rank(weights.get(path) ?? new Map());
};

const rank = (people: ReadonlyMap<string, number>): Person[] => {
  let total = 0;
  for (const weight of people.values()) total += weight;
  const known: Person[] = [];
  for (const [name, weight] of people) {
    const share = total > 0 ? Math.round((weight / total) * 100) / 100 : 0;
    if (share >= minShare) known.push({ name, share });
  }
  return known.sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1)).slice(0, maxPeople);
};
