/** The first writes of a run: branch with an empty commit, draft pull request with the record, label. */
import type { Brief } from "../domain/brief.ts";
import { FailureError } from "../domain/failure.ts";
import type { RunRecord } from "../domain/record.ts";
import { branchPrefix } from "../flow/branch-name.ts";
import { parseRecord } from "../flow/record-text.ts";
import { draftLabel, runLabel } from "../flow/run-labels.ts";
import { parseTrailers, renderTrailers } from "../flow/trailers.ts";
import type { Pull } from "../github/decode.ts";
import { explainError, isAmbiguous, statusOf } from "../github/explain-error.ts";
import { checkFreeze } from "./guard.ts";
import type { PublishContext } from "./publish-context.ts";
import { commitTextFor, titleFor } from "./screen-names.ts";
import { composeBody, writeBody } from "./write-body.ts";

export type OpenRun = { brief: Brief; record: RunRecord; baseTree: string; orphan: string | null };

const lostRace = (branch: string): FailureError =>
  new FailureError({
    kind: "refused",
    by: "claim",
    message: `another claim of this issue made ${branch} first`,
    hint: "Nothing to do: that claim goes on with the run.",
  });

const createBranch = async (context: PublishContext, { brief, record, baseTree }: OpenRun): Promise<string> => {
  const { subject } = commitTextFor(context, { subject: `Start work on: ${brief.issue.title}`, body: "" });
  const trailers = renderTrailers({ issue: record.issue, run: record.run, stage: "start", sequence: 1, index: 0 });
  const commit = await context.writer.createCommit(`${subject}\n\n${trailers}`, baseTree, record.base.sha);
  const { sha } = commit;
  context.reader.remember("commit", sha, commit);
  await checkFreeze(context, [record.issue]);
  try {
    await context.writer.createBranch(record.branch, sha);
  } catch (error) {
    const isTaken = statusOf(error) === 422;
    const head = isTaken || isAmbiguous(error) ? await context.reader.headOf(record.branch) : null;
    if (head === null) throw new FailureError(explainError(error));
    // Two claims within one second make the same commit.
    if (isTaken || head !== sha) throw lostRace(record.branch);
  }
  return sha;
};

/** Two claims that made different names: the lowest wins, the other stops before it shows a pull request. */
const checkLowest = async (context: PublishContext, record: RunRecord): Promise<void> => {
  for (const head of await context.reader.listHeads(branchPrefix(record.issue))) {
    if (head.branch === record.branch) return;
    const trailers = parseTrailers((await context.reader.commit(head.sha)).message);
    if (trailers?.issue === record.issue && trailers.run === record.run) throw lostRace(head.branch);
  }
};

/** Opened by this very claim, although no answer came. */
const isOfClaim = (context: PublishContext, pull: Pull, record: RunRecord): boolean => {
  const parsed = parseRecord(pull.body, context.seal);
  return pull.author.id === context.self.id && parsed.ok && parsed.value.claimedAt === record.claimedAt;
};

const foreignPull = (pull: Pull): FailureError =>
  new FailureError({
    kind: "conflict",
    message: `pull request ${pull.number} on ${pull.headRef} was opened by ${pull.author.login}, not by the bot`,
    hint: "The bot keeps its hands off. Close that pull request to let the bot open its own.",
  });

const explainPullRefusal = (error: unknown): FailureError => {
  const status = statusOf(error);
  const message = error instanceof Error ? error.message : "";
  if (status === 403 && /not permitted to create/i.test(message))
    return new FailureError({
      kind: "parked",
      reason: "GitHub Actions may not open pull requests in this repository; the branch is kept",
      hint: 'Enable "Allow GitHub Actions to create and approve pull requests" in Settings, Actions, General (for an organisation, there first). The next pass goes on.',
    });
  return new FailureError(explainError(error));
};

const createPull = async (
  context: PublishContext,
  { brief, record }: OpenRun,
): Promise<{ pull: Pull; draftRefused: boolean }> => {
  const title = titleFor(context, brief.issue.title);
  const wanted = { title, body: composeBody(context, "", record), head: record.branch, base: record.base.branch };
  for (let draft = true, tries = 0; ; tries += 1) {
    await checkFreeze(context, [record.issue]);
    try {
      return { pull: await context.writer.createPull({ ...wanted, draft }), draftRefused: !draft };
    } catch (error) {
      const message = error instanceof Error ? error.message : "";
      if (statusOf(error) === 422 && draft && /draft/i.test(message)) {
        draft = false;
        continue;
      }
      const mayExist = isAmbiguous(error) || (statusOf(error) === 422 && /already exists/i.test(message));
      const existing = mayExist ? (await context.reader.listPullsOf(record.branch, "open"))[0] : undefined;
      if (existing && isOfClaim(context, existing, record)) return { pull: existing, draftRefused: !existing.isDraft };
      if (existing) throw existing.author.id === context.self.id ? lostRace(record.branch) : foreignPull(existing);
      if (isAmbiguous(error) && tries < 2) continue;
      throw explainPullRefusal(error);
    }
  }
};

/** Opens the run, or finishes opening one that an earlier claim left half open. */
export const openRun = async (context: PublishContext, run: OpenRun): Promise<{ record: RunRecord; pull: Pull }> => {
  const head = run.orphan ?? (await createBranch(context, run));
  const record = { ...run.record, head };
  await checkLowest(context, record);
  const left = run.orphan ? (await context.reader.listPullsOf(record.branch, "open"))[0] : undefined;
  if (left && left.author.id !== context.self.id) throw foreignPull(left);
  const { pull, draftRefused } = left
    ? { pull: left, draftRefused: !left.isDraft }
    : await createPull(context, { ...run, record });
  if (left) await writeBody(context, left, record);
  else context.comments.set(pull.number, []);
  await checkFreeze(context, [record.issue, pull.number]);
  // What the issue allows, its pull request must allow too: workflows see only the labels of the latter.
  const { breaking } = context.settings.labels;
  await context.writer.addLabels(pull.number, [
    runLabel,
    ...(draftRefused ? [draftLabel] : []),
    ...(run.brief.issue.labels.includes(breaking) ? [breaking] : []),
  ]);
  if (draftRefused)
    context.log.warn("publish.draft-refused", {
      pull: pull.number,
      hint: `This repository refuses draft pull requests; ${draftLabel} stands for it.`,
    });
  return { record: { ...record, pull: pull.number }, pull };
};
