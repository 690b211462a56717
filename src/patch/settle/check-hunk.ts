/** What makes a hunk unfit to be applied whatever the file holds: cut off in its midst, or code left out of its additions. */
import { isElidingAddition } from "../locate/elision.ts";
import { countNew, countOld, type Reading, type Token } from "../locate/reading.ts";

const trailingContext = (tokens: Token[]): number =>
  tokens.length - 1 - tokens.findLastIndex(({ role }) => role !== "context");

const leadingContext = (tokens: Token[]): number => {
  const first = tokens.findIndex(({ role }) => role !== "context");
  return first < 0 ? tokens.length : first;
};

/** Its counts promise more lines than the text holds, the text ends with it, and it does not close as hunks do. */
const seemsCutOff = ({ tokens, isClosed, statedCounts }: Reading): boolean => {
  if (isClosed) return false;
  const { old, new: fresh } = statedCounts;
  const isShort = (old !== null && countOld(tokens) < old) || (fresh !== null && countNew(tokens) < fresh);
  return isShort && trailingContext(tokens) < Math.max(1, Math.min(3, leadingContext(tokens)));
};

/** A sentence for the refusal, or null; `reachesEnd` says that the hunk's last line is the file's last one. */
export const hunkFault = (reading: Reading, reachesEnd: boolean, known: Set<string>): string | null => {
  if (seemsCutOff(reading) && !reachesEnd)
    return "the text ends before the hunk is complete by its own counts: the reply seems cut off; give the whole diff";
  const elided = reading.tokens.find(({ role, text }) => role === "add" && isElidingAddition(text) && !known.has(text));
  if (elided)
    return `the added line \`${elided.text.trim().slice(0, 80)}\` stands for code that is left out: write that code`;
  return null;
};
