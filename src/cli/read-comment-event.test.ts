/** Which events of the runner give a new comment, and which give nothing. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Host } from "./host.ts";
import { readCommentEvent } from "./read-comment-event.ts";

const dir = mkdtempSync(join(tmpdir(), "comment-event-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const event = {
  action: "created",
  issue: { number: 7 },
  comment: {
    id: 5,
    body: "/draftsmith stop",
    user: { id: 10, login: "maria", type: "User" },
    created_at: "2026-03-01T10:00:00Z",
    updated_at: "2026-03-01T10:00:00Z",
  },
  repository: { full_name: "acme/shop" },
  sender: { id: 10 },
};

const read = (payload: unknown, env: Record<string, string> = {}) => {
  const path = join(dir, "event.json");
  writeFileSync(path, typeof payload === "string" ? payload : JSON.stringify(payload));
  const given = { GITHUB_EVENT_NAME: "issue_comment", GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: "acme/shop", ...env };
  return readCommentEvent({ env: given } as unknown as Host);
};

it("gives a new comment with its thread", () => {
  expect(read(event)).toMatchObject({ id: 5, thread: 7, body: "/draftsmith stop", author: { id: 10 } });
});

it.each<[string, unknown, Record<string, string>?]>([
  ["an edit", { ...event, action: "edited" }],
  ["a deletion", { ...event, action: "deleted" }],
  ["another sender", { ...event, sender: { id: 11 } }],
  ["another repository", { ...event, repository: { full_name: "acme/other" } }],
  ["another event", event, { GITHUB_EVENT_NAME: "issues" }],
  ["no file", event, { GITHUB_EVENT_PATH: "" }],
  ["a file that is not there", event, { GITHUB_EVENT_PATH: join(dir, "gone.json") }],
  ["no JSON", "{"],
  ["no comment", { ...event, comment: null }],
])("gives nothing for %s", (_, payload, env) => {
  expect(read(payload, env)).toBeNull();
});
