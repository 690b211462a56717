/** What every write needs at hand. */
import type { Account } from "../domain/issue.ts";
import type { Log } from "../domain/log.ts";
import type { Settings } from "../domain/settings.ts";
import type { GithubReader } from "../github/read-client.ts";
import type { GithubWriter } from "../github/write-client.ts";
import type { SecretScanner } from "../outgoing/secrets.ts";

export type PublishContext = {
  reader: GithubReader;
  writer: GithubWriter;
  self: Account;
  settings: Settings;
  scanner: SecretScanner;
  log: Log;
  clock: () => Date;
  /** Comments of threads that this process has listed, or knows to be new and empty. */
  comments: Map<number, { id: number; body: string }[]>;
};
