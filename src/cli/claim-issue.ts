/** Claims one run: looks at GitHub, decides, opens or reserves it, and gives the work item. */

import type { Write } from "../domain/bundle.ts";
import { FailureError } from "../domain/failure.ts";
import type { RunRecord } from "../domain/record.ts";
import type { WorkItem } from "../domain/work-item.ts";
import { runGit } from "../git/run-git.ts";
import type { Pull } from "../github/decode.ts";
import { hasDropped } from "../outgoing/incoming/dropped.ts";
import { noteAudit } from "../publish/note-audit.ts";
import { openRun } from "../publish/open-run.ts";
import type { PublishContext } from "../publish/publish-context.ts";
import { publishWrites } from "../publish/publish-writes.ts";
import { writeBody } from "../publish/write-body.ts";
import { claim } from "../supervise/claim.ts";
import type { ClaimPlan } from "../supervise/claim-plan.ts";
import { type Action, decide } from "../supervise/decide.ts";
import { readWholeTree } from "../supervise/read-changes.ts";
import type { Snapshot } from "../supervise/snapshot.ts";
import { describeClaim, describeStop } from "../telemetry/audit/describe-claim.ts";
import { findGitDir } from "../work/find-git-dir.ts";
import type { Github } from "./compose.ts";
import type { Host } from "./host.ts";
import { readPolicyVersions } from "./policy-versions.ts";
import { readIntake } from "./read-intake.ts";
import { takeSnapshot } from "./take-snapshot.ts";

/** A work item, or why there is none. */
export type Claimed = { item: WorkItem; url: string; title: string } | { item: null; reason: string; isStop: boolean };

/** `work` ends by then; the job's own limit lies above it. */
const deadlineSeconds = 45 * 60;

const actionFor = (number: number, actions: Action[]): Action =>
  actions.find((action) => action.issue === number || ("pull" in action && action.pull === number)) ?? {
    kind: "nothing",
    issue: number,
    pull: null,
    gate: "label",
    reason: `issue ${number} is not open with the ready label, and has no open run`,
  };

export type ClaimOpen = {
  context: PublishContext;
  github: Github;
  host: Host;
  /** The git checkout that work will use; null when work runs elsewhere, and must then have the base by itself. */
  checkout: string | null;
};

const isMissing = async (checkout: string, sha: string): Promise<boolean> =>
  (await runGit(["cat-file", "-e", `${sha}^{commit}`], { gitDir: findGitDir(checkout) })).exitCode !== 0;

/** The base by its SHA or, where the checkout is known to lack it, file by file. */
const startOf = async ({ github, checkout }: ClaimOpen, sha: string): Promise<WorkItem["start"]> =>
  checkout !== null && (await isMissing(checkout, sha))
    ? { sha: null, overlay: await readWholeTree(github.reader, sha) }
    : { sha, overlay: [] };

const publishLoose = (context: PublishContext, writes: Write[], numbers: (number | null)[]): Promise<void> =>
  publishWrites(context, { version: 1, kind: "stage-less", repositoryId: 0, writes }, numbers);

const stopRun = async ({ context, github }: ClaimOpen, plan: Extract<ClaimPlan, { kind: "stop" }>): Promise<void> => {
  await publishLoose(context, plan.writes, [plan.record?.issue ?? null]);
  const pull = plan.record ? await github.reader.pull(plan.pull) : null;
  if (plan.record && pull)
    await writeBody(context, pull, noteAudit(context, plan.record, describeStop(plan.record, plan.reason)));
};

/** Makes the run's opening or its reserve visible; nothing of the model has run by then. */
const openClaim = async (
  open: ClaimOpen,
  bare: Exclude<ClaimPlan, { kind: "stop" }>,
): Promise<{ record: RunRecord; pull: Pull }> => {
  const entry = describeClaim(bare.brief, bare.record, readPolicyVersions(open.host, open.context.settings));
  const plan = { ...bare, record: noteAudit(open.context, bare.record, entry) };
  if (plan.kind === "start") return openRun(open.context, plan);
  await writeBody(open.context, plan.pull, plan.record);
  await publishLoose(open.context, plan.writes, [plan.record.issue]);
  return { record: plan.record, pull: plan.pull };
};

const perform = async (open: ClaimOpen, plan: ClaimPlan): Promise<Claimed> => {
  if (plan.kind === "stop") {
    await stopRun(open, plan);
    return { item: null, reason: plan.reason, isStop: true };
  }
  if (hasDropped(plan.dropped)) open.context.log.info("intake.cleaned", { issue: plan.record.issue, ...plan.dropped });
  if (plan.dropped.cut > 0)
    open.context.log.warn("intake.cut", {
      issue: plan.record.issue,
      characters: plan.dropped.cut,
      hint: "The issue with its comments is longer than a model is shown: the end of long texts and the oldest comments were left out.",
    });
  const { record, pull } = await openClaim(open, plan);
  const item: WorkItem = {
    version: 1,
    brief: plan.brief,
    record,
    settings: plan.settings,
    start: await startOf(open, record.base.sha),
    changes: plan.kind === "resume" ? plan.changes : [],
    head: record.head,
    ci: plan.kind === "resume" ? plan.ci : null,
    codeScanning: plan.kind === "resume" ? plan.codeScanning : null,
    ciIsOverdue: plan.kind === "resume" && plan.ciIsOverdue,
    consented: plan.kind === "resume" ? plan.consented : null,
    budgetUsd: record.reservedUsd,
    deadlineSeconds,
  };
  return { item, url: pull.url, title: pull.title };
};

/** `snapshot` may be one that this process took a moment ago; without it GitHub is asked afresh. */
export const claimIssue = async (number: number, snapshot: Snapshot | null, open: ClaimOpen): Promise<Claimed> => {
  const { context, github, host } = open;
  const { settings, self } = context;
  const seen = snapshot ?? (await takeSnapshot(host, github, settings, self, number));
  const action = actionFor(number, decide(seen, settings, { now: host.clock(), claimMinutes: 0, only: number }));
  if (action.kind === "nothing") return { item: null, reason: action.reason, isStop: false };
  if (action.kind === "write") {
    await publishLoose(context, action.writes, [action.issue, action.pull]);
    return { item: null, reason: action.reason, isStop: true };
  }
  const plan = await claim(action, {
    reader: github.reader,
    client: github.client,
    settings,
    self,
    configuration: context.configuration,
    intake: readIntake(host, settings.labels.ready),
    seal: context.seal,
    snapshot: seen,
    now: host.clock(),
  });
  return perform(open, plan);
};

/** The failure of a claim that gives no work. */
export const refusedClaim = (number: number, reason: string): FailureError =>
  new FailureError({
    kind: "refused",
    by: "gate",
    message: `Issue ${number}: ${reason}.`,
    hint: "Nothing was started.",
  });
