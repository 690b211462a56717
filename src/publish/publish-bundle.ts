/** Publishes what a claim produced, as far as it goes: commits, comments, the living body, labels; safe to repeat at any point. */
import { addUsage, noUsage, type Usage } from "../domain/budget.ts";
import type { Bundle } from "../domain/bundle.ts";
import { FailureError } from "../domain/failure.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { RunRecord } from "../domain/record.ts";
import { foldOutcome, spendOn } from "../flow/fold-outcome.ts";
import { hashOutcomes } from "../flow/hash-outcomes.ts";
import { renderRecord } from "../flow/record-text.ts";
import { doneLabel, escalatedLabel, flaggedLabel } from "../flow/run-labels.ts";
import { parseTrailers } from "../flow/trailers.ts";
import type { Pull } from "../github/decode.ts";
import { redactValue } from "../outgoing/redact-value.ts";
import { describeOutcome, describeRefusal } from "../telemetry/audit/describe-outcome.ts";
import { checkReleasedText } from "./check-released-text.ts";
import { ensureComment } from "./ensure-comment.ts";
import { checkFreeze } from "./guard.ts";
import { noteAudit } from "./note-audit.ts";
import { type PublishedChange, publishChange } from "./publish-change.ts";
import type { PublishContext } from "./publish-context.ts";
import { publishWrites } from "./publish-writes.ts";
import { renderEscalation, renderQuestions } from "./render-handover.ts";
import { renderPlan } from "./render-plan.ts";
import { renderReview, renderSecurity } from "./render-review.ts";
import { verifyBundle } from "./verify-bundle.ts";
import { writeBody } from "./write-body.ts";

export type Published = { record: RunRecord; pull: number; commits: { sha: string; stage: string; subject: string }[] };

const handsOff = (message: string): FailureError =>
  new FailureError({
    kind: "conflict",
    message,
    hint: "The bot keeps its hands off. Go on by hand, or remove the foreign commits and set the ready label on the issue again.",
  });

/** When the branch is ahead of the record: commits that a killed publish of this very bundle left there, by index of outcome. */
const findLeftCommits = async (
  context: PublishContext,
  bundle: Bundle,
  record: RunRecord,
  pull: Pull,
): Promise<Map<number, string>> => {
  const left = new Map<number, string>();
  if (pull.headSha === record.head) return left;
  // A pull request may lag behind its branch, and the branch decides.
  if ((await context.reader.headOf(record.branch)) === record.head) return left;
  const commits = await context.reader.listPullCommits(pull.number);
  const known = commits.findIndex((commit) => commit.sha === record.head);
  if (known < 0) throw handsOff(`${record.branch} lost commit ${record.head.slice(0, 12)} of the bot`);
  let parent = record.head;
  for (const commit of commits.slice(known + 1)) {
    const trailers = parseTrailers(commit.message);
    const isLeft =
      commit.author.id === context.self.id &&
      commit.parents.join() === parent &&
      trailers?.issue === bundle.issue &&
      trailers.run === bundle.run &&
      trailers.sequence === bundle.sequence;
    if (!isLeft) throw handsOff(`commit ${commit.sha.slice(0, 12)} on ${record.branch} is not the bot's`);
    left.set(trailers.index, commit.sha);
    parent = commit.sha;
  }
  return left;
};

/** What the outcomes cost comes off the reserve; when the claim is over nothing stays set aside. */
const settle = (record: RunRecord, before: RunRecord, isOver: boolean): RunRecord => ({
  ...record,
  reservedUsd: isOver ? 0 : Math.max(0, before.reservedUsd - (record.usage.usd - before.usage.usd)),
});

const publishComments = async (context: PublishContext, record: RunRecord, outcome: Outcome): Promise<void> => {
  const pull = record.pull ?? 0;
  const comment = (marker: string, markdown: string) =>
    ensureComment(context, { number: pull, marker, markdown }, [record.issue]);
  if (outcome.plan) await comment("plan", renderPlan(outcome.plan));
  if (outcome.stage === "review" && outcome.judged) await comment("review", renderReview(record, outcome.summary));
  if (outcome.stage === "secure" && outcome.judged) await comment("security", renderSecurity(record, outcome.summary));
  if (record.state === "escalated")
    await comment(
      `escalation-${record.labelEventId}`,
      renderEscalation(record, outcome, context.settings.labels.ready),
    );
};

/** What publish itself refuses about a commit; everything else stops the publishing, and the next pass goes on. */
const refusals: readonly string[] = ["patch", "guardrail", "secret", "file-mode", "binary", "consent"];

/** A commit that may not be published ends the run for a person, who reads why; it would be refused the next time as well. */
const escalateRefusal = (
  record: RunRecord,
  outcome: Outcome,
  error: unknown,
  { usage, now }: { usage: Usage; now: Date },
): { record: RunRecord; outcome: Outcome } => {
  if (!(error instanceof FailureError) || error.failure.kind !== "refused" || !refusals.includes(error.failure.by))
    throw error;
  const reason = `The commit of this stage was refused: ${error.failure.message}`.slice(0, 1_000);
  return {
    record: {
      ...record,
      state: "escalated",
      reason,
      published: record.published + 1,
      lostClaims: 0,
      consent: null,
      usage: addUsage(record.usage, usage),
      spent: spendOn(record.spent, usage.usd, now),
    },
    outcome: {
      ...outcome,
      status: "gave-up",
      waitingFor: null,
      summary: reason,
      commit: null,
      consent: null,
      plan: null,
      judged: false,
      feedback: "",
    },
  };
};

/** `standing` are the labels of the pull request. */
const publishEnd = async (
  context: PublishContext,
  record: RunRecord,
  outcome: Outcome,
  standing: readonly string[],
): Promise<void> => {
  const pull = record.pull ?? 0;
  const { labels } = context.settings;
  const writes = (list: Parameters<typeof publishWrites>[1]["writes"]) =>
    publishWrites(context, { version: 1, kind: "stage-less", repositoryId: record.repositoryId, writes: list }, [
      record.issue,
      pull,
    ]);
  if (record.state === "ready") {
    if (record.plan)
      await ensureComment(
        context,
        {
          number: pull,
          marker: "plan",
          markdown: renderPlan(record.plan),
          trailer: renderRecord(redactValue(record, context.scanner), context.seal),
        },
        [record.issue],
      );
    if (!standing.includes(doneLabel)) {
      await checkFreeze(context, [record.issue, pull]);
      await context.writer.addLabels(pull, [doneLabel]);
    }
  }
  if (record.state === "waiting" && record.waitingFor === "consent")
    await writes([{ kind: "add-labels", number: pull, labels: [flaggedLabel] }]);
  if (record.state === "escalated") await writes([{ kind: "add-labels", number: pull, labels: [escalatedLabel] }]);
  if (record.state === "asking")
    await writes([
      {
        kind: "comment",
        number: record.issue,
        marker: `questions-${record.labelEventId}`,
        markdown: renderQuestions(outcome, labels.ready),
      },
      { kind: "add-labels", number: record.issue, labels: [labels.clarify] },
      { kind: "remove-label", number: record.issue, label: labels.ready },
    ]);
};

const showsCode = ({ outcomes }: Bundle, { published }: RunRecord): boolean =>
  outcomes.slice(published).some(({ commit, stage }) => commit !== null && stage !== "tests");

/** Publishes the outcomes that the record does not know yet. Throws `FailureError` when the bundle or GitHub's state forbids it. */
export const publishBundle = async (surroundings: PublishContext, bundle: Bundle): Promise<Published> => {
  const verified = await verifyBundle(surroundings, bundle);
  const context = { ...surroundings, settings: verified.settings };
  let { record } = verified;
  if (bundle.complete || showsCode(bundle, record)) await checkReleasedText(context, record, verified.pull);
  const left = await findLeftCommits(context, bundle, record, verified.pull);
  const commits: Published["commits"] = [];
  const options = { maxRepairs: context.settings.limits.repairs, now: context.clock() };
  let { pull } = verified;
  let last: Outcome | undefined;
  const save = async (isOver: boolean): Promise<void> => {
    const publishedHash = hashOutcomes(bundle.outcomes.slice(0, record.published));
    record = { ...settle(record, verified.record, isOver), publishedHash };
    pull = { ...pull, body: await writeBody(context, pull, record) };
  };
  for (const [index, given] of bundle.outcomes.entries()) {
    if (index < verified.record.published) continue;
    const known = given.commit ? left.get(index) : undefined;
    let change: PublishedChange = { outcome: given, sha: known ?? null, asked: null };
    if (known === undefined && (given.commit || given.consent)) {
      // A body behind the branch can be mended by one commit, not by what came before it.
      if (last) await save(false);
      try {
        change = await publishChange(context, record, given, index);
      } catch (error) {
        // What came behind it was paid for as well.
        const usage = bundle.outcomes.slice(index).reduce((sum, one) => addUsage(sum, one.usage), noUsage);
        const refused = escalateRefusal(record, given, error, { usage, now: options.now });
        record = noteAudit(context, refused.record, describeRefusal(refused.record, given));
        await publishComments(context, record, refused.outcome);
        last = refused.outcome;
        break;
      }
    }
    const { outcome, sha, asked } = change;
    if (sha && outcome.commit) commits.push({ sha, stage: outcome.stage, subject: outcome.commit.subject });
    record = foldOutcome(record, outcome, { ...options, sha });
    if (record.consent && asked) record = { ...record, consent: { ...record.consent, comment: asked } };
    record = noteAudit(context, record, describeOutcome(record, outcome, sha));
    context.log.info("publish.outcome", {
      issue: record.issue,
      stage: outcome.stage,
      status: outcome.status,
      commit: sha,
    });
    await publishComments(context, record, outcome);
    last = outcome;
    // What a bundle has behind a change that waits was done with a change that nobody allowed.
    if (outcome.consent) break;
  }
  if (last) {
    const isOver = bundle.complete || record.state !== "working";
    record = settle(record, verified.record, isOver);
    await publishEnd(context, record, last, verified.pull.labels);
    await save(isOver);
  }
  return { record, pull: pull.number, commits };
};
