/** A record counts in the place it was written for, and nowhere else. */
import { describe, expect, it } from "vitest";
import type { RunRecord } from "../domain/record.ts";
import { describeMisfit, findMisfits, type Place } from "./bind-record.ts";
import { sampleRecord } from "./samples.fixture.ts";

const place: Place = { repositoryId: 1001, pull: 2, issue: 1, branch: "agent/1-greet" };

describe("findMisfits", () => {
  it.each<[string, Partial<RunRecord>]>([
    ["its own place", {}],
    ["the place of the claim that opened it", { pull: null }],
  ])("is empty in %s", (_, change) => {
    expect(findMisfits(sampleRecord(change), place)).toEqual([]);
  });

  it.each<[string, Partial<RunRecord>, string[]]>([
    ["repository", { repositoryId: 1002 }, ["repository"]],
    ["issue", { issue: 3 }, ["issue", "issue of its branch"]],
    ["pull request", { pull: 3 }, ["pull request"]],
    ["branch", { branch: "agent/1-other" }, ["branch"]],
    ["branch below our root", { branch: "main" }, ["branch", "issue of its branch"]],
    ["time before the pull request, later on", { pull: null, sequence: 2 }, ["pull request"]],
    ["time before the pull request, with work published", { pull: null, published: 1 }, ["pull request"]],
  ])("names another %s", (_, change, misfits) => {
    expect(findMisfits(sampleRecord(change), place)).toEqual(misfits);
  });

  it("needs nothing that this reader has not asked for", () => {
    const seen = { repositoryId: null, pull: 2, issue: null, branch: null };
    expect(describeMisfit(sampleRecord({ repositoryId: 5, branch: "agent/1-x" }), seen)).toBeNull();
    expect(describeMisfit(sampleRecord({ pull: 9 }), seen)).toMatch(/belongs elsewhere: its pull request differ/);
  });
});
