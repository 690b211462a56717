/** Other readings of a hunk's lines, each for one habit of writers, tried where the literal one stands nowhere. */
import { proseStart } from "./prose-tail.ts";
import type { Reading, Token } from "./reading.ts";

const isBareBlank = ({ mark, raw }: Token): boolean => mark === "" && raw.trim() === "";

/** Blank lines between added ones that lost their `+`. */
const addBlanks = (tokens: Token[]): Token[] => {
  const marked = tokens.map((token) => token);
  for (let at = 0; at < tokens.length; at++) {
    if (!isBareBlank(tokens[at] as Token)) continue;
    let to = at;
    while (to < tokens.length && isBareBlank(tokens[to] as Token)) to++;
    if (tokens[at - 1]?.role === "add" && tokens[to]?.role === "add")
      for (let i = at; i < to; i++) marked[i] = { ...(tokens[i] as Token), role: "add" };
    at = to;
  }
  return marked;
};

const cutProse = (tokens: Token[]): Token[] => tokens.slice(0, proseStart(tokens));

/** Readings that differ from the literal one, which comes first. */
export const variantsOf = (reading: Reading): Reading[] => {
  const { tokens } = reading;
  if (!tokens.some(({ mark }) => mark === "")) return [reading];
  const cut = reading.isClosed ? tokens : cutProse(tokens);
  const variants = [tokens, addBlanks(tokens), cut, addBlanks(cut)];
  return variants
    .filter((some, at) => at === 0 || (some.length > 0 && !variants.slice(0, at).some((other) => isSame(some, other))))
    .map((some) => ({ ...reading, tokens: some }));
};

const isSame = (one: Token[], other: Token[]): boolean =>
  one.length === other.length && one.every((token, at) => token.role === other[at]?.role);
