/** When a probe is sick: n of m, told as early as it is certain. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../domain/settings.ts";
import type { OutsideAnswer } from "../fetch-outside.ts";
import { judgeProbe, runProbes } from "./run-probes.ts";

const answered = (status: number): OutsideAnswer => ({
  kind: "answered",
  status,
  body: "",
  milliseconds: 1,
  redirects: 0,
});
const [good, bad]: [OutsideAnswer, OutsideAnswer] = [
  answered(200),
  { kind: "failed", reason: "the name does not resolve" },
];

const byLetters = (letters: string): OutsideAnswer[] => [...letters].map((letter) => (letter === "x" ? bad : good));

describe("judgeProbe", () => {
  it.each([
    ["", 3, 5, null],
    ["xx", 3, 5, null],
    ["xxx", 3, 5, "sick"],
    ["oo", 3, 5, null],
    ["ooo", 3, 5, "healthy"],
    ["oxxo", 3, 5, null],
    ["oxxox", 3, 5, "sick"],
    ["oxxoo", 3, 5, "healthy"],
    ["x", 1, 1, "sick"],
    ["o", 1, 1, "healthy"],
    ["xo", 5, 2, "healthy"],
    ["xx", 5, 2, "sick"],
  ])("%j with %i of %i is %s", (letters, failures, of, state) => {
    expect(judgeProbe(byLetters(letters), { failures, of })?.state ?? null).toBe(state);
  });

  it.each([
    [200, "healthy"],
    [399, "healthy"],
    [400, "sick"],
    [503, "sick"],
  ])("status %i is %s", (status, state) => {
    expect(judgeProbe([answered(status)], { failures: 1, of: 1 })).toMatchObject({ state, last: `status ${status}` });
  });

  it("is refused for good, and says the reason", () => {
    const refused: OutsideAnswer = { kind: "refused", reason: "only https is allowed" };
    expect(judgeProbe([bad, refused], { failures: 3, of: 5 })).toMatchObject({
      state: "refused",
      last: "only https is allowed",
    });
  });

  it("says after `of` answers what n of m says, and never takes it back", () => {
    const limits = fc.record({ failures: fc.integer({ min: 1, max: 8 }), of: fc.integer({ min: 1, max: 8 }) });
    fc.assert(
      fc.property(limits, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), ({ failures, of }, all) => {
        const answers = all.slice(0, of).map((isGood) => (isGood ? good : bad));
        const count = answers.filter((answer) => answer === bad).length;
        const expected = count >= Math.min(failures, of) ? "sick" : "healthy";
        const states = answers.map((_, index) => judgeProbe(answers.slice(0, index + 1), { failures, of })?.state);
        expect(states.at(-1)).toBe(expected);
        for (const state of states) expect([undefined, expected]).toContain(state);
      }),
    );
  });
});

describe("runProbes", () => {
  it("asks every URL until it is clear, with pauses between two of one URL alone", async () => {
    const asked: string[] = [];
    const pauses: number[] = [];
    const health = {
      ...defaultSettings().health,
      probes: [
        { name: "a", url: "https://a.example.com/" },
        { name: "b", url: "https://b.example.com/" },
      ],
    };
    const results = await runProbes({
      health,
      open: async (url) => {
        asked.push(url);
        return url.includes("//a") ? bad : good;
      },
      sleep: async (milliseconds) => {
        pauses.push(milliseconds);
      },
    });
    expect(results.map(({ name, state, failed, of }) => [name, state, failed, of])).toEqual([
      ["a", "sick", 3, 3],
      ["b", "healthy", 0, 3],
    ]);
    expect(asked).toHaveLength(6);
    expect(pauses).toEqual([10_000, 10_000, 10_000, 10_000]);
  });
});
