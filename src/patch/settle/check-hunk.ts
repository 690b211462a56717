/** What makes a hunk unfit to be applied whatever the file holds: cut off in its midst, or code left out of its additions. */
import { isElidingAddition } from "../locate/elision.ts";
import { countNew, countOld, type Reading } from "../locate/reading.ts";

/** What else in the reply tells about this hunk. */
type HunkEvidence = {
  /** The hunk's last line is the last one of the file. */
  reachesEnd: boolean;
  /** Other hunks of the reply state wrong counts, so that those of this one prove nothing. */
  miscounts: boolean;
  /** Lines of the file. */
  known: Set<string>;
};

/** The text ends with it, and it is not complete by its own counts or nothing shows that it is. */
const seemsCutOff = (reading: Reading, { reachesEnd, miscounts }: HunkEvidence): boolean => {
  const { tokens, isClosed, isUnclosed, countsHold, statedCounts } = reading;
  if (isClosed || countsHold) return false;
  if (isUnclosed) return true;
  const { old, new: fresh } = statedCounts;
  const isShort = (old !== null && countOld(tokens) < old) || (fresh !== null && countNew(tokens) < fresh);
  const endsInContext = reachesEnd && tokens.at(-1)?.role === "context";
  return isShort && !miscounts && !endsInContext;
};

/** A sentence for the refusal, or null. */
export const hunkFault = (reading: Reading, evidence: HunkEvidence): string | null => {
  const { known } = evidence;
  if (seemsCutOff(reading, evidence))
    return "the text ends before the hunk is complete by its own counts: the reply seems cut off; give the whole diff";
  const elided = reading.tokens.find(({ role, text }) => role === "add" && isElidingAddition(text) && !known.has(text));
  if (elided)
    return `the added line \`${elided.text.trim().slice(0, 80)}\` stands for code that is left out: write that code`;
  return null;
};
