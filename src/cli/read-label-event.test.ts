/** Which events of Actions count as the setting of the ready label. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Host } from "./host.ts";
import { readLabelEvent } from "./read-label-event.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "label-event-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const maria = { id: 2, login: "maria", type: "User" };
const event = {
  action: "labeled",
  label: { name: "agent:ready" },
  issue: { number: 7, title: "T", body: null, updated_at: "2026-03-01T09:00:00Z" },
  repository: { full_name: "Acme/Shop" },
  sender: maria,
};

const read = (payload: unknown, env: Record<string, string> = {}) => {
  const path = join(dir, "event.json");
  writeFileSync(path, typeof payload === "string" ? payload : JSON.stringify(payload));
  const surroundings = { GITHUB_EVENT_NAME: "issues", GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: "acme/shop", ...env };
  return readLabelEvent({ env: surroundings } as Partial<Host> as Host, "agent:ready");
};

it("gives the issue as it was when the label was set, and who set it", () => {
  expect(read(event)).toEqual({ issue: 7, title: "T", body: "", sender: maria, updatedAt: "2026-03-01T09:00:00Z" });
});

it.each<[string, unknown, Record<string, string>?]>([
  ["another action", { ...event, action: "unlabeled" }],
  ["another label", { ...event, label: { name: "agent:ready-for-review" } }],
  ["other letters", { ...event, label: { name: "Agent:Ready" } }],
  ["another repository", { ...event, repository: { full_name: "acme/other" } }],
  ["no issue", { ...event, issue: undefined }],
  ["no JSON", "{"],
  ["another event", event, { GITHUB_EVENT_NAME: "issue_comment" }],
  ["no file", event, { GITHUB_EVENT_PATH: "/nowhere" }],
])("is none: %s", (_, payload, env) => {
  expect(read(payload, env)).toBeNull();
});

it("knows no account where the sender is missing", () => {
  expect(read({ ...event, sender: null })?.sender.id).toBe(0);
});
