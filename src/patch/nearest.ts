/** The part of a file that comes nearest to a hunk that stands nowhere in it, for the message of the refusal. */

const maxShown = 30;
const maxWidth = 200;

const showLines = (lines: string[], from: number, to: number): string =>
  lines
    .slice(Math.max(from, 0), Math.min(to, Math.max(from, 0) + maxShown))
    .map((line, i) => `${String(Math.max(from, 0) + i + 1).padStart(5)} | ${line.slice(0, maxWidth)}`.trimEnd())
    .join("\n");

/** The lines around some places, numbered, each place on its own. */
export const describePlaces = (lines: string[], places: number[], length: number): string =>
  places.map((start) => showLines(lines, start - 2, start + Math.min(length, 8) + 2)).join("\n  ...\n");

/** A line that stands in many places says little about where a hunk belongs. */
const maxPlacesOfLine = 20;

/** Each line of the hunk that stands in the file votes for the place that this would give the whole hunk. */
const placeByVotes = (lines: string[], wanted: string[], stated: number): number | null => {
  const places = new Map<string, number[]>();
  for (const text of wanted) if (text.trim() !== "") places.set(text.trim(), []);
  for (const [at, text] of lines.entries()) places.get(text.trim())?.push(at);
  const votes = new Map<number, number>();
  for (const [offset, text] of wanted.entries()) {
    const found = places.get(text.trim()) ?? [];
    if (found.length > maxPlacesOfLine) continue;
    for (const at of found) votes.set(at - offset, (votes.get(at - offset) ?? 0) + 1);
  }
  let best: { start: number; score: number } | null = null;
  for (const [start, score] of votes) {
    const isBetter =
      !best || score > best.score || (score === best.score && Math.abs(start - stated) < Math.abs(best.start - stated));
    if (isBetter) best = { start, score };
  }
  return best?.start ?? null;
};

const wordsOf = (line: string): Set<string> => new Set(line.slice(0, 1_000).match(/\w+/g));

/** The place where the hunk's longest line would stand on the line of the file that shares most words with it. */
const placeByWords = (lines: string[], wanted: string[]): number | null => {
  const longest = wanted.reduce(
    (best, line, i) => (line.trim().length > (wanted[best] ?? "").trim().length ? i : best),
    0,
  );
  const words = wordsOf(wanted[longest] ?? "");
  let best = { start: -1, score: 0 };
  for (const [at, line] of lines.entries()) {
    const found = wordsOf(line);
    const shared = found.intersection(words).size / (1 + found.union(words).size);
    if (shared > best.score) best = { start: at - longest, score: shared };
  }
  return best.score > 0 ? best.start : null;
};

/**
 * The nearest place with its lines numbered, and the first line there that differs (0-based in file and hunk);
 * `stated` breaks ties and is shown where nothing is alike.
 */
export const nearestPlace = (
  lines: string[],
  wanted: string[],
  stated: number,
): { line: { base: number; hunk: number } | null; nearest: string } => {
  const start = placeByVotes(lines, wanted, stated) ?? placeByWords(lines, wanted);
  if (start === null) {
    const from = Math.min(Math.max(stated, 0), Math.max(lines.length - 1, 0));
    return { line: null, nearest: describePlaces(lines, [from], wanted.length) };
  }
  const first = wanted.findIndex((text, i) => lines[start + i] !== text);
  const hunk = first < 0 || start + first < 0 ? 0 : first;
  return {
    line: { base: Math.max(start + hunk, 0), hunk },
    nearest: showLines(lines, start - 2, start + wanted.length + 2),
  };
};
