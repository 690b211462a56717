/** What every write needs at hand. */
import type { Configuration } from "../config/configuration.ts";
import type { Account } from "../domain/issue.ts";
import type { Log } from "../domain/log.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Settings } from "../domain/settings.ts";
import type { StateSeal } from "../flow/state-seal.ts";
import type { GithubReader } from "../github/read-client.ts";
import type { GithubWriter } from "../github/write-client.ts";
import type { SecretScanner } from "../outgoing/secrets.ts";

/** `at` is when it was last written (ISO 8601, UTC). */
export type StandingComment = { id: number; body: string; at: string };

/** Takes a line of a claim's audit before anything that it speaks of is visible; a line that comes again replaces what stood there. */
export type AuditSink = (claim: Pick<RunRecord, "issue" | "run" | "sequence">, line: string) => void;

export type PublishContext = {
  reader: GithubReader;
  writer: GithubWriter;
  self: Account;
  settings: Settings;
  /** What a run was released with counts for its commits, not `settings`. */
  configuration: Configuration;
  scanner: SecretScanner;
  /** Signs the records that are written, and proves those that are read. */
  seal: StateSeal;
  log: Log;
  clock: () => Date;
  /** Comments of threads that this process has listed, or knows to be new and empty. */
  comments: Map<number, StandingComment[]>;
  /** Keeps the lines of the audit; without it the record alone says where the audit ends. */
  audit?: AuditSink;
};
