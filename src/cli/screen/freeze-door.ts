/** The door `freeze`: is the text of an issue, as GitHub's API shows it, still the one that its label released? */
import { z } from "zod";
import type { RunRecord } from "../../domain/record.ts";
import { renderRecord } from "../../flow/record-text.ts";
import { runLabel } from "../../flow/run-labels.ts";
import { noSeal } from "../../flow/state-seal.ts";
import { renderTrailers } from "../../flow/trailers.ts";
import { actionsBot } from "../../github/read-client.ts";
import { createDoor, refused, type Screened } from "./door.ts";
import { type Pass, passOver } from "./pass-over.ts";
import { readCase } from "./read-case.ts";
import { baseSha, repositoryId, type SmallGithub, type SmallRun, smallGithubSchema } from "./small-github.ts";

const caseSchema = smallGithubSchema.extend({
  /** What was otherwise when the run was claimed first, from an ordinary issue and nothing edited. */
  released: z.record(z.string(), z.unknown()).nullable().default(null),
  /** Parts of the bot's pull request, as GitHub's API gives it, laid over an ordinary one. */
  pull: z.record(z.string(), z.unknown()).default({}),
  /** Parts of the record in its description. */
  record: z.record(z.string(), z.unknown()).default({}),
  /** A commit of somebody else on the branch. */
  foreignCommit: z.boolean().default(false),
});

type Case = z.infer<typeof caseSchema>;

const [startSha, foreignSha] = ["c".repeat(40), "f".repeat(40)];

/** The run as the first claim left it on GitHub, waiting for its next one. */
const runOf = (plan: RunRecord, { pull, record: change, foreignCommit }: Case): SmallRun => {
  const waiting: RunRecord = { ...plan, pull: 2, head: startSha, state: "waiting", waitingFor: "time" };
  const record = { ...waiting, reservedUsd: 0, claimedAt: null, ...change } as RunRecord;
  const message = `Start\n\n${renderTrailers({ issue: 1, run: 1, stage: "start", sequence: 1, index: 0 })}`;
  const commits = [{ sha: startSha, message, author: actionsBot, parents: [baseSha] }];
  if (foreignCommit)
    commits.push({ sha: foreignSha, message: "Mine", author: { ...actionsBot, id: 66 }, parents: [startSha] });
  const head = commits.at(-1)?.sha ?? startSha;
  const side = { repo: { id: repositoryId } };
  return {
    pull: {
      number: 2,
      id: 6_000,
      title: "Greet politely",
      user: actionsBot,
      labels: [{ name: runLabel }],
      state: "open",
      draft: true,
      created_at: "2026-01-01T00:00:00Z",
      body: renderRecord(record, noSeal),
      pull_request: {},
      head: { ref: plan.branch, sha: head, ...side },
      base: { ref: "main", sha: baseSha, ...side },
      ...pull,
    },
    branch: plan.branch,
    head,
    commits,
  };
};

const judge = ({ action, plan, failure, snapshot }: Pass, world: SmallGithub): Screened => {
  if (failure !== null) return refused(failure);
  const fault = snapshot?.ready[0]?.asked?.fault;
  if (action === null) return { verdict: "ignored", reason: "nobody asks for a run", text: "" };
  if (plan === null && action.kind === "nothing" && fault !== undefined)
    return { verdict: "revalidated", reason: action.reason, text: "", details: { gate: action.gate } };
  if (plan === null) return refused(action.reason, { gate: action.kind === "nothing" ? action.gate : action.kind });
  if (plan.kind === "stop") {
    const writes = plan.writes.map(({ kind }) => kind);
    return {
      verdict: writes.length > 0 ? "frozen" : "revalidated",
      reason: plan.reason,
      text: "",
      details: { writes },
    };
  }
  const { brief, record, dropped } = plan;
  const details = { comments: brief.comments.map(({ id }) => id), configBlob: record.configBlob, dropped };
  const text = [brief.issue.title, brief.issue.body, ...brief.comments.map(({ body }) => body)].join("\n\n");
  const leftOut = world.comments.length - brief.comments.length;
  return leftOut > 0
    ? { verdict: "ignored", reason: `${leftOut} comments do not count; the run goes on without them`, text, details }
    : { verdict: "accepted", reason: "the text is the released one", text, details };
};

export const freezeDoor = createDoor({
  name: "freeze",
  summary:
    "a released text and what became of it: JSON {issue, events, permissions, edits, renames, comments, later, config, public} and, for a run that has begun, {released, pull, record, foreignCommit}",
  help: {
    payload: "the webhook's event that started the pass, {sender, label, issue}",
    now: "time of the pass (default 2026-06-01T00:00:00Z)",
    operator: 'variables that the operator set, such as {"DRAFTSMITH_HIDDEN_TEXT": "hold"}',
  },
  options: z.strictObject({
    payload: z.record(z.string(), z.unknown()).nullable().default(null),
    now: z.iso.datetime().default("2026-06-01T00:00:00Z"),
    operator: z.record(z.string(), z.string()).default({}),
  }),
  screen: async (text, { payload, now, operator }) => {
    const read = readCase(text, caseSchema);
    if (!read.ok) return refused(read.error);
    const { released, pull, record, foreignCommit, ...world } = read.value;
    const options = { payload, now: new Date(now), operator, claims: true };
    if (released === null) return judge(await passOver(world, null, { ...options, earlier: [] }), world);
    const before = smallGithubSchema.parse({ ...world, issue: {}, edits: [], renames: [], later: {}, ...released });
    const first = await passOver(before, null, { ...options, payload: null, earlier: [] });
    if (first.plan?.kind !== "start")
      return refused(`the released text does not start a run: ${first.failure ?? first.action?.reason ?? "no label"}`);
    const run = runOf(first.plan.record, read.value);
    return judge(await passOver(world, run, { ...options, earlier: [before.config] }), world);
  },
});
