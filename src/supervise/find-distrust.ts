/** Whether a run's record may be used at all, by everything that GitHub shows of the run: its place, and what is newer than it. */
import type { Account } from "../domain/issue.ts";
import type { RunRecord } from "../domain/record.ts";
import { describeMisfit } from "../flow/bind-record.ts";
import { escalatedLabel } from "../flow/run-labels.ts";
import type { StateSeal } from "../flow/state-seal.ts";
import type { Pull } from "../github/decode.ts";
import type { GithubReader } from "../github/read-client.ts";
import { findReplay } from "./find-replay.ts";
import { mendRecord } from "./mend-record.ts";
import type { RunView } from "./snapshot.ts";

export type DistrustSource = { reader: GithubReader; self: Account; seal: StateSeal };

/** Why the record is not to be trusted; null when nothing speaks against it. One request, and one more for a branch ahead of the record. */
export const findDistrust = async (
  record: RunRecord,
  head: string,
  pull: Pull,
  source: DistrustSource,
): Promise<string | null> => {
  const { number, baseRepositoryId: repositoryId, headRef: branch } = pull;
  const place = { repositoryId, issue: record.issue, pull: number, branch };
  const fault = describeMisfit(record, place) ?? (await findReplay(record, head, pull, source));
  if (fault !== null || head === record.head) return fault;
  const mended = mendRecord(record, await source.reader.listPullCommits(number), source.self);
  return mended.ok || !mended.isNewer
    ? null
    : `the record in the PR body is older than commit ${mended.foreign.sha.slice(0, 12)} of the bot on its branch`;
};

/** A person was told about the run, and its record does not say so: a claim may have found it not to be trusted. */
const isSuspect = ({ record, pull }: RunView): boolean =>
  (record?.state === "working" || record?.state === "waiting") && pull.labels.includes(escalatedLabel);

/** Runs whose record a claim would refuse again lose it here, so that no claim is made for nothing on every pass. */
export const dropDistrusted = (runs: RunView[], source: DistrustSource): Promise<RunView[]> =>
  Promise.all(
    runs.map(async (run) => {
      const { record, head } = run;
      if (!isSuspect(run) || record === null || head === null) return run;
      const pull = await source.reader.pull(run.pull.number);
      const fault = pull && (await findDistrust(record, head, pull, source));
      return fault ? { ...run, record: null, fault } : run;
    }),
  );
