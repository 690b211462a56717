/** Other readings of a hunk's lines, each for one habit of writers, tried where the literal one stands nowhere. */
import { proseStart } from "./prose-tail.ts";
import { countNew, countOld, type Reading, type Token } from "./reading.ts";

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

/** A list right below an unfenced hunk, whose counts are complete without it. */
const cutLists = ({ tokens, isClosed, statedCounts }: Reading): Token[] => {
  if (isClosed) return tokens;
  let end = tokens.length;
  while (end > 0 && (tokens[end - 1]?.mark === "" || tokens[end - 1]?.raw.startsWith("- "))) end--;
  let [old, fresh] = [countOld(tokens.slice(0, end)), countNew(tokens.slice(0, end))];
  for (; end < tokens.length; end++) {
    if (old === statedCounts.old && fresh === statedCounts.new) return tokens.slice(0, end);
    if (tokens[end]?.role !== "add") old++;
    if (tokens[end]?.role !== "remove") fresh++;
  }
  return tokens;
};

/** Readings that differ from the literal one, which comes first. */
export const variantsOf = (reading: Reading): Reading[] => {
  const { tokens } = reading;
  if (reading.isClosed && !tokens.some(({ mark }) => mark === "")) return [reading];
  const cut = reading.isClosed ? tokens : cutProse(tokens);
  const variants = [tokens, addBlanks(tokens), cut, addBlanks(cut), cutLists(reading)];
  return variants
    .filter((some, at) => at === 0 || (some.length > 0 && !variants.slice(0, at).some((other) => isSame(some, other))))
    .map((some) => ({ ...reading, tokens: some }));
};

const isSame = (one: Token[], other: Token[]): boolean =>
  one.length === other.length && one.every((token, at) => token.role === other[at]?.role);
