/** Whose label counts, by type and number alone, and whether the list of events is as new as the event at hand. */
import { describe, expect, it } from "vitest";
import { findLag, mayRelease } from "./judge-release.ts";

const self = { id: 9 };
const person = { id: 2, login: "maria", type: "User" };
const bot = { id: 3, login: "helper[bot]", type: "Bot" };
const at = "2026-03-01T09:00:10Z";

describe("mayRelease", () => {
  it.each<[string, Partial<typeof person>, number | undefined, number[], boolean]>([
    ["a person", person, undefined, [], true],
    ["a person by way of an app", person, 77, [], true],
    ["an account that is gone", { id: 0, login: "ghost", type: "User" }, undefined, [], false],
    ["an app that nobody named", bot, 77, [], false],
    ["an app that the operator named", bot, 77, [77], true],
    ["an app of another number", bot, 78, [77], false],
    ["an app's account without an app", bot, undefined, [77], false],
    ["an account of the app's number", { ...bot, id: 77 }, undefined, [77], false],
    ["an organisation", { ...person, type: "Organization" }, 77, [77], false],
    ["no known type", { ...person, type: "Unknown" }, undefined, [], false],
    ["a type in other letters", { ...person, type: "user" }, undefined, [], false],
    ["the bot itself, although its app is named", { ...bot, id: 9 }, 77, [77], false],
  ])("%s", (_, actor, appId, trustedApps, expected) => {
    const event = { id: 1, at, actor: { ...person, ...actor }, ...(appId === undefined ? {} : { appId }) };
    expect(mayRelease(event, self, { trustedApps })).toBe(expected);
  });
});

describe("findLag", () => {
  const labelledBy = { issue: 1, title: "", body: "", sender: person, updatedAt: at };
  const last = (time: string, actor = person) => ({ id: 1, actor, at: time });

  it.each([
    ["its own event", last(at), true],
    ["a later one", last("2026-03-01T09:00:11Z"), true],
    ["an older one", last("2026-03-01T09:00:09Z"), false],
    ["one by another account", last("2026-03-01T09:00:11Z", bot), false],
    ["none", null, false],
  ])("%s", (_, event, isCurrent) => {
    expect(findLag(event, labelledBy) === null).toBe(isCurrent);
  });

  it("asks for nothing where no label started the pass", () => {
    expect(findLag(null, null)).toBeNull();
  });
});
