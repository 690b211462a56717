/** What holds for every role with findings: after its first round the list is frozen, and findings can only be settled. */
import type { Finding, FrozenFinding } from "../domain/finding.ts";

export type FindingRound = {
  /** 1 for the first; from 2 on `frozen` is all that is judged. */
  round: number;
  /** Findings of the role's own first round that are not settled yet. */
  frozen: FrozenFinding[];
};

/** The faults of a reply in this round, as lines for the repair; empty when there are none. */
export const validateSettled = (
  { findings, settled }: { findings: Finding[]; settled: string[] },
  { round, frozen }: FindingRound,
): string[] => {
  const known = frozen.map(({ id }) => id);
  const unknown = settled.filter((id) => !known.includes(id));
  return [
    ...(round > 1 && findings.length > 0 ? ["findings: must be empty, the list was frozen after the first round"] : []),
    ...(unknown.length > 0
      ? [`settled: ${unknown.join(", ")} is not among the ids of frozenFindings (${known.join(", ") || "none"})`]
      : []),
  ];
};
