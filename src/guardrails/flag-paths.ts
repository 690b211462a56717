/** Flags what decides what is installed or run, what others may do with the work, and what hides changes. */
import type { FlagRule } from "./guardrail.ts";
import { changesOnlyDescription } from "./manifest-description.ts";
import { isFlagged, isLockfile, isPolicy } from "./path-lists.ts";

const reasonFor = (path: string): string => {
  if (isPolicy(path)) return "is a licence or a policy of this repository";
  if (isLockfile(path)) return "pins what is installed";
  return "decides what is installed, run or left out";
};

export const flagPaths: FlagRule = ({ changes }) =>
  changes
    .filter((change) => isFlagged(change.path) && !changesOnlyDescription(change))
    .map(({ path, after }) => ({
      rule: "flagged-paths",
      path,
      message: `The change ${after === null ? "removes" : "writes"} \`${path}\`, which ${reasonFor(path)}.`,
    }));
