/** What a frozen task consists of: another reading of any part is another task. */
import { describe, expect, it } from "vitest";
import type { Brief } from "../domain/brief.ts";
import { cutIssueText, freezeHash, freezeRun, hashIssueText } from "./freeze.ts";

const maria = { id: 2, login: "maria", type: "User" };
const at = "2026-03-01T09:00:00Z";
const comment = { id: 8, author: maria, body: "Like this.", createdAt: at, updatedAt: at };
const brief: Brief = {
  repository: { id: 1, owner: "acme", name: "shop", defaultBranch: "main", isPrivate: false },
  issue: { id: 5, number: 3, title: "T", body: "B", author: maria, labels: [] },
  comments: [comment],
  labelEvent: { id: 9, actor: maria, at },
  baseSha: "b".repeat(40),
  hash: "",
};
const { issue, labelEvent, repository } = brief;
const other = { ...maria, id: 4 };

describe("freezeHash", () => {
  it.each<[string, Partial<Brief>]>([
    ["repository", { repository: { ...repository, id: 2 } }],
    ["issue", { issue: { ...issue, id: 6 } }],
    ["title", { issue: { ...issue, title: "U" } }],
    ["description", { issue: { ...issue, body: "C" } }],
    ["comment", { comments: [{ ...comment, body: "Like that." }] }],
    ["number of a comment", { comments: [{ ...comment, id: 7 }] }],
    ["author of a comment", { comments: [{ ...comment, author: other }] }],
    ["count of comments", { comments: [] }],
    ["label event", { labelEvent: { ...labelEvent, id: 10 } }],
    ["actor of the label", { labelEvent: { ...labelEvent, actor: other } }],
    ["base", { baseSha: "c".repeat(40) }],
  ])("depends on the %s", (_, change) => {
    expect(freezeHash({ ...brief, ...change })).not.toBe(freezeHash(brief));
  });

  it("does not depend on names and times", () => {
    const renamed = { ...labelEvent, at: "2026-03-02T09:00:00Z", actor: { ...maria, login: "mary" } };
    expect(freezeHash({ ...brief, labelEvent: renamed })).toBe(freezeHash(brief));
  });
});

it("freezeRun depends on the task and on the configuration; records of old have none", () => {
  const hashes = [freezeRun("a", null), freezeRun("a", "none"), freezeRun("a", "1"), freezeRun("b", "none")];
  expect(new Set(hashes).size).toBe(4);
  expect(hashes[0]).toBe("a");
});

it("hashIssueText is of title and description, cut as the task holds them", () => {
  const hash = hashIssueText({ title: "T", body: "B" });
  expect(hashIssueText({ title: "TB", body: "" })).not.toBe(hash);
  expect(hashIssueText({ title: "T", body: "C" })).not.toBe(hash);
  const long = { title: "t".repeat(2_000), body: "b".repeat(80_000) };
  expect(hashIssueText(long)).toBe(hashIssueText(cutIssueText(long)));
});
