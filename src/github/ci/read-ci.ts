/** CI of one commit as evidence: what counts, what state that is, and why what failed did fail. */
import type { CiEvidence, CiState } from "../../domain/evidence.ts";
import type { GithubClient } from "../create-client.ts";
import { explainFailures } from "./explain-failures.ts";
import { readSignals } from "./read-signals.ts";
import { selectSignals } from "./select-signals.ts";
import { isCutShort, type Signal, type SignalState, type WorkflowRun } from "./signal.ts";

export type CiSource = {
  client: GithubClient;
  sha: string;
  /** Base of the branch, to see what fails there too; null compares nothing. */
  base: string | null;
  /** Names that do not count. */
  ignore: string[];
  /** The repository has workflows, so that silence means that none of them started. */
  hasWorkflows: boolean;
};

export type CiReading = {
  evidence: CiEvidence;
  /** Workflow runs of the commit. */
  runs: WorkflowRun[];
};

/** Failures beyond these are counted and not looked into. */
const mostFailures = 5;

const stateOf = (signals: Signal[], failures: CiEvidence["failures"], hasWorkflows: boolean): CiState => {
  const has = (state: SignalState) => signals.some((signal) => signal.state === state);
  // What the branch did not break is told when all have ended: until then something may still be the branch's.
  const isOwn = failures.some(({ cause }) => cause === "branch");
  if (has("failed") && (isOwn || !has("running"))) return "failed";
  if (has("running")) return "running";
  if (has("awaiting")) return "awaiting-approval";
  if (has("passed")) return "passed";
  return hasWorkflows ? "not-triggered" : "none";
};

const countCauses = (failures: CiEvidence["failures"]): string =>
  ["branch", "flaky", "infrastructure", "external"]
    .flatMap((cause) => {
      const count = failures.filter((one) => one.cause === cause).length;
      return count === 0 ? [] : [`${count} ${cause}`];
    })
    .join(", ");

const summarise = (signals: Signal[], evidence: Pick<CiEvidence, "failures">, isCut: boolean): string => {
  const count = (state: SignalState) => signals.filter((signal) => signal.state === state).length;
  const causes = countCauses(evidence.failures);
  const hidden = count("failed") - evidence.failures.length;
  const again = signals.filter(
    ({ state, run, kind }) => kind === "job" && state === "passed" && run && run.attempt > 1,
  );
  return [
    `${count("passed")} passed${again.length > 0 ? ` (${again.length} in a re-run)` : ""}`,
    `${count("failed")} failed${causes === "" ? "" : ` (${causes}${hidden > 0 ? `, ${hidden} not looked into` : ""})`}`,
    `${count("running")} running`,
    `${count("awaiting")} awaiting approval`,
    ...(isCut ? ["more than were read"] : []),
  ].join(", ");
};

/** What was cut short last, since it may be many jobs beside the one that failed; jobs first, since their logs say most. */
const rank = (one: Signal, other: Signal): number =>
  Number(isCutShort(one)) - Number(isCutShort(other)) ||
  Number(other.kind === "job") - Number(one.kind === "job") ||
  (one.name < other.name ? -1 : 1);

/** Three requests for a commit whose checks pass; what failed costs more, see `explainFailures`. */
export const readCi = async ({ client, sha, base, ignore, hasWorkflows }: CiSource): Promise<CiReading> => {
  const read = await readSignals(client, sha);
  const signals = selectSignals(read, ignore);
  const failed = signals.filter(({ state }) => state === "failed").sort(rank);
  const failures = await explainFailures({ client, sha, base }, failed.slice(0, mostFailures));
  const state = stateOf(signals, failures, hasWorkflows);
  const evidence: CiEvidence = { sha, state, summary: summarise(signals, { failures }, read.isCut), failures };
  return { evidence, runs: read.runs };
};
