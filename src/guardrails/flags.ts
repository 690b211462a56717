/** What of a change a writer must say yes to before it is published; a new rule is one line here. */
import { flagDeletions } from "./flag-deletions.ts";
import { flagPaths } from "./flag-paths.ts";
import { flagReadability } from "./flag-readability.ts";
import { flagTestChanges } from "./flag-test-changes.ts";
import type { Change, Flag, FlagRule, GuardrailContext } from "./guardrail.ts";

export type { Flag } from "./guardrail.ts";

export const flagRules: readonly FlagRule[] = [flagPaths, flagTestChanges, flagDeletions, flagReadability];

/** Empty when nobody has to be asked. It speaks of what guardrails let through, and does not repeat what they refuse. */
export const findFlags = (change: Change, context: GuardrailContext): Flag[] =>
  flagRules.flatMap((find) => find(change, context));
