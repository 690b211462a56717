/** Turns a decided start or resume into a plan of claim: the frozen task, the record with its reserve, and what work must know. */
import type { Brief, Repository } from "../domain/brief.ts";
import type { Write } from "../domain/bundle.ts";
import type { CiEvidence } from "../domain/evidence.ts";
import { FailureError } from "../domain/failure.ts";
import type { Account } from "../domain/issue.ts";
import type { RunRecord } from "../domain/record.ts";
import type { CodeScanning } from "../domain/scan.ts";
import type { Settings } from "../domain/settings.ts";
import type { FileBlob } from "../domain/work-item.ts";
import { blankRecord } from "../flow/blank-record.ts";
import { branchPrefix, branchRoot, renderBranch } from "../flow/branch-name.ts";
import { freezeHash } from "../flow/freeze.ts";
import { escalatedLabel } from "../flow/run-labels.ts";
import { parseTrailers } from "../flow/trailers.ts";
import type { GithubClient } from "../github/create-client.ts";
import type { Pull, Thread } from "../github/decode.ts";
import type { GithubReader } from "../github/read-client.ts";
import { readCodeScanning } from "../github/read-code-scanning.ts";
import type { Dropped } from "../outgoing/incoming/dropped.ts";
import { buildBrief } from "./build-brief.ts";
import type { Action } from "./decide.ts";
import { isCiOverdue } from "./decide-waiting.ts";
import { mendRecord } from "./mend-record.ts";
import { normaliseBrief } from "./normalise-brief.ts";
import { readChanges } from "./read-changes.ts";
import { readRunCi } from "./read-run-ci.ts";
import { askAgain, openClaim, readAsked, reserve, resetAttempts } from "./reopen-claim.ts";
import type { Snapshot } from "./snapshot.ts";

export type ClaimPlan =
  | {
      kind: "start";
      /** Its texts are normalised; its hash is that of the raw ones. */
      brief: Brief;
      dropped: Dropped;
      record: RunRecord;
      baseTree: string;
      /** Tip of a branch that an earlier claim left without a pull request. */
      orphan: string | null;
    }
  | {
      kind: "resume";
      brief: Brief;
      dropped: Dropped;
      record: RunRecord;
      pull: Pull;
      changes: FileBlob[];
      ci: CiEvidence | null;
      codeScanning: CodeScanning | null;
      ciIsOverdue: boolean;
      /** Labels that no longer hold. */
      writes: Write[];
    }
  | { kind: "stop"; record: RunRecord | null; pull: number; reason: string; writes: Write[] };

export type ClaimContext = {
  reader: GithubReader;
  client: GithubClient;
  settings: Settings;
  self: Account;
  snapshot: Snapshot;
  now: Date;
};

/** Three claims in a row without an outcome go to a person. */
const maxLostClaims = 3;

const conflict = (message: string, hint: string) => new FailureError({ kind: "conflict", message, hint });

const findOrphan = async (issue: number, run: number, { snapshot, reader }: ClaimContext) => {
  for (const head of snapshot.heads.filter((one) => one.branch.startsWith(branchPrefix(issue)))) {
    const trailers = parseTrailers((await reader.commit(head.sha)).message);
    if (trailers?.issue === issue && trailers.run === run && trailers.stage === "start") return head;
  }
  return null;
};

const claimStart = async (issue: Thread, context: ClaimContext): Promise<ClaimPlan> => {
  const { reader, settings, snapshot, self, now } = context;
  const ready = snapshot.ready.find((one) => one.issue.number === issue.number);
  const event = ready?.asked?.event;
  if (!event) throw new Error(`issue ${issue.number} was decided to start without a label event`);
  const repository = await reader.repository();
  const base = await reader.branch(repository.defaultBranch);
  if (!base)
    throw conflict(
      `branch ${repository.defaultBranch} has no commits`,
      "Push a first commit; the bot needs a base to work on.",
    );
  const brief = await buildBrief({ repository, issue, event, self, baseSha: base.sha, reader });
  const run = (ready?.closedRun?.run ?? 0) + 1;
  const orphan = await findOrphan(issue.number, run, context);
  const branch = orphan?.branch ?? renderBranch(issue.number, issue.title, run);
  if (!orphan && snapshot.heads.some((head) => head.branch === branch))
    throw conflict(
      `branch ${branch} exists and is not of this run`,
      "Delete or rename that branch; the bot never overwrites one.",
    );
  const baseSha = orphan ? ((await reader.commit(orphan.sha)).parents[0] ?? base.sha) : base.sha;
  const record: RunRecord = {
    ...blankRecord,
    repositoryId: repository.id,
    issue: issue.number,
    pull: null,
    run,
    branch,
    base: { branch: repository.defaultBranch, sha: baseSha },
    head: orphan?.sha ?? base.sha,
    frozenHash: brief.hash,
    labelEventId: event.id,
    spent: { day: now.toISOString().slice(0, 10), usd: 0 },
    reservedUsd: reserve(settings, 0),
    claimedAt: now.toISOString(),
  };
  if (baseSha === brief.baseSha)
    return { kind: "start", ...normaliseBrief(brief), record, baseTree: base.tree, orphan: orphan?.sha ?? null };
  const frozen = await buildBrief({ repository, issue, event, self, baseSha, reader });
  const { tree } = await reader.commit(baseSha);
  return {
    kind: "start",
    ...normaliseBrief(frozen),
    record: { ...record, frozenHash: frozen.hash },
    baseTree: tree,
    orphan: orphan?.sha ?? null,
  };
};

const isOurs = (pull: Pull, repository: Repository, self: Account): boolean =>
  pull.author.id === self.id && pull.headRepositoryId === repository.id && pull.headRef.startsWith(branchRoot);

const stop = (
  record: RunRecord,
  pull: number,
  reason: string,
  nextSteps: string[],
  marker = `escalation-${record.labelEventId}`,
): ClaimPlan => ({
  kind: "stop",
  record: { ...record, pull, state: "escalated", reason, reservedUsd: 0, claimedAt: null },
  pull,
  reason,
  writes: [
    {
      kind: "comment",
      number: pull,
      marker,
      markdown: ["### A person is needed", "", `${reason}`, "", ...nextSteps.map((step) => `- ${step}`)].join("\n"),
    },
    { kind: "add-labels", number: pull, labels: [escalatedLabel] },
  ],
});

const claimResume = async (number: number, pullNumber: number, context: ClaimContext): Promise<ClaimPlan> => {
  const { reader, client, settings, snapshot, self, now } = context;
  const view = snapshot.runs.find((run) => run.pull.number === pullNumber);
  const [repository, pull, issue] = await Promise.all([
    reader.repository(),
    reader.pull(pullNumber),
    reader.issue(number),
  ]);
  if (!view?.record || !view.head || !pull || pull.state !== "open")
    throw conflict(`pull request ${pullNumber} is not open any more`, "Set the ready label again for a new run.");
  if (!isOurs(pull, repository, self))
    throw conflict(
      `pull request ${pullNumber} is not of this bot`,
      "Its author, head repository or branch does not fit.",
    );
  if (issue?.state !== "open")
    return {
      kind: "stop",
      record: { ...view.record, state: "closed", reason: `issue ${number} was closed` },
      pull: pullNumber,
      reason: `issue ${number} is closed`,
      writes: [
        {
          kind: "close-pull",
          number: pullNumber,
          reason: `Issue ${number} was closed, so this run ends. Reopen it and set ${settings.labels.ready} again for another.`,
        },
      ],
    };
  if (view.command?.verb === "stop")
    return stop(
      view.record,
      pullNumber,
      `${view.command.actor.login} told the bot to stop.`,
      [`Comment \`/draftsmith continue\`, or set ${settings.labels.ready} on the issue again, to let it go on.`],
      `stopped-${view.command.id}`,
    );
  const asked = await readAsked(view.record, view.command, { reader, client, readyLabel: settings.labels.ready });
  const mended =
    view.head === view.record.head
      ? { ok: true as const, record: view.record }
      : mendRecord(view.record, await reader.listPullCommits(pullNumber), self);
  if (!mended.ok)
    return stop(
      { ...view.record, labelEventId: asked.event.id },
      pullNumber,
      `Commit ${mended.foreign.sha.slice(0, 12)} on this branch is not the bot's, so the bot keeps its hands off.`,
      [
        "Go on by hand from here; nothing will be overwritten.",
        `To let the bot go on, remove the foreign commits and set ${settings.labels.ready} on the issue again.`,
      ],
    );
  const brief = await buildBrief({
    repository,
    issue,
    event: asked.event,
    self,
    baseSha: mended.record.base.sha,
    reader,
  });
  const isSameText =
    asked.before !== null && freezeHash({ ...brief, labelEvent: asked.before }) === mended.record.frozenHash;
  if (!asked.isAgain && !isSameText)
    return stop(
      mended.record,
      pullNumber,
      "The issue, or a comment that counts, was edited after the run began; the bot works only on the text that a writer released.",
      [`Check the new text and set ${settings.labels.ready} on the issue again.`],
    );
  const renewed = asked.isAgain ? askAgain(mended.record, brief, isSameText) : mended.record;
  const record = openClaim(view.command?.verb === "retry" ? resetAttempts(renewed) : renewed, settings, now);
  const isExhausted = record.reservedUsd <= 0;
  if (record.lostClaims >= maxLostClaims || (record.lostClaims > 0 && isExhausted))
    return stop(record, pullNumber, `${record.lostClaims} claims in a row ended without any result.`, [
      "Look at the logs of the last workflow runs: a time-out, memory, or an endpoint that does not answer.",
      `Then set ${settings.labels.ready} on the issue again.`,
    ]);
  if (isExhausted)
    return stop(record, pullNumber, `The budget of this issue, ${settings.limits.usdPerIssue} USD, is used up.`, [
      `Raise limits.usdPerIssue in .github/draftsmith.yml and set ${settings.labels.ready} on the issue again, or finish by hand.`,
    ]);
  const ci = view.ci ?? (record.position.documented ? (await readRunCi(context, record, view.head)).ci : null);
  const changes = await readChanges(reader, record.base.sha, view.head);
  const codeScanning =
    settings.checks.codeScanning && changes.length > 0
      ? await readCodeScanning(client, {
          sha: view.head,
          branch: pull.headRef,
          pull: pullNumber,
          paths: changes.map(({ path }) => path),
        })
      : null;
  const stale: Write[] = [
    ...(pull.labels.includes(escalatedLabel)
      ? [{ kind: "remove-label" as const, number: pullNumber, label: escalatedLabel }]
      : []),
    ...(issue.labels.includes(settings.labels.clarify)
      ? [{ kind: "remove-label" as const, number, label: settings.labels.clarify }]
      : []),
  ];
  return {
    kind: "resume",
    ...normaliseBrief(brief),
    record: { ...record, pull: pullNumber, head: view.head },
    pull,
    changes,
    ci,
    codeScanning,
    ciIsOverdue: isCiOverdue(view.record, now),
    writes: stale,
  };
};

/** The plan for a decided `start` or `resume`. Throws `FailureError` when GitHub's state no longer allows it. */
export const claim = (
  action: Extract<Action, { kind: "start" | "resume" }>,
  context: ClaimContext,
): Promise<ClaimPlan> => {
  if (action.kind === "resume") return claimResume(action.issue, action.pull, context);
  const ready = context.snapshot.ready.find((one) => one.issue.number === action.issue);
  if (!ready) throw new Error(`issue ${action.issue} is not in the snapshot`);
  return claimStart(ready.issue, context);
};
