/** What one pass saw on GitHub: plain data, so that the decision over it is pure and can be replayed. */
import type { CiEvidence } from "../domain/evidence.ts";
import type { Account, LabelEvent } from "../domain/issue.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Thread } from "../github/decode.ts";

/** An open issue with the ready label. */
export type ReadyIssue = {
  issue: Thread;
  /** Who set the label and whether that account may push; null while no gate before it lets the issue pass. */
  asked: { event: LabelEvent | null; mayPush: boolean } | null;
  openDependencies: number[];
  /** The newest run of this issue whose pull request is closed. */
  closedRun: { run: number; pull: number; closedAt: string } | null;
};

/** An open pull request with the run label. */
export type RunView = {
  pull: Thread;
  isByBot: boolean;
  record: RunRecord | null;
  /** Why there is no record. */
  fault: string;
  /** SHA at the tip of the record's branch; null when the branch is gone. */
  head: string | null;
  ci: CiEvidence | null;
};

export type Snapshot = {
  self: Account;
  ready: ReadyIssue[];
  runs: RunView[];
  /** Branches below the root, with their SHA. */
  heads: { branch: string; sha: string }[];
  /** Pull requests that carry the ready label; they are not issues. */
  readyPulls: number[];
  isRedMode: boolean;
  /** True when the ready label exists or was seen; false explains an empty pass. */
  labelExists: boolean;
  observedAt: string;
};
