/** What a claim needs, and what it plans: to start, to go on, or to stop for a person. */
import type { Configuration } from "../config/configuration.ts";
import type { Brief } from "../domain/brief.ts";
import type { Write } from "../domain/bundle.ts";
import type { CiEvidence } from "../domain/evidence.ts";
import { FailureError } from "../domain/failure.ts";
import type { Account } from "../domain/issue.ts";
import type { CommitDraft } from "../domain/outcome.ts";
import type { RunRecord } from "../domain/record.ts";
import type { CodeScanning } from "../domain/scan.ts";
import type { Settings } from "../domain/settings.ts";
import type { FileBlob } from "../domain/work-item.ts";
import type { StateSeal } from "../flow/state-seal.ts";
import type { GithubClient } from "../github/create-client.ts";
import type { Pull } from "../github/decode.ts";
import type { GithubReader } from "../github/read-client.ts";
import type { Dropped } from "../outgoing/incoming/dropped.ts";
import type { Intake } from "./intake.ts";
import type { Snapshot } from "./snapshot.ts";

export type ClaimPlan =
  | {
      kind: "start";
      /** Its texts are normalised; its hash is that of the raw ones. */
      brief: Brief;
      dropped: Dropped;
      /** Those that the run was released with. */
      settings: Settings;
      record: RunRecord;
      baseTree: string;
      /** Tip of a branch that an earlier claim left without a pull request. */
      orphan: string | null;
    }
  | {
      kind: "resume";
      brief: Brief;
      dropped: Dropped;
      settings: Settings;
      record: RunRecord;
      pull: Pull;
      changes: FileBlob[];
      ci: CiEvidence | null;
      codeScanning: CodeScanning | null;
      ciIsOverdue: boolean;
      /** The flagged change that a writer allowed, for the stage that proposed it. */
      consented: CommitDraft | null;
      /** Labels that no longer hold. */
      writes: Write[];
    }
  | { kind: "stop"; record: RunRecord | null; pull: number; reason: string; writes: Write[] };

export type ClaimContext = {
  reader: GithubReader;
  client: GithubClient;
  settings: Settings;
  configuration: Configuration;
  intake?: Intake;
  self: Account;
  seal: StateSeal;
  snapshot: Snapshot;
  now: Date;
};

/** What GitHub holds no longer allows a claim. */
export const conflict = (message: string, hint: string) => new FailureError({ kind: "conflict", message, hint });
