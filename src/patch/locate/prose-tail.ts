/** Where the writer's own words may begin behind the last line of a hunk. */
import type { Token } from "./reading.ts";

const isProse = ({ mark, raw }: Token): boolean => mark === "" || raw.startsWith("- ");

/** The first token from which on only unmarked lines and list entries follow, an unmarked one leading; else the end. */
export const proseStart = (tokens: Token[]): number => {
  let at = tokens.length;
  while (at > 0 && isProse(tokens[at - 1] as Token)) at--;
  while (at < tokens.length && tokens[at]?.mark !== "") at++;
  return at;
};
