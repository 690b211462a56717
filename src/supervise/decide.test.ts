/** Every gate and every state of a run, as a table of what was seen and what is to be done about it. */
import { describe, expect, it } from "vitest";
import type { CiCause, CiEvidence, CiState } from "../domain/evidence.ts";
import type { RunRecord } from "../domain/record.ts";
import { defaultSettings, type Settings } from "../domain/settings.ts";
import { sampleRecord } from "../flow/samples.fixture.ts";
import type { Thread } from "../github/decode.ts";
import { type Action, decide } from "./decide.ts";
import type { CommandVerb } from "./parse-command.ts";
import type { ReadyIssue, RunView, Snapshot } from "./snapshot.ts";

const now = new Date("2026-03-02T12:00:00Z");
const settings = defaultSettings();
const maria = { id: 10, login: "maria", type: "User" };
const bot = { id: 1, login: "github-actions[bot]", type: "Bot" };

const thread = (number: number, change: Partial<Thread> = {}): Thread => ({
  id: number,
  number,
  title: "T",
  body: "",
  author: maria,
  labels: [],
  state: "open",
  comments: 0,
  createdAt: "2026-03-01T00:00:00Z",
  closedAt: null,
  isPull: false,
  ...change,
});

const ready = (number: number, change: Partial<ReadyIssue> & { labels?: string[] } = {}): ReadyIssue => {
  const { labels = [], ...rest } = change;
  return {
    issue: thread(number, { labels: ["agent:ready", ...labels] }),
    asked: { event: { id: 100 + number, actor: maria, at: "2026-03-02T11:59:00Z" }, mayPush: true },
    ownRegression: null,
    openDependencies: [],
    closedRun: null,
    ...rest,
  };
};

const run = (change: Partial<RunRecord>, view: Partial<RunView> & { labels?: string[] } = {}): RunView => {
  const { labels = [], ...rest } = view;
  const issue = change.issue ?? 1;
  const pull = 50 + issue;
  return {
    pull: thread(pull, { isPull: true, author: bot, labels: ["agent:run", ...labels] }),
    isByBot: true,
    record: sampleRecord({
      issue,
      pull,
      labelEventId: 100 + issue,
      spent: { day: "2026-03-02", usd: 0 },
      reservedUsd: 0,
      ...change,
    }),
    issue,
    fault: "",
    head: "a".repeat(40),
    ci: null,
    dispatch: null,
    command: null,
    consent: null,
    ...rest,
  };
};

const snapshot = (change: Partial<Snapshot>): Snapshot => ({
  self: bot,
  ready: [],
  runs: [],
  heads: [],
  readyPulls: [],
  closedRuns: [],
  isRedMode: false,
  labelExists: true,
  observedAt: now.toISOString(),
  ...change,
});

const decideOn = (change: Partial<Snapshot>, claimMinutes = 60, own: Settings = settings): Action[] =>
  decide(snapshot(change), own, { now, claimMinutes });

const gateOf = (change: Partial<Snapshot>, own: Settings = settings): string => {
  const [action] = decideOn(change, 60, own).filter((one) => one.issue === 1);
  return action?.kind === "nothing" ? `${action.gate}: ${action.reason}` : (action?.kind ?? "no action");
};

const asked = (actorId: number, askedAt: string) => ({ actorId, askedAt, usd: 0 });

const by = (actor: typeof maria, mayPush: boolean) => ({
  event: { id: 101, actor, at: "2026-03-02T11:59:00Z" },
  mayPush,
});

describe("gates of a new run", () => {
  it.each<[string, Partial<Snapshot>, RegExp]>([
    ["starts when a writer asked", { ready: [ready(1)] }, /^start$/],
    [
      "is shut for a label of somebody who may not push",
      { ready: [ready(1, { asked: by(maria, false) })] },
      /^authority: .*maria, who has no push right/,
    ],
    [
      "is shut for a label of the account that the bot itself uses",
      { self: maria, ready: [ready(1, { asked: by(maria, false) })] },
      /^authority: .*maria, whose token the bot uses/,
    ],
    [
      "is shut for a label of an app",
      { ready: [ready(1, { asked: by({ ...maria, type: "Bot" }, true) })] },
      /^authority: .*not a person/,
    ],
    [
      "is shut for a name that ends in [bot]",
      { ready: [ready(1, { asked: by({ ...maria, login: "renovate[bot]" }, true) })] },
      /^authority: .*not a person/,
    ],
    [
      "is shut for the bot's own regression issue",
      { ready: [ready(1, { asked: by(bot, false), ownRegression: { fault: "the operator has not opted in" } })] },
      /^authority: waiting for a person: the bot's own regression issue, and the operator has not opted in/,
    ],
    [
      "starts for one that the operator trusts",
      { ready: [ready(1, { asked: by(bot, false), ownRegression: { fault: null } })] },
      /^start$/,
    ],
    [
      "is shut for a label that no event knows",
      { ready: [ready(1, { asked: { event: null, mayPush: false } })] },
      /^authority: no event says/,
    ],
    [
      "does not accuse an issue that was not looked at yet",
      { ready: [ready(1, { asked: null })] },
      /^authority: other ready issues/,
    ],
    ["is shut on a frozen issue", { ready: [ready(1, { labels: ["needs-human-review"] })] }, /^freeze: /],
    ["is shut in red mode", { ready: [ready(1)], isRedMode: true }, /^red-mode: .*bug, fix, hotfix/],
    ["lets a fix through in red mode", { ready: [ready(1, { labels: ["bug"] })], isRedMode: true }, /^start$/],
    [
      "waits for open dependencies",
      { ready: [ready(1, { openDependencies: [4, 5] })] },
      /^dependencies: it depends on issue 4, issue 5/,
    ],
    [
      "waits for a newer label after a closed run",
      { ready: [ready(1, { closedRun: { run: 1, pull: 9, closedAt: "2026-03-02T11:59:00Z" } })] },
      /^again: its run 1 ended with pull request 9/,
    ],
    [
      "starts again after a newer label",
      { ready: [ready(1, { closedRun: { run: 1, pull: 9, closedAt: "2026-03-02T11:58:00Z" } })] },
      /^start$/,
    ],
    [
      "keeps the limit of open runs",
      { ready: [ready(1)], runs: [2, 3, 4].map((issue) => run({ issue })) },
      /^open-runs: 3 runs are open and the limit is 3/,
    ],
    [
      "counts runs whose record is lost",
      { ready: [ready(1)], runs: [2, 3, 4].map((issue) => run({ issue }, { record: null })) },
      /^open-runs: /,
    ],
    [
      "does not count runs that wait for their reviewer",
      { ready: [ready(1)], runs: [2, 3, 4].map((issue) => run({ issue, state: "ready" })) },
      /^start$/,
    ],
    [
      "does not count foreign pull requests with our label",
      { ready: [ready(1)], runs: [2, 3, 4].map((issue) => run({ issue }, { isByBot: false })) },
      /^start$/,
    ],
    [
      "keeps the limit of a day, what is set aside included",
      { ready: [ready(1)], runs: [run({ issue: 2, spent: { day: "2026-03-02", usd: 19 }, reservedUsd: 1 })] },
      /^money-today: 20.00 USD/,
    ],
    [
      "counts ready runs into the day",
      { ready: [ready(1)], runs: [run({ issue: 2, state: "ready", spent: { day: "2026-03-02", usd: 20 } })] },
      /^money-today: /,
    ],
    [
      "counts runs that are closed by now into the day",
      { ready: [ready(1)], closedRuns: [{ actorId: null, askedAt: null, usd: 20 }] },
      /^money-today: /,
    ],
    [
      "sets its own reserve against the day before it starts",
      { ready: [ready(1)], closedRuns: [{ actorId: null, askedAt: null, usd: 19.5 }] },
      /^money-today: /,
    ],
    [
      "takes a lost record for all that an issue may cost",
      {
        ready: [ready(1)],
        runs: [run({ issue: 2 }, { record: null, issue: 2, fault: "gone" })],
        closedRuns: [{ actorId: null, askedAt: null, usd: 17.5 }],
      },
      /^money-today: 19.50 USD/,
    ],
    [
      "does not count what a stranger's pull request says it cost",
      { ready: [ready(1)], runs: [run({ issue: 2, spent: { day: "2026-03-02", usd: 99 } }, { isByBot: false })] },
      /^start$/,
    ],
    [
      "keeps the limit of open pull requests, those that wait for a reviewer included",
      { ready: [ready(1)], runs: Array.from({ length: 10 }, (_, index) => run({ issue: 2 + index, state: "ready" })) },
      /^open-pulls: 10 pull requests/,
    ],
    [
      "keeps the rate of one account",
      { ready: [ready(1)], closedRuns: Array.from({ length: 3 }, () => asked(10, "2026-03-02T11:30:00Z")) },
      /^actor-rate: .*3 runs taken up within the last hour/,
    ],
    [
      "lets one account start while another has asked too often",
      { ready: [ready(1)], closedRuns: Array.from({ length: 3 }, () => asked(11, "2026-03-02T11:30:00Z")) },
      /^start$/,
    ],
    [
      "keeps the day of one account",
      { ready: [ready(1)], closedRuns: [{ ...asked(10, "2026-03-02T01:00:00Z"), usd: 9.5 }] },
      /^actor-money: 9.50 USD .*for the account that asked/,
    ],
    [
      "forgets yesterday's money",
      { ready: [ready(1)], runs: [run({ issue: 2, spent: { day: "2026-03-01", usd: 50 } })] },
      /^start$/,
    ],
  ])("%s", (_, seen, expected) => {
    expect(gateOf(seen)).toMatch(expected);
  });

  it("counts the runs that it starts itself", () => {
    const actions = decideOn({ ready: [1, 2, 3, 4, 5].map((number) => ready(number)) });
    expect(actions.map((action) => action.kind)).toEqual(["start", "start", "start", "nothing", "nothing"]);
    expect(actions[0]).toMatchObject({ lagSeconds: 60, reason: "asked for by maria" });
  });

  it("never starts a second run, even when the record of the first is lost", () => {
    expect(decideOn({ ready: [ready(1)], runs: [run({})] }).map((one) => one.kind)).toEqual(["resume"]);
    expect(
      decideOn({ ready: [ready(1)], runs: [run({}, { record: null, fault: "two records" })] }).map((one) => one.kind),
    ).toEqual(["write"]);
    expect(decideOn({ ready: [ready(1)], runs: [run({}, { isByBot: false })] }).map((one) => one.kind)).toEqual([
      "nothing",
      "start",
    ]);
  });

  it("says that a pull request with the ready label is no issue", () => {
    expect(decideOn({ readyPulls: [9] })).toEqual([
      { kind: "nothing", issue: null, pull: 9, gate: "issue", reason: expect.stringContaining("for issues") },
    ]);
  });

  it("is the same twice", () => {
    const seen = { ready: [ready(3), ready(1)], runs: [run({ issue: 2 }), run({ issue: 4, state: "asking" })] };
    expect(decideOn(seen)).toEqual(decideOn(structuredClone(seen)));
  });
});

describe("open runs", () => {
  const ci = (state: CiState, cause: CiCause = "branch"): CiEvidence => ({
    sha: "a".repeat(40),
    state,
    summary: "",
    failures: state === "failed" ? [{ name: "test", excerpt: "", link: null, cause, reason: "because" }] : [],
  });
  const told = "CI failed, but not because of this change; re-run the failed jobs: another (flaky: it passed)";
  const since = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
  const waiting = (hours: number): Partial<RunRecord> => ({
    state: "waiting",
    waitingFor: "ci",
    waitingSince: since(hours),
    claimedAt: null,
  });
  const again = { asked: { event: { id: 999, actor: maria, at: now.toISOString() }, mayPush: true } };
  const stranger = { asked: { ...again.asked, mayPush: false } };
  const said = (verb: CommandVerb): Partial<RunView> => ({
    command: { id: 999, verb, actor: maria, at: now.toISOString() },
  });

  it.each<[string, RunView, Partial<ReadyIssue> | null, RegExp]>([
    ["a young claim", run({ claimedAt: since(0.5) }), null, /^nothing claimed/],
    ["an old claim", run({ claimedAt: since(1.1) }), null, /^resume/],
    ["stop within a young claim", run({ claimedAt: since(0.5) }, said("stop")), null, /^resume maria said stop/],
    ["continue", run({ state: "escalated" }, said("continue")), null, /^resume maria said continue/],
    ["an answer", run({ state: "asking" }, said("answer")), null, /^resume maria said answer/],
    [
      "a command under the freeze label",
      run({ state: "escalated" }, { ...said("retry"), labels: ["needs-human-review"] }),
      null,
      /^nothing freeze/,
    ],
    ["no claim", run({ claimedAt: null }), null, /^resume/],
    ["CI that passed", run(waiting(1), { ci: ci("passed") }), null, /^resume CI passed/],
    ["CI that failed", run(waiting(1), { ci: ci("failed") }), null, /^resume CI failed/],
    [
      "CI that failed for other reasons, to say so",
      run(waiting(1), { ci: ci("failed", "infrastructure") }),
      null,
      /^resume CI failed, but not because of this change; re-run the failed jobs: test \(infrastructure: because\)/,
    ],
    [
      "CI that failed for other reasons, of which people were told",
      run({ ...waiting(23), reason: told }, { ci: ci("failed", "external") }),
      null,
      /^nothing ci CI failed, but not because of this change/,
    ],
    [
      "CI that nobody mended in a day",
      run({ ...waiting(25), reason: told }, { ci: ci("failed", "flaky") }),
      null,
      /^resume CI was not green within 24 hours/,
    ],
    [
      "a workflow that may be started where none did",
      run(
        { ...waiting(1), branch: "agent/1-x" },
        { ci: ci("not-triggered"), dispatch: { file: "ci.yml", faults: [] } },
      ),
      null,
      /^write .*ci.yml may be started/,
    ],
    [
      "a workflow that may be started where others wait for approval",
      run(waiting(1), { ci: ci("awaiting-approval"), dispatch: { file: "ci.yml", faults: [] } }),
      null,
      /^write /,
    ],
    [
      "a workflow that must not be started",
      run(waiting(1), { ci: ci("not-triggered"), dispatch: { file: "ci.yml", faults: ["it uses the secret A"] } }),
      null,
      /^nothing ci CI has not started on this branch; ci.yml is not started: it uses the secret A$/,
    ],
    [
      "a workflow that may be started when the time is up",
      run(waiting(25), { ci: ci("not-triggered"), dispatch: { file: "ci.yml", faults: [] } }),
      null,
      /^resume CI did not run/,
    ],
    ["CI that runs", run(waiting(30), { ci: ci("running") }), null, /^nothing ci CI is running/],
    ["no CI at all", run(waiting(1), { ci: ci("none") }), null, /^resume/],
    ["CI that did not start", run(waiting(23), { ci: ci("not-triggered") }), null, /^nothing ci CI has not started/],
    [
      "CI that did not start in a day",
      run(waiting(25), { ci: ci("not-triggered") }),
      null,
      /^resume CI did not run within 24/,
    ],
    ["CI that waits for approval", run(waiting(23), { ci: ci("awaiting-approval") }), null, /^nothing ci .*approval/],
    ["CI that nobody approved in a day", run(waiting(25), { ci: ci("awaiting-approval") }), null, /^resume/],
    ["CI that was not looked at", run(waiting(30)), null, /^nothing ci other runs/],
    ["a model that was down", run({ ...waiting(1), waitingFor: "model" }), null, /^resume the model/],
    ["time that ran out", run({ ...waiting(1), waitingFor: "time" }), null, /^resume/],
    ["questions", run({ state: "asking", waitingSince: since(24) }), {}, /^nothing asking/],
    ["questions that a writer answered", run({ state: "asking", waitingSince: since(24) }), again, /^resume/],
    [
      "questions after which a stranger set the label",
      run({ state: "asking", waitingSince: since(24) }),
      stranger,
      /^nothing asking/,
    ],
    [
      "questions that nobody answered for 14 days",
      run({ state: "asking", waitingSince: since(14 * 24 + 1) }),
      null,
      /^write .*14 days/,
    ],
    ["a flagged change", run({ ...waiting(24), waitingFor: "consent" }), null, /^nothing consent .*yes or no/],
    [
      "a flagged change that nobody answered for 14 days",
      run({ ...waiting(14 * 24 + 1), waitingFor: "consent" }),
      null,
      /^write the flagged change .*14 days/,
    ],
    [
      "a yes after more than 14 days",
      run(
        { ...waiting(15 * 24), waitingFor: "consent" },
        { consent: { isYes: true, by: maria, at: now.toISOString() } },
      ),
      null,
      /^resume maria allowed/,
    ],
    ["an escalation", run({ state: "escalated", reason: "stuck" }), {}, /^nothing escalated .*stuck/],
    [
      "an escalation after which a writer asked again",
      run({ state: "escalated" }),
      again,
      /^resume a writer asked again/,
    ],
    ["ready", run({ state: "ready" }), again, /^nothing ready/],
    ["closed", run({ state: "closed" }), null, /^nothing closed/],
    ["a frozen pull request", run({}, { labels: ["needs-human-review"] }), null, /^nothing freeze/],
    ["a frozen issue", run({}), { issue: thread(1, { labels: ["needs-human-review"] }) }, /^nothing freeze/],
    ["a branch that is gone", run({}, { head: null }), null, /^nothing branch/],
    ["a foreign pull request with our label", run({}, { isByBot: false }), null, /^nothing ours/],
    [
      "a lost record",
      run({}, { record: null, fault: "the PR body holds no record" }),
      null,
      /^write the PR body holds no record/,
    ],
    [
      "a lost record that a person knows of",
      run({}, { record: null, fault: "gone", labels: ["agent:escalated"] }),
      null,
      /^nothing record/,
    ],
    [
      "a lost record under the freeze label",
      run({}, { record: null, fault: "gone", labels: ["needs-human-review"] }),
      null,
      /^nothing freeze/,
    ],
  ])("%s", (_, view, asked, expected) => {
    const [action] = decideOn({ runs: [view], ready: asked ? [ready(1, asked)] : [] });
    expect(
      action?.kind === "nothing" ? `nothing ${action.gate} ${action.reason}` : `${action?.kind} ${action?.reason}`,
    ).toMatch(expected);
  });

  describe("money and rate of a resume", () => {
    const waiting = (issue: number, change: Partial<RunRecord> = {}, view: Parameters<typeof run>[1] = {}) =>
      run({ issue, state: "waiting", waitingFor: "model", ...change }, view);
    const spent = (usd: number, actorId: number | null = null) => [{ actorId, askedAt: null, usd }];
    const told = (change: Partial<Snapshot>) =>
      decideOn(change).map((action) => (action.kind === "nothing" ? action.gate : action.kind));
    const often = Array.from({ length: 3 }, () => asked(10, "2026-03-02T11:30:00Z"));
    const say = (verb: CommandVerb) => ({ id: 999, verb, actor: maria, at: "2026-03-02T11:59:00Z" });

    it("waits for tomorrow when the day's money is set aside", () => {
      expect(told({ runs: [waiting(1)], closedRuns: spent(19.5) })).toEqual(["money-today"]);
      expect(told({ runs: [waiting(1)], closedRuns: spent(19) })).toEqual(["resume"]);
    });

    it("counts the resumes of this pass before further ones and before starts", () => {
      const runs = [waiting(1), waiting(2)];
      expect(told({ runs, ready: [ready(3)], closedRuns: spent(18.2) })).toEqual([
        "resume",
        "money-today",
        "money-today",
      ]);
    });

    it("needs no more than what the issue has left", () => {
      const usage = { calls: 1, inputTokens: 1, outputTokens: 1, usd: 1.7 };
      expect(told({ runs: [waiting(1, { usage })], closedRuns: spent(19.6) })).toEqual(["resume"]);
    });

    it("waits for the day of the account that it stands on", () => {
      const at = { actorId: 10, at: "2026-03-01T00:00:00Z" };
      expect(told({ runs: [waiting(1, { asked: at })], closedRuns: spent(9.5, 10) })).toEqual(["actor-money"]);
      expect(told({ runs: [waiting(1, { asked: at })], closedRuns: spent(9.5, 11) })).toEqual(["resume"]);
    });

    it("keeps the rate when somebody asks anew, and not when the run goes on by itself", () => {
      const stuck = run({ issue: 1, state: "escalated" });
      const again = ready(1, {
        asked: { event: { id: 555, actor: maria, at: "2026-03-02T11:59:00Z" }, mayPush: true },
      });
      expect(told({ runs: [stuck], ready: [again] })).toEqual(["resume"]);
      expect(told({ runs: [stuck], ready: [again], closedRuns: often })).toEqual(["actor-rate"]);
      expect(told({ runs: [{ ...stuck, command: say("retry") }], closedRuns: often })).toEqual(["actor-rate"]);
      const own = { asked: { actorId: 10, at: "2026-03-01T00:00:00Z" } };
      expect(told({ runs: [waiting(1, own)], closedRuns: often })).toEqual(["resume"]);
    });

    it("sets nothing aside for what other runs would do when one is about to be claimed", () => {
      const busy = run({ issue: 2, claimedAt: now.toISOString(), reservedUsd: 1 });
      const change = { runs: [busy], ready: [ready(3), ready(4)], closedRuns: spent(18) };
      const actions = decide(snapshot(change), settings, { now, claimMinutes: 0, only: 4 });
      expect(actions).toMatchObject([{ kind: "start", issue: 4 }]);
      expect(decide(snapshot(change), settings, { now, claimMinutes: 0, only: 52 })).toMatchObject([{ pull: 52 }]);
    });

    it("lets people stop a run whatever it cost", () => {
      expect(told({ runs: [{ ...waiting(1), command: say("stop") }], closedRuns: spent(50) })).toEqual(["resume"]);
    });
  });

  it("takes a claim for dead where this process is the only one", () => {
    expect(decideOn({ runs: [run({ claimedAt: now.toISOString() })] }, 0)).toMatchObject([{ kind: "resume" }]);
  });
});
