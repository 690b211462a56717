/** Conditions that trust the name of whoever acted last: anybody can act on a bot's pull request, and names end in `[bot]` for free. */
import type { WorkflowRule } from "../workflow-rule.ts";
import { conditionsOf } from "./conditions.ts";

const actor = /github\s?(?:\.\s?|\[\s?')(?:triggering_)?actor\b|github\.event\.sender\.(?:login|type)/i;
const bot = /\[bot\]|\bbot\b/i;

/** Who only keeps bots out loses nothing when somebody else takes their name. */
const keepsOut = /[\w.[\]' ]{1,100}!=\s?'[^']{0,100}'|!\s?(?:contains|startsWith|endsWith)\s?\([^()]{0,300}\)/gi;

const trustsActor = (text: string): boolean => {
  const rest = text.replace(keepsOut, "");
  return actor.test(rest) && bot.test(rest);
};

export const botConditions: WorkflowRule = {
  name: "bot-conditions",
  weight: "failing",
  todo: "Ask for github.event.pull_request.user.login, or better for the id of the account.",
  find: (source) =>
    conditionsOf(source)
      .filter(({ text }) => trustsActor(text))
      .map(({ path }) => ({ line: source.lineOf(path), what: "the condition trusts the name of whoever acted last" })),
};
