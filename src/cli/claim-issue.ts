/** Claims one run: looks at GitHub, decides, opens or reserves it, and gives the work item. */

import { FailureError } from "../domain/failure.ts";
import type { Account } from "../domain/issue.ts";
import type { Settings } from "../domain/settings.ts";
import type { WorkItem } from "../domain/work-item.ts";
import { openRun } from "../publish/open-run.ts";
import type { PublishContext } from "../publish/publish-context.ts";
import { publishWrites } from "../publish/publish-writes.ts";
import { writeBody } from "../publish/write-body.ts";
import { type ClaimPlan, claim } from "../supervise/claim.ts";
import { type Action, decide } from "../supervise/decide.ts";
import { observe } from "../supervise/observe.ts";
import type { Snapshot } from "../supervise/snapshot.ts";
import type { Github } from "./compose.ts";
import type { Host } from "./host.ts";
import { isActions, isRedMode } from "./surroundings.ts";

/** A work item, or why there is none. */
export type Claimed = { item: WorkItem; url: string; title: string } | { item: null; reason: string; isStop: boolean };

/** `work` ends by then; the job's own limit lies above it. */
const deadlineSeconds = 45 * 60;
/** Longest life of a job that may still be at work on a claim. */
export const claimMinutes = (host: Host): number => (isActions(host) ? 60 : 0);

export const takeSnapshot = async (
  host: Host,
  github: Github,
  settings: Settings,
  self: Account,
  only: number | null,
): Promise<Snapshot> =>
  observe({
    reader: github.reader,
    client: github.client,
    settings,
    self,
    now: host.clock(),
    isRedMode: isRedMode(host),
    only,
  });

const actionFor = (number: number, actions: Action[]): Action =>
  actions.find((action) => action.issue === number || ("pull" in action && action.pull === number)) ?? {
    kind: "nothing",
    issue: number,
    pull: null,
    gate: "label",
    reason: `issue ${number} is not open with the ready label, and has no open run`,
  };

type Open = { context: PublishContext; github: Github; host: Host };

const perform = async (plan: ClaimPlan, { context, github }: Open): Promise<Claimed> => {
  if (plan.kind === "stop") {
    await publishWrites(context, { version: 1, kind: "stage-less", repositoryId: 0, writes: plan.writes }, [
      plan.record?.issue ?? null,
    ]);
    const pull = plan.record ? await github.reader.pull(plan.pull) : null;
    if (plan.record && pull) await writeBody(context, pull, plan.record);
    return { item: null, reason: plan.reason, isStop: true };
  }
  const { repository } = plan.brief;
  const common = { version: 1 as const, brief: plan.brief, settings: context.settings, deadlineSeconds };
  if (plan.kind === "start") {
    const { record, pull } = await openRun(context, plan);
    const start = { sha: record.base.sha, overlay: [] };
    return {
      item: { ...common, record, start, changes: [], head: record.head, ci: null, budgetUsd: record.reservedUsd },
      url: pull.url,
      title: pull.title,
    };
  }
  await writeBody(context, plan.pull, plan.record);
  await publishWrites(context, { version: 1, kind: "stage-less", repositoryId: repository.id, writes: plan.writes }, [
    plan.record.issue,
  ]);
  const start = { sha: plan.record.base.sha, overlay: [] };
  return {
    item: {
      ...common,
      record: plan.record,
      start,
      changes: plan.changes,
      head: plan.record.head,
      ci: plan.ci,
      budgetUsd: plan.record.reservedUsd,
    },
    url: plan.pull.url,
    title: plan.pull.title,
  };
};

/** `snapshot` may be one that this process took a moment ago; without it GitHub is asked afresh. */
export const claimIssue = async (number: number, snapshot: Snapshot | null, open: Open): Promise<Claimed> => {
  const { context, github, host } = open;
  const { settings, self } = context;
  const seen = snapshot ?? (await takeSnapshot(host, github, settings, self, number));
  const action = actionFor(number, decide(seen, settings, { now: host.clock(), claimMinutes: 0 }));
  if (action.kind === "nothing") return { item: null, reason: action.reason, isStop: false };
  if (action.kind === "write") {
    await publishWrites(context, { version: 1, kind: "stage-less", repositoryId: 0, writes: action.writes }, [
      action.issue,
      action.pull,
    ]);
    return { item: null, reason: action.reason, isStop: true };
  }
  const plan = await claim(action, {
    ...open.github,
    reader: github.reader,
    client: github.client,
    settings,
    self,
    snapshot: seen,
    now: host.clock(),
  });
  return perform(plan, open);
};

/** The failure of a claim that gives no work. */
export const refusedClaim = (number: number, reason: string): FailureError =>
  new FailureError({
    kind: "refused",
    by: "gate",
    message: `Issue ${number}: ${reason}.`,
    hint: "Nothing was started.",
  });
