/** The number by which `claim` finds the thread of an action: the issue, or the pull request where no issue is known. */
import type { Action } from "../supervise/decide.ts";

/** Empty for an action that asks for nothing. */
export const numberOf = (action: Action): number[] => {
  if (action.kind === "nothing") return [];
  return [action.issue || ("pull" in action ? action.pull : 0)];
};
