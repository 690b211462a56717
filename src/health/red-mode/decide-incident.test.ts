/** Incidents over random histories of sickness, health, people and time: one at most, and a person's hand wins. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Write } from "../../domain/bundle.ts";
import { defaultSettings } from "../../domain/settings.ts";
import { renderIssueRecord } from "../../flow/issue-record.ts";
import { noSeal } from "../../flow/state-seal.ts";
import type { Thread } from "../../github/decode.ts";
import { decideIncident } from "./decide-incident.ts";
import { decodeIncident, incidentMarker } from "./incident.ts";
import type { ProbeResult } from "./run-probes.ts";

const self = { id: 1, login: "bot", type: "Bot" };
const repositoryId = 9;
const settings = defaultSettings();

const result = (state: ProbeResult["state"], name = "shop"): ProbeResult => ({
  name,
  url: `https://${name}.example.com/`,
  state,
  failed: state === "sick" ? 3 : 0,
  of: 3,
  last: state === "sick" ? "status 503" : "status 200",
});

/** Issues as publish would leave them. */
const createWorld = () => {
  const threads: Thread[] = [];
  let time = Date.parse("2026-03-01T09:00:00Z");
  const bodyOf = (markdown: string, record: object, issue: number) =>
    `${markdown}\n${renderIssueRecord(incidentMarker, { ...record, issue }, noSeal)}`;
  const close = (thread: Thread): void => {
    thread.state = "closed";
    thread.closedAt = new Date(time).toISOString();
  };
  const apply = (write: Write): void => {
    if (write.kind === "open-issue") {
      const number = threads.length + 1;
      threads.push({
        id: number,
        number,
        title: write.title,
        body: bodyOf(write.markdown, write.record, number),
        author: self,
        labels: [write.identity, ...write.labels],
        state: "open",
        comments: 0,
        createdAt: "",
        closedAt: null,
        isPull: false,
      });
      return;
    }
    const thread = "number" in write ? threads[write.number - 1] : undefined;
    if (!thread || (write.kind !== "update-issue" && write.kind !== "close-issue")) throw new Error(write.kind);
    thread.body = bodyOf(write.markdown, write.record, thread.number);
    if (write.kind === "close-issue") close(thread);
  };
  const run = (results: ProbeResult[]) => {
    const issues = threads.flatMap((thread) => decodeIncident(thread, self, repositoryId, noSeal) ?? []);
    const decision = decideIncident({ repositoryId, issues, results }, settings, new Date(time));
    for (const write of decision.writes) apply(write);
    return decision;
  };
  const pass = (minutes: number) => {
    time += minutes * 60_000;
  };
  return { threads, run, pass, close };
};

type Step = "sick" | "healthy" | "refused" | "close" | "reopen" | "unlabel" | "wait";

describe("decideIncident", () => {
  it("keeps at most one incident open, relabels and reopens nothing, and does each thing once", () => {
    const step = fc.constantFrom<Step>(
      "sick",
      "sick",
      "healthy",
      "healthy",
      "refused",
      "close",
      "reopen",
      "unlabel",
      "wait",
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { threads, run, pass, close } = createWorld();
        let closedByPerson: Thread | undefined;
        for (const one of steps) {
          const open = threads.find(({ state }) => state === "open");
          const last = threads.at(-1);
          pass(1);
          if (one === "wait") pass(20);
          else if (one === "close" && open) {
            close(open);
            closedByPerson = open;
          } else if (one === "reopen" && last && !open) last.state = "open";
          else if (one === "unlabel" && open) open.labels = ["agent:incident"];
          else if (one === "sick" || one === "healthy" || one === "refused") {
            const labels = threads.map((thread) => [...thread.labels]);
            const states = threads.map(({ state }) => state);
            const count = threads.length;
            const { action } = run([result(one)]);
            expect(threads.filter(({ state }) => state === "open").length).toBeLessThanOrEqual(1);
            expect(threads.slice(0, count).map((thread) => thread.labels)).toEqual(labels);
            for (const [index, state] of states.entries())
              if (state === "closed") expect(threads[index]?.state).toBe("closed");
            if (action === "open") expect([one, open]).toEqual(["sick", undefined]);
            if (one === "healthy") closedByPerson = undefined;
            if (closedByPerson && closedByPerson === last) expect(action).not.toBe("open");
            if (one === "refused") expect(action).toBe("nothing");
            expect(run([result(one)]).action).toBe("nothing");
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("counts one sick probe of several, and keeps since when each is sick or healthy", () => {
    const { threads, run, pass } = createWorld();
    run([result("sick"), result("healthy", "cart")]);
    pass(10);
    run([result("sick"), result("sick", "cart")]);
    const record = decodeIncident(threads[0] as Thread, self, repositoryId, noSeal)?.record;
    expect(record).toMatchObject({
      sequence: 2,
      sickSince: "2026-03-01T09:00:00.000Z",
      probes: [
        { name: "shop", since: "2026-03-01T09:00:00.000Z" },
        { name: "cart", since: "2026-03-01T09:10:00.000Z" },
      ],
    });
    expect(threads[0]?.title).toBe("Incident: shop does not answer as healthy");
  });

  it("does not take a sick URL that may not be opened any more for a healthy one", () => {
    const { threads, run, pass } = createWorld();
    run([result("sick"), result("healthy", "cart")]);
    pass(10);
    expect(run([result("refused"), result("healthy", "cart")]).reason).toBe("still sick");
    const record = decodeIncident(threads[0] as Thread, self, repositoryId, noSeal)?.record;
    expect(record).toMatchObject({ healthySince: null, probes: [{ name: "shop", state: "sick" }, { name: "cart" }] });
    pass(600);
    expect(run([result("refused"), result("healthy", "cart")]).action).toBe("nothing");
    expect(run([result("healthy", "cart")]).reason).toBe("healthy, but not for long enough");
  });

  it.each([
    ["somebody else's", { author: { ...self, id: 2 } }],
    ["a pull request", { isPull: true }],
    ["without a record", { body: "Down." }],
  ])("does not know an issue that is %s", (_, change) => {
    const { threads, run } = createWorld();
    run([result("sick")]);
    const thread = { ...(threads[0] as Thread), ...change };
    const decoded = decodeIncident(thread, self, repositoryId, noSeal);
    expect(decoded?.record ?? null).toBeNull();
  });
});
