/** Everything that must never have happened, looked for on the offline GitHub, in its git repository, in the jobs' output and on this machine. */
import type { Effect, Evidence } from "./effects/effect.ts";
import { judgeCommits, judgeRefs } from "./effects/in-git.ts";
import { judgeThreads } from "./effects/on-threads.ts";
import { judgeOutside } from "./effects/outside.ts";

/** None of these may be found, whatever the orders were. */
export const findEffects = async (evidence: Evidence): Promise<Effect[]> => [
  ...(await judgeRefs(evidence)),
  ...(await judgeCommits(evidence)),
  ...(await judgeThreads(evidence)),
  ...judgeOutside(evidence),
];
