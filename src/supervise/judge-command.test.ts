/** What makes a comment a command, apart from its author's rights. */
import { describe, expect, it } from "vitest";
import type { Account } from "../domain/issue.ts";
import { judgeCommand } from "./judge-command.ts";

const self = { id: 1 };
const maria: Account = { id: 7, login: "maria", type: "User" };
const at = "2026-03-01T09:00:00Z";
const stop = { author: maria, body: "/draftsmith stop", createdAt: at, updatedAt: at };

describe("judgeCommand", () => {
  it("takes the exact first line of a new comment by a person", () => {
    expect(judgeCommand(stop, self)).toEqual({ ok: true, value: { verb: "stop", text: "" } });
  });

  it.each<[string, Partial<typeof stop>, RegExp]>([
    ["other words", { body: "please stop" }, /no command/],
    ["the bot itself", { author: { ...maria, id: self.id } }, /not a person/],
    ["an app", { author: { ...maria, type: "Bot" } }, /not a person/],
    ["an account with the name of an app", { author: { ...maria, login: "helper[bot]" } }, /not a person/],
    ["an account that is gone", { author: { id: 0, login: "ghost", type: "User" } }, /not known/],
    ["an account without a number", { author: { ...maria, id: -1 } }, /not known/],
    ["a comment that was edited", { updatedAt: "2026-03-01T09:00:01Z" }, /edited/],
  ])("takes nothing from %s", (_, change, error) => {
    expect(judgeCommand({ ...stop, ...change }, self)).toEqual({ ok: false, error: expect.stringMatching(error) });
  });
});
