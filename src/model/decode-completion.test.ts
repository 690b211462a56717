/** What an endpoint says that a call used is believed only where it can be so; the rest is booked at its worst case. */
import { expect, it } from "vitest";
import { decodeCompletion } from "./decode-completion.ts";

const reply = (usage: unknown, message: object = { content: "Hello." }) =>
  decodeCompletion({ choices: [{ message }], usage })?.usage;

it("takes counts as they are", () => {
  expect(reply({ prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 })).toEqual({
    inputTokens: 12,
    outputTokens: 3,
  });
  expect(reply({ prompt_tokens: 12, completion_tokens: 0 }, { content: "" })).toEqual({
    inputTokens: 12,
    outputTokens: 0,
  });
});

it.each([
  ["no usage", undefined],
  ["null", null],
  ["an empty object", {}],
  ["a prompt of no tokens", { prompt_tokens: 0, completion_tokens: 3 }],
  ["a reply of no tokens", { prompt_tokens: 12, completion_tokens: 0 }],
  ["a count below zero", { prompt_tokens: -12, completion_tokens: 3 }],
  ["a fraction", { prompt_tokens: 0.1, completion_tokens: 0.1 }],
  ["a text", { prompt_tokens: "12", completion_tokens: "3" }],
  ["half of it", { prompt_tokens: 12 }],
])("knows nothing from %s", (_, usage) => {
  expect(reply(usage)).toBeNull();
});

it("counts a call of tools as a reply", () => {
  const message = { content: null, tool_calls: [{ id: "1", function: { name: "read", arguments: "{}" } }] };
  expect(reply({ prompt_tokens: 12, completion_tokens: 0 }, message)).toBeNull();
});
