/** When an issue was last edited: by GraphQL, by REST where there is none, and never by an answer that is not clear. */

import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import type { GithubClient } from "./create-client.ts";
import { labelEventsOf } from "./read-client.ts";
import { readIssueEdits } from "./read-issue-edits.ts";

const silence = () => {};

/** A server that gives `graphql` as its answer or status, and an issue by REST. */
const clientOf = (graphql: unknown): GithubClient => {
  const respond: typeof fetch = async (input) => {
    const isQuery = new URL(String(input)).pathname === "/graphql";
    const status = isQuery && typeof graphql === "number" ? graphql : 200;
    const body = isQuery ? graphql : { title: "T", body: null, updated_at: "2026-03-01T09:00:00Z" };
    return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
  };
  const log = { debug: silence, info: silence, warn: silence, error: silence };
  const octokit = new Octokit({ baseUrl: "https://github.invalid", log, request: { fetch: respond } });
  return { octokit, owner: "acme", repo: "shop", count: { read: 0, write: 0 }, fetch: respond };
};

const issue = { title: "T", body: "B", lastEditedAt: null };

it("gives text and time of one answer", async () => {
  const answer = (lastEditedAt: string | null) => ({ data: { repository: { issue: { ...issue, lastEditedAt } } } });
  const at = "2026-03-01T09:00:00Z";
  expect(await readIssueEdits(clientOf(answer(at)), 1)).toEqual({ title: "T", body: "B", editedAt: at, isExact: true });
  expect(await readIssueEdits(clientOf(answer(null)), 1)).toMatchObject({ editedAt: null, isExact: true });
});

it("takes the time of any change where there is no GraphQL", async () => {
  const edits = { title: "T", body: "", editedAt: "2026-03-01T09:00:00Z", isExact: false };
  expect(await readIssueEdits(clientOf(404), 1)).toEqual(edits);
});

it.each<[string, unknown]>([
  ["errors beside the data", { data: { repository: { issue } }, errors: [{ message: "Something went wrong" }] }],
  ["no such issue", { data: { repository: { issue: null } } }],
  ["no repository", { data: { repository: null } }],
  ["a time left out", { data: { repository: { issue: { title: "T", body: "B" } } } }],
  ["a server that fails", 500],
])("is not known: %s", async (_, answer) => {
  await expect(readIssueEdits(clientOf(answer), 1)).rejects.toMatchObject({ failure: { kind: "unavailable" } });
});

it("orders label events by time and number, whatever the order of the list", () => {
  const actor = { id: 2, login: "maria", type: "User" };
  const event = (id: number, at: string, label: string | null = "go", name = "labeled") => ({
    ...{ id, at, label, actor },
    ...{ event: name, appId: null },
  });
  const list = [event(3, "b"), event(1, "a"), event(4, "a"), event(5, "c", "other"), event(6, "c", "go", "unlabeled")];
  expect(labelEventsOf(list, "go").map(({ id }) => id)).toEqual([1, 4, 3]);
});
