/** Where lines stand in a file, at each level of leniency; built once per file and only as far as hunks ask. */
import type { FileText } from "./file-text.ts";
import { levels } from "./fold-line.ts";
import type { Reading } from "./reading.ts";

/** The lines of one file at one level, and the places of those that hunks mention. */
export type LevelIndex = {
  keys: string[];
  places: Map<string, number[]>;
  key: (line: string) => string;
  /** Places of those sequences of lines for which the whole file was read, by the lines joined: hunks repeat each other. */
  scanned: Map<string, number[]>;
};

export type LineIndex = { text: FileText; at: (level: number) => LevelIndex };

const buildLevel = (lines: string[], readings: Reading[], level: number): LevelIndex => {
  const key = levels[level] ?? ((line: string) => line);
  const places = new Map<string, number[]>();
  for (const { tokens } of readings)
    for (const { text, raw } of tokens) {
      places.set(key(text), []);
      if (level > 0) places.set(key(raw), []);
    }
  const keys = level === 0 ? lines : lines.map(key);
  for (let at = 0; at < keys.length; at++) places.get(keys[at] as string)?.push(at);
  return { keys, places, key, scanned: new Map() };
};

/** `readings` are all hunks that will be looked for in `text`. */
export const createLineIndex = (text: FileText, readings: Reading[]): LineIndex => {
  const built: (LevelIndex | undefined)[] = [];
  return {
    text,
    at: (level) => {
      const known = built[level] ?? buildLevel(text.lines, readings, level);
      built[level] = known;
      return known;
    },
  };
};
