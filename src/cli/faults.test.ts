/** Neighbours that fail: whatever GitHub or the model endpoint does, the pull request is the same in the end. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Recording } from "../domain/recording.ts";
import type { Fault, FaultPlan } from "../offline/github/faults.ts";
import type { ModelFault } from "../offline/model-fault.ts";
import { type End, pullOf, readEnd } from "./read-end.fixture.ts";
import { type Case, readExampleRecording, startCase, withCase } from "./start-case.fixture.ts";

const patience = 240_000;

let reference: { end: End; requests: number };
let patient: Recording;

/** The same replies for every round and attempt, as of a model that would say the same again. */
const repeatReplies = (recording: Recording): Recording => ({
  ...recording,
  entries: recording.entries.flatMap((entry) =>
    [1, 2, 3].flatMap((attempt) => [1, 2].map((round) => ({ ...entry, key: { ...entry.key, attempt, round } }))),
  ),
});

beforeAll(async () => {
  patient = repeatReplies(await readExampleRecording("greeter"));
  const one = await startCase();
  await one.product(["run", "1"]);
  reference = { end: await readEnd(one.world), requests: one.world.github.requests.length };
  await one.close();
}, patience);

/** Passes until the run is ready, at most four; gives the exit statuses. */
const finish = async (one: Case): Promise<(number | null)[]> => {
  const exits: (number | null)[] = [];
  for (let count = 0; count < 4 && (await readEnd(one.world)).state !== "ready"; count += 1)
    exits.push((await one.product(["supervise", "--run"])).exit);
  return exits;
};

const spread = (from: number, fault: Fault): FaultPlan =>
  Array.from({ length: 4 }, (_, count) => ({
    at: { index: from + 14 * count, ...(fault.kind === "stale" ? { method: "GET" } : {}) },
    fault,
  }));

describe.concurrent("GitHub", () => {
  test.each<[string, Fault, number]>([
    ["answers 502", { kind: "status", status: 502 }, 1],
    ["names a secondary limit", { kind: "secondary-limit", retryAfterSeconds: 1 }, 2],
    ["cuts the line before the effect", { kind: "cut", effect: false }, 3],
    ["cuts the line after the effect", { kind: "cut", effect: true }, 0],
    ["cuts the line after the effect, at other requests", { kind: "cut", effect: true }, 4],
    ["is slow", { kind: "slow", milliseconds: 200 }, 0],
    ["gives stale answers", { kind: "stale" }, 0],
    ["gives stale answers, at other requests", { kind: "stale" }, 3],
  ])(
    "%s",
    (_, fault, from) =>
      withCase(async (one) => {
        one.setFaults(spread(from, fault));
        const exits = await finish(one);
        expect(await readEnd(one.world), `exits ${exits}`).toEqual(reference.end);
        expect(one.world.github.requests.filter(({ faults }) => faults.length > 0).length).toBeGreaterThanOrEqual(1);
      }),
    patience,
  );

  test(
    "that stays away ends the pass with 4 and a plain sentence",
    () =>
      withCase(async (one) => {
        one.setFaults([{ at: { index: 0, times: 99 }, fault: { kind: "secondary-limit", retryAfterSeconds: 900 } }]);
        const ended = await one.product(["supervise", "--run"]);
        expect(ended.exit).toBe(4);
        expect(ended.stderr).toContain("rate limit (403)");
        expect(ended.stderr).toContain("Nothing is lost: the next pass goes on from GitHub's state.");
        expect(ended.stderr).not.toContain("    at ");
      }),
    patience,
  );
});

const withModelFault = (faults: Record<number, ModelFault>, work: (one: Case) => Promise<void>): Promise<void> =>
  withCase(
    (one) => {
      for (const [index, fault] of Object.entries(faults)) one.model.faults.set(Number(index), fault);
      return work(one);
    },
    { recording: patient },
  );

const reply = (content: string): ModelFault => ({ kind: "reply", with: { content } });
const outage: ModelFault = { kind: "error", status: 503, message: "overloaded", headers: { "retry-after": "600" } };

describe.concurrent("the model", () => {
  test.each<[string, ModelFault]>([
    ["asks to wait a second", { kind: "error", status: 429, message: "slow down", headers: { "retry-after": "1" } }],
    ["answers 500 once", { kind: "error", status: 500, message: "oops", headers: { "retry-after": "0" } }],
    ["cuts the line in the middle of a reply", { kind: "cut", at: "body" }],
    ["answers with nothing", reply("")],
    ["answers prose", reply("I would add a loop over the names and join them.")],
    ["answers JSON of another shape", reply('{"answer": 42}')],
    ["answers half a JSON document", reply('{"summary": "Half", "diff": "--- a/src/greet.js\\n+++ b/src/gr')],
    [
      "answers half a diff",
      reply(
        JSON.stringify({
          summary: "Half",
          diff: "--- a/src/greet.js\n+++ b/src/greet.js\n@@ -1,2 +1,7 @@\n-/** The gree",
        }),
      ),
    ],
    [
      "answers a diff that does not apply",
      reply(
        JSON.stringify({
          summary: "Wrong",
          diff: "--- a/src/greet.js\n+++ b/src/greet.js\n@@ -1 +1 @@\n-nothing like this\n+x\n",
        }),
      ),
    ],
  ])(
    "%s, and the run ends the same way",
    (_, fault) =>
      // Request 3 is the implementer's.
      withModelFault({ 3: fault }, async (one) => {
        const ended = await one.product(["run", "1"]);
        expect(ended.exit, ended.stderr).toBe(0);
        expect(await readEnd(one.world)).toEqual(reference.end);
        expect(one.model.misses).toEqual([]);
      }),
    patience,
  );

  test(
    "is away: the run parks with 5, no attempt is used up, and the next pass goes on",
    () =>
      withModelFault({ 3: outage }, async (one) => {
        const parked = await one.product(["run", "1"]);
        expect(parked.exit, parked.stderr).toBe(5);
        expect(parked.stdout).toContain("State: waiting");
        expect((await pullOf(one.world)).body).toContain("the bot waits");
        const ended = await one.product(["run", "1"]);
        expect(ended.exit, ended.stderr).toBe(0);
        expect(await readEnd(one.world)).toEqual(reference.end);
        expect(ended.stdout).toMatch(/implement +passed +×1/);
      }),
    patience,
  );

  test(
    "never gives anything usable: a person is asked, what stands stays",
    () =>
      withModelFault(
        Object.fromEntries(
          Array.from({ length: 12 }, (_, count) => [count + 3, reply("I am afraid I cannot do that.")]),
        ),
        async (one) => {
          const ended = await one.product(["run", "1"]);
          expect(ended.exit, ended.stderr).toBe(3);
          const end = await readEnd(one.world);
          expect(end).toMatchObject({ state: "escalated", commits: ["start", "tests"] });
          expect(end.labelEvents).toContain("2 labeled agent:escalated");
          expect((await pullOf(one.world)).comments.at(-1)?.body).toContain("### A person is needed");
          const again = await one.product(["supervise", "--run", "--json"]);
          expect(JSON.parse(again.stdout)).toMatchObject({ runs: [], requests: { write: 0 } });
        },
      ),
    patience,
  );
});
