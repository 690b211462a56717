/** What counts of all that is said about a commit: newest, bound to who says it, without what was set aside. */
import { describe, expect, it } from "vitest";
import { selectSignals } from "./select-signals.ts";
import { type Signal, stateOf, type WorkflowRun } from "./signal.ts";

const actions = { id: 15_368, slug: "github-actions" };
const other = { id: 99, slug: "other-ci" };

const run = (change: Partial<WorkflowRun> = {}): WorkflowRun => ({
  id: 1,
  workflowId: 10,
  suiteId: 5,
  name: "CI",
  path: ".github/workflows/ci.yml",
  event: "pull_request",
  attempt: 1,
  status: "completed",
  conclusion: "success",
  link: "https://github.com/acme/shop/actions/runs/1",
  ...change,
});

const signal = (change: Partial<Signal> = {}): Signal => {
  const conclusion = change.conclusion ?? "success";
  return {
    kind: "job",
    id: 1,
    name: "test",
    app: actions,
    state: stateOf("completed", conclusion, true),
    run: null,
    link: null,
    text: "",
    ...change,
    conclusion,
  };
};

const select = (signals: Signal[], runs: WorkflowRun[] = [], ignore: string[] = []): string[] =>
  selectSignals({ signals, runs, isCut: false }, ignore)
    .map(({ kind, name, state, id }) => `${kind} ${name} ${state} ${id}`)
    .sort();

describe("what counts", () => {
  it.each<[string, Signal[], string[]]>([
    [
      "the newest of an app and name, whatever their order",
      [signal({ kind: "check", id: 2 }), signal({ kind: "check", id: 1, conclusion: "failure" })],
      ["check test passed 2"],
    ],
    [
      "the same name of two apps twice",
      [signal({ kind: "check", id: 2, app: other }), signal({ kind: "check", id: 1, conclusion: "failure" })],
      ["check test failed 1", "check test passed 2"],
    ],
    [
      "a status beside a check of its name, and of two accounts both",
      [
        signal({ kind: "status", id: 3, app: { id: 7, slug: "maria" }, conclusion: "failure" }),
        signal({ kind: "status", id: 4, app: { id: 8, slug: "stefan" } }),
        signal({ kind: "check", id: 5 }),
      ],
      ["check test passed 5", "status test failed 3", "status test passed 4"],
    ],
    [
      "a job of the same name in another workflow, or for another event",
      [
        signal({ id: 1, conclusion: "failure", run: run() }),
        signal({ id: 2, run: run({ workflowId: 11 }) }),
        signal({ id: 3, run: run({ event: "push" }) }),
      ],
      ["job test failed 1", "job test passed 2", "job test passed 3"],
    ],
    [
      "a check run that an app made beside the job whose name it borrows",
      [signal({ id: 1, conclusion: "failure", run: run() }), signal({ kind: "check", id: 9 })],
      ["check test passed 9", "job test failed 1"],
    ],
    [
      "a job whose run GitHub does not list beside a check run that borrows its name",
      [signal({ id: 1, conclusion: "failure" }), signal({ kind: "check", id: 9 })],
      ["check test passed 9", "job test failed 1"],
    ],
    [
      "no newer job that was skipped in place of one that ran",
      [signal({ id: 1, conclusion: "failure", run: run() }), signal({ id: 2, conclusion: "skipped", run: run() })],
      ["job test failed 1"],
    ],
    [
      "a newer run of the same workflow and event in place of the older",
      [signal({ id: 1, conclusion: "failure", run: run() }), signal({ id: 2, run: run({ id: 2 }) })],
      ["job test passed 2"],
    ],
  ])("is %s", (_, signals, expected) => {
    expect(select(signals)).toEqual(expected);
  });

  it("leaves out what the configuration ignores, and the bot's own workflows", () => {
    const own = run({ id: 3, workflowId: 12, path: ".github/workflows/agent_run.yml", conclusion: "failure" });
    const slow = run({ id: 4, workflowId: 13, name: "Nightly", status: "in_progress", conclusion: null });
    const signals = [signal({ id: 1, conclusion: "failure", run: own }), signal({ id: 2, name: "slow" })];
    expect(select(signals, [own, slow], ["slow", "Nightly"])).toEqual([]);
    expect(select(signals, [own, slow])).toEqual(["job slow passed 2", "run Nightly running 4"]);
  });

  it.each<[string, WorkflowRun[], string[]]>([
    ["that passed adds nothing", [run()], []],
    ["that waits for approval", [run({ conclusion: "action_required" })], ["run CI awaiting 1"]],
    [
      "that waits for a person at an environment",
      [run({ status: "waiting", conclusion: null })],
      ["run CI awaiting 1"],
    ],
    ["that waits in the queue", [run({ status: "pending", conclusion: null })], ["run CI running 1"]],
    ["that could not start", [run({ conclusion: "startup_failure" })], ["run CI failed 1"]],
    [
      "that waits while the same workflow was started by hand",
      [run({ conclusion: "action_required" }), run({ id: 2, event: "workflow_dispatch" })],
      [],
    ],
    [
      "that waits while another workflow was started by hand",
      [run({ conclusion: "action_required" }), run({ id: 2, workflowId: 11, event: "workflow_dispatch" })],
      ["run CI awaiting 1"],
    ],
    ["that waited before a newer one of its event ran", [run({ conclusion: "action_required" }), run({ id: 2 })], []],
  ])("is a run %s", (_, runs, expected) => {
    expect(select([], runs)).toEqual(expected);
  });

  it("says of a failed run only what its jobs do not say", () => {
    const failed = run({ conclusion: "failure" });
    expect(select([signal({ conclusion: "failure", run: failed })], [failed])).toEqual(["job test failed 1"]);
    expect(select([signal({ run: failed })], [failed])).toEqual(["job test passed 1", "run CI failed 1"]);
  });
});

describe("a state", () => {
  it.each<[string, string | null, boolean, string]>([
    ["completed", "success", false, "passed"],
    ["completed", "neutral", false, "passed"],
    ["completed", "skipped", false, "passed"],
    ["completed", "failure", false, "failed"],
    ["completed", "stale", false, "failed"],
    ["completed", null, false, "failed"],
    ["completed", "action_required", true, "awaiting"],
    ["completed", "action_required", false, "failed"],
    ["queued", null, false, "running"],
    ["waiting", null, true, "awaiting"],
  ])("of %s/%s (Actions: %s) is %s", (status, conclusion, isActions, expected) => {
    expect(stateOf(status, conclusion, isActions)).toBe(expected);
  });
});
