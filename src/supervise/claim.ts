/** Turns a decided start or resume into a plan of claim: the frozen task, the record with its reserve, and what work must know. */
import type { Configuration } from "../config/configuration.ts";
import type { Repository } from "../domain/brief.ts";
import type { Write } from "../domain/bundle.ts";
import { FailureError } from "../domain/failure.ts";
import type { Account } from "../domain/issue.ts";
import type { RunRecord } from "../domain/record.ts";
import { failure, type Result, success } from "../domain/result.ts";
import type { Settings } from "../domain/settings.ts";
import { branchRoot } from "../flow/branch-name.ts";
import { chargeLost } from "../flow/charge-lost.ts";
import { editedMeanwhile, recheckStep } from "../flow/edited-notice.ts";
import { freezeHash, freezeRun, hashIssueText } from "../flow/freeze.ts";
import { allowFlaggedLabel, escalatedLabel, flaggedLabel } from "../flow/run-labels.ts";
import type { Pull } from "../github/decode.ts";
import { readCodeScanning } from "../github/read-code-scanning.ts";
import { buildBrief } from "./build-brief.ts";
import { checkIntake } from "./check-intake.ts";
import { type ClaimContext, type ClaimPlan, conflict } from "./claim-plan.ts";
import { claimStart } from "./claim-start.ts";
import type { Action } from "./decide.ts";
import { isCiOverdue } from "./decide-waiting.ts";
import { findDistrust } from "./find-distrust.ts";
import { plainIntake } from "./intake.ts";
import { mendRecord } from "./mend-record.ts";
import { normaliseBrief } from "./normalise-brief.ts";
import { readChanges } from "./read-changes.ts";
import { readRunCi } from "./read-run-ci.ts";
import { askAgain, openClaim, readAsked, resetAttempts } from "./reopen-claim.ts";
import { settleConsent } from "./settle-consent.ts";
import { distrust, stop, voidConsent } from "./stop-run.ts";

/** Three claims in a row without an outcome go to a person. */
const maxLostClaims = 3;

const isOurs = (pull: Pull, repository: Repository, self: Account): boolean =>
  pull.author.id === self.id && pull.headRepositoryId === repository.id && pull.headRef.startsWith(branchRoot);

/** The settings that the run was released with, or why they cannot be had any more. */
const readReleased = async (configuration: Configuration, blob: string | null): Promise<Result<Settings, string>> => {
  try {
    return success(await configuration.at(blob));
  } catch (error) {
    const isLasting = error instanceof FailureError && ["config", "conflict"].includes(error.failure.kind);
    if (isLasting) return failure(error.message);
    throw error;
  }
};

const claimResume = async (number: number, pullNumber: number, context: ClaimContext): Promise<ClaimPlan> => {
  const { reader, client, settings, configuration, intake = plainIntake, snapshot, self, seal, now } = context;
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
  const fault = await findDistrust(view.record, view.head, pull, { reader, self, seal });
  // A list may lag behind: what was written meanwhile is looked at by the next pass.
  if (fault !== null && pull.body !== view.pull.body)
    throw conflict(`the record of pull request ${pullNumber} changed meanwhile`, "The next pass looks again.");
  if (fault !== null) return distrust(pullNumber, fault);
  const halt = (record: RunRecord, ...rest: [reason: string, nextSteps: string[], marker?: string]) =>
    stop(chargeLost(record, now), pullNumber, ...rest);
  if (issue?.state !== "open")
    return {
      kind: "stop",
      record: { ...chargeLost(view.record, now), state: "closed", reason: `issue ${number} was closed` },
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
    return halt(
      view.record,
      `${view.command.actor.login} told the bot to stop.`,
      [`Comment \`/draftsmith continue\`, or set ${settings.labels.ready} on the issue again, to let it go on.`],
      `stopped-${view.command.id}`,
    );
  const readyLabel = settings.labels.ready;
  const isLabelled = issue.labels.includes(readyLabel);
  const asked = await readAsked(view.record, view.command, { reader, client, readyLabel, isLabelled, self, intake });
  if (asked === null)
    return halt(view.record, "The label or the comment by which this run was asked for is gone.", [
      `Set ${readyLabel} on the issue again to let the bot go on.`,
    ]);
  const mended =
    view.head === view.record.head
      ? { ok: true as const, record: view.record }
      : mendRecord(view.record, await reader.listPullCommits(pullNumber), self);
  if (!mended.ok)
    return halt(
      { ...view.record, labelEventId: asked.event.id },
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
  const { configBlob, frozenHash } = mended.record;
  const isSameText =
    asked.before !== null && freezeRun(freezeHash({ ...brief, labelEvent: asked.before }), configBlob) === frozenHash;
  if (!asked.isAgain && !isSameText) {
    const plan = halt(mended.record, editedMeanwhile, [recheckStep(readyLabel)]);
    const off = isLabelled ? [{ kind: "remove-label" as const, number, label: readyLabel }] : [];
    return { ...plan, writes: [...plan.writes, ...off] };
  }
  const unfit =
    asked.isAgain && !isSameText
      ? await checkIntake({ issue, ...asked, brief, readyLabel, intake, self, reader, client })
      : null;
  if (unfit?.kind === "unclear")
    return { kind: "stop", record: null, pull: pullNumber, reason: unfit.reason, writes: unfit.writes };
  if (unfit) {
    const held = { ...mended.record, labelEventId: asked.event.id };
    const plan = halt(held, `${unfit.reason}.`, [recheckStep(readyLabel)]);
    return { ...plan, writes: [...unfit.writes, ...plan.writes] };
  }
  const frozen = asked.isAgain ? success(settings) : await readReleased(configuration, configBlob);
  if (!frozen.ok)
    return halt(mended.record, `The configuration that this run was released with cannot be used: ${frozen.error}`, [
      `Set ${readyLabel} on the issue again: the run then goes on with the present one.`,
    ]);
  const released = frozen.value;
  const renewed = asked.isAgain
    ? {
        ...askAgain(mended.record, brief, isSameText, now),
        frozenHash: freezeRun(brief.hash, configuration.blob),
        configBlob: configuration.blob,
        textHash: hashIssueText(issue),
      }
    : mended.record;
  const settled = await settleConsent(
    view.command?.verb === "retry" ? resetAttempts(renewed) : renewed,
    { consent: view.consent, isAgain: asked.isAgain, isSameTask: isSameText },
    { client, self },
  );
  if (!settled.ok) return voidConsent(chargeLost(renewed, now), pullNumber, settled.error);
  const { consented } = settled.value;
  const record = openClaim(settled.value.record, released, now);
  const isExhausted = record.reservedUsd <= 0;
  if (record.lostClaims >= maxLostClaims || (record.lostClaims > 0 && isExhausted))
    return stop(record, pullNumber, `${record.lostClaims} claims in a row ended without any result.`, [
      "Look at the logs of the last workflow runs: a time-out, memory, or an endpoint that does not answer.",
      `Then set ${settings.labels.ready} on the issue again.`,
    ]);
  if (isExhausted)
    return stop(record, pullNumber, `The budget of this issue, ${released.limits.usdPerIssue} USD, is used up.`, [
      `Raise limits.usdPerIssue in .github/draftsmith.yml and set ${settings.labels.ready} on the issue again, or finish by hand.`,
    ]);
  const ci =
    view.ci ??
    (record.position.documented
      ? (await readRunCi({ client, reader, settings: released }, record, view.head)).ci
      : null);
  const changes = await readChanges(reader, record.base.sha, view.head);
  const codeScanning =
    released.checks.codeScanning && changes.length > 0
      ? await readCodeScanning(client, {
          sha: view.head,
          branch: pull.headRef,
          pull: pullNumber,
          paths: changes.map(({ path }) => path),
        })
      : null;
  const stale: Write[] = [
    ...[escalatedLabel, flaggedLabel, allowFlaggedLabel]
      .filter((label) => pull.labels.includes(label))
      .map((label) => ({ kind: "remove-label" as const, number: pullNumber, label })),
    ...(issue.labels.includes(settings.labels.clarify)
      ? [{ kind: "remove-label" as const, number, label: settings.labels.clarify }]
      : []),
  ];
  return {
    kind: "resume",
    ...normaliseBrief(brief),
    settings: released,
    record: { ...record, pull: pullNumber, head: view.head },
    pull,
    changes,
    ci,
    codeScanning,
    ciIsOverdue: isCiOverdue(view.record, now),
    consented,
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
