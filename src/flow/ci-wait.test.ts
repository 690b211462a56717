import { describe, expect, it } from "vitest";
import type { CiCause, CiEvidence, CiState } from "../domain/evidence.ts";
import { describeCiWait, isToldOutside } from "./ci-wait.ts";

const ci = (state: CiState, causes: CiCause[] = []): CiEvidence => ({
  sha: "a".repeat(40),
  state,
  summary: "",
  failures: causes.map((cause, index) => ({
    name: `job\n${index}`,
    excerpt: "",
    link: null,
    cause,
    reason: "because",
  })),
});

describe("what is waited for", () => {
  it.each<[string, CiEvidence | null, string | null, string | null]>([
    [
      "CI that nobody looked at",
      null,
      "CI of the published head has not ended",
      "CI of the published head has not ended",
    ],
    ["CI that runs", ci("running"), "CI is running", "CI is running"],
    ["CI that did not start", ci("not-triggered"), "CI has not started on this branch", null],
    ["CI that waits", ci("awaiting-approval"), "CI waits for a writer's approval", null],
    ["no CI", ci("none"), null, null],
    ["CI that passed", ci("passed"), null, null],
    ["CI that the branch broke", ci("failed", ["flaky", "branch"]), null, null],
    [
      "CI that others broke",
      ci("failed", ["flaky", "external"]),
      "CI failed, but not because of this change; re-run the failed jobs: job 0 (flaky: because), job 1 (external: because)",
      null,
    ],
  ])("with %s", (_, evidence, inTime, overdue) => {
    expect(describeCiWait(evidence, false)).toBe(inTime);
    expect(describeCiWait(evidence, true)).toBe(overdue);
  });

  it("is told once, whatever became of the names on the way", () => {
    const text = describeCiWait(ci("failed", ["external"]), false) ?? "";
    expect(isToldOutside(text.replace("job", "redacted").slice(0, 60))).toBe(true);
    expect(isToldOutside("CI is running")).toBe(false);
  });
});
