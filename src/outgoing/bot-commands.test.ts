import { describe, expect, it } from "vitest";
import { findBotCommand } from "./bot-commands.ts";
import { renderSafeMarkdown } from "./markdown.ts";
import { createSecretScanner } from "./secrets.ts";

const door = { scanner: createSecretScanner([]), repository: { owner: "acme", name: "app" }, ownIssue: 7 };
const render = (text: string): string => renderSafeMarkdown(text, door);

describe("a command for another bot", () => {
  it.each([
    ["/deploy", "`/deploy`\n"],
    ["/gcbrun", "`/gcbrun`\n"],
    ["/lgtm cancel", "`/lgtm` cancel\n"],
    ["!deploy", "`!deploy`\n"],
    ["!deploy production", "`!deploy` production\n"],
    ["bors r+", "`bors r+`\n"],
    ["bors try", "`bors try`\n"],
    ["bors: merge p=1", "`bors: merge` p=1\n"],
    ["homu retry", "`homu retry`\n"],
    ["mergify queue", "`mergify queue`\n"],
    ["@bors r+", "`@bors` r+\n"],
    ["@dependabot rebase", "`@dependabot` rebase\n"],
    ["retest this please", "`retest_this_please`\n"],
    ["test this please.", "`test_this_please.`\n"],
    ["ok to test", "`ok_to_test`\n"],
    ["add to whitelist", "`add_to_whitelist`\n"],
    ["jenkins retest", "`jenkins_retest`\n"],
    ["Jenkins, test this please", "`Jenkins,_test_this_please`\n"],
    ["recheck", "`recheck`\n"],
    ["Well.\nbors r+", "Well.\n`bors r+`\n"],
    ["```\nbors r+\n!deploy\n```", "```\n bors r+\n !deploy\n```\n"],
  ])("%j stands in code", (text, shown) => {
    expect(render(text)).toBe(shown);
    expect(render(shown)).toBe(shown);
  });

  it.each([
    "We use bors here.",
    "bors runs the tests.",
    "Do not deploy! It is late.",
    "It is ok to test this by hand.",
    "Please retest this please when you can, and tell us.",
    "Jenkins runs it at night.",
    "Mergify merges it.",
    "Read it and recheck the numbers.",
    "!= is not equal",
  ])("%j is a sentence", (text) => {
    expect(findBotCommand(text)).toBeNull();
    expect(render(text)).toBe(`${text}\n`);
  });
});
