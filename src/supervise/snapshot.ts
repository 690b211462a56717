/** What one pass saw on GitHub: plain data, so that the decision over it is pure and can be replayed. */
import type { CiEvidence } from "../domain/evidence.ts";
import type { Account, LabelEvent } from "../domain/issue.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Thread } from "../github/decode.ts";
import type { ConsentView } from "./consent-view.ts";
import type { DispatchView } from "./dispatch-view.ts";
import type { OwnRegression } from "./own-regression.ts";
import type { RunCommand } from "./run-command.ts";
import type { SpentRun } from "./spending.ts";

export type Release = {
  event: LabelEvent | null;
  mayPush: boolean;
  /** Why the event cannot be relied on in this pass; absent when it can. */
  fault?: string;
  /** True where an app set the label that the operator names by its id. */
  isByTrustedApp?: boolean;
  /** When the issue's title was last changed (ISO 8601, UTC); absent when it never was. */
  renamedAt?: string;
};

/** An open issue with the ready label. */
export type ReadyIssue = {
  issue: Thread;
  /** Who set the label and whether that account may push; null while no gate before it lets the issue pass. */
  asked: Release | null;
  /** Set where the bot itself asks, by an issue about a regression. */
  ownRegression: OwnRegression | null;
  openDependencies: number[];
  /** The newest run of this issue whose pull request is closed. */
  closedRun: { run: number; pull: number; closedAt: string } | null;
};

/** An open pull request with the run label. */
export type RunView = {
  pull: Thread;
  isByBot: boolean;
  record: RunRecord | null;
  /** The issue of the record or, where that is lost, of the branch; null when neither names one. */
  issue: number | null;
  /** Why there is no record. */
  fault: string;
  /** SHA at the tip of the record's branch; null when the branch is gone. */
  head: string | null;
  ci: CiEvidence | null;
  /** The workflow that may be started on the branch since nothing started by itself; null when there is none to start. */
  dispatch: DispatchView | null;
  /** What a person with push right told the run in a comment, and it has not done yet. */
  command: RunCommand | null;
  /** What the label by which a writer says yes to the run's flagged change means; null where it is not set. */
  consent: ConsentView | null;
};

/** The bot's open run of an issue. */
export const runOf = (runs: RunView[], issue: number): RunView | undefined =>
  runs.find((run) => run.isByBot && run.issue === issue);

/** Runs that count against the limit: a lost record counts, one that waits for its reviewer does not. */
export const countOpenRuns = (runs: RunView[]): number =>
  runs.filter((run) => run.isByBot && run.record?.state !== "ready" && run.record?.state !== "closed").length;

export type Snapshot = {
  self: Account;
  ready: ReadyIssue[];
  runs: RunView[];
  /** Runs that are closed by now; empty in a pass that does not look at them since nothing may start. */
  closedRuns: SpentRun[];
  /** Branches below the root, with their SHA. */
  heads: { branch: string; sha: string }[];
  /** Pull requests that carry the ready label; they are not issues. */
  readyPulls: number[];
  isRedMode: boolean;
  /** True when the ready label exists or was seen; false explains an empty pass. */
  labelExists: boolean;
  observedAt: string;
};
