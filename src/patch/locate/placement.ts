/** A hunk with its place: which line of the file each of its lines stands for. */
import { countOld, isOld, type Reading, type Token } from "./reading.ts";

/** `line` is the 0-based line of the file that a context or removed line stands for; null where it stands for none. */
export type PlacedToken = {
  token: Token;
  role: "context" | "remove" | "add" | "applied" | "gone";
  text: string;
  line: number | null;
};

export type Placement = {
  reading: Reading;
  tokens: PlacedToken[];
  /** 0-based first line, and the line behind the last one. */
  start: number;
  end: number;
  /** The hunk fits the file before and after the change alike, and is taken as made. */
  isEither?: true;
};

/** The hunk's old side stands line by line from `start` on. */
export const placeAt = (reading: Reading, start: number): Placement => {
  let line = start;
  const tokens = reading.tokens.map(
    (token): PlacedToken => ({ token, role: token.role, text: token.text, line: isOld(token) ? line++ : null }),
  );
  return { reading, tokens, start, end: start + countOld(reading.tokens) };
};
