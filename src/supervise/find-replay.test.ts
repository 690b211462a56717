/** A body that was put back from its edit history is older than what GitHub still shows of later claims. */
import { expect, it } from "vitest";
import { renderRecord } from "../flow/record-text.ts";
import { sampleRecord } from "../flow/samples.fixture.ts";
import { createSeal, noSeal } from "../flow/state-seal.ts";
import { renderTrailers } from "../flow/trailers.ts";
import type { GithubReader } from "../github/read-client.ts";
import { findReplay } from "./find-replay.ts";

const self = { id: 1, login: "bot", type: "Bot" };
const maria = { id: 2, login: "maria", type: "User" };
const record = sampleRecord({ sequence: 3 });

const readerOf = (sequence: number, comments: { author: typeof self; body: string }[] = []) =>
  ({
    commit: async () => ({
      message: `feat: x\n\n${renderTrailers({ issue: 1, run: 1, stage: "implement", sequence, index: 0 })}`,
    }),
    listComments: async () => comments,
  }) as unknown as GithubReader;

const plan = (sequence: number, seal = noSeal, pull = 2) =>
  `<!-- draftsmith:plan -->\n${renderRecord(sampleRecord({ sequence, pull, state: "ready" }), seal)}`;
const done = { number: 2, labels: ["agent:ready-for-review"] };

it.each<[string, Parameters<typeof findReplay>[2], GithubReader, RegExp | null]>([
  ["a commit of the same claim", { number: 2, labels: [] }, readerOf(3), null],
  ["a commit of an earlier claim", { number: 2, labels: [] }, readerOf(2), null],
  ["a commit of a later claim", { number: 2, labels: [] }, readerOf(4), /older than commit aaaaaaaaaaaa/],
  ["a plan comment of the same claim", done, readerOf(2, [{ author: self, body: plan(3) }]), null],
  ["a plan comment of a later claim", done, readerOf(2, [{ author: self, body: plan(4) }]), /comment with its plan/],
  ["such a comment by somebody else", done, readerOf(2, [{ author: maria, body: plan(4) }]), null],
  ["such a comment of another run", done, readerOf(2, [{ author: self, body: plan(4, noSeal, 9) }]), null],
  ["a run that never was ready", { number: 2, labels: [] }, readerOf(2, [{ author: self, body: plan(4) }]), null],
])("beside %s", async (_, pull, reader, fault) => {
  const found = await findReplay(record, record.head, pull, { reader, self, seal: noSeal });
  if (fault === null) expect(found).toBeNull();
  else expect(found).toMatch(fault);
});

it("believes only a signed comment where a key was given", async () => {
  const seal = createSeal("k".repeat(32));
  const look = (body: string) =>
    findReplay(record, record.head, done, { reader: readerOf(2, [{ author: self, body }]), self, seal });
  expect(await look(plan(4))).toBeNull();
  expect(await look(plan(4, seal))).toMatch(/comment with its plan/);
});
