/** Plans the first claim of a run: the frozen task on the base of now, under the configuration of now. */
import type { RunRecord } from "../domain/record.ts";
import { blankRecord } from "../flow/blank-record.ts";
import { branchPrefix } from "../flow/branch-name.ts";
import { freezeRun, hashIssueText } from "../flow/freeze.ts";
import { parseTrailers } from "../flow/trailers.ts";
import type { Thread } from "../github/decode.ts";
import { buildBrief } from "./build-brief.ts";
import { checkIntake } from "./check-intake.ts";
import { type ClaimContext, type ClaimPlan, conflict } from "./claim-plan.ts";
import { plainIntake } from "./intake.ts";
import { nameBranch } from "./name-branch.ts";
import { normaliseBrief } from "./normalise-brief.ts";
import { reserve } from "./reserve.ts";

const findOrphan = async (issue: number, run: number, { snapshot, reader }: ClaimContext) => {
  for (const head of snapshot.heads.filter((one) => one.branch.startsWith(branchPrefix(issue)))) {
    const trailers = parseTrailers((await reader.commit(head.sha)).message);
    if (trailers?.issue === issue && trailers.run === run && trailers.stage === "start") return head;
  }
  return null;
};

/** Throws `FailureError` when the branch of the new run is taken, or there is nothing to stand on. */
export const claimStart = async (issue: Thread, context: ClaimContext): Promise<ClaimPlan> => {
  const { reader, client, settings, configuration, intake = plainIntake, snapshot, self, now } = context;
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
  const renamedAt = ready?.asked?.renamedAt ?? null;
  const readyLabel = settings.labels.ready;
  // The bot writes the record of its own regression after the label; that text was held against its numbers.
  const isOwn = ready?.ownRegression?.fault === null;
  const unfit = isOwn
    ? null
    : await checkIntake({ issue, event, renamedAt, brief, readyLabel, intake, self, reader, client });
  if (unfit) return { kind: "stop", record: null, pull: issue.number, reason: unfit.reason, writes: unfit.writes };
  const run = (ready?.closedRun?.run ?? 0) + 1;
  const orphan = await findOrphan(issue.number, run, context);
  const branch = orphan?.branch ?? nameBranch(issue.number, issue.title, run).branch;
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
    frozenHash: freezeRun(brief.hash, configuration.blob),
    configBlob: configuration.blob,
    textHash: isOwn ? null : hashIssueText(issue),
    labelEventId: event.id,
    asked: { actorId: event.actor.id, at: now.toISOString() },
    spent: { day: now.toISOString().slice(0, 10), usd: 0 },
    reservedUsd: reserve(settings, 0),
    claimedAt: now.toISOString(),
  };
  if (baseSha === brief.baseSha)
    return {
      ...{ kind: "start", ...normaliseBrief(brief), settings, record, baseTree: base.tree },
      orphan: orphan?.sha ?? null,
    };
  const frozen = await buildBrief({ repository, issue, event, self, baseSha, reader });
  const { tree } = await reader.commit(baseSha);
  return {
    kind: "start",
    ...normaliseBrief(frozen),
    settings,
    record: { ...record, frozenHash: freezeRun(frozen.hash, configuration.blob) },
    baseTree: tree,
    orphan: orphan?.sha ?? null,
  };
};
