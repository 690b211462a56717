import { expect, it } from "vitest";
import { success } from "../domain/result.ts";
import { createSecretScanner } from "../outgoing/secrets.ts";
import type { Model, ModelRequest } from "./model.ts";
import { sampleRequest } from "./sample-calls.fixture.ts";
import { screenModel } from "./screen-model.ts";

const secret = "correct-horse-battery-staple";

it("sends neither messages nor tool results with a live secret", async () => {
  const sent: ModelRequest[] = [];
  const inner: Model = {
    complete: async (request) => {
      sent.push(request);
      return success({
        text: "",
        model: "m",
        usage: { calls: 1, inputTokens: 1, outputTokens: 1, usd: 0 },
        toolCalls: 0,
      });
    },
    contextTokens: () => 8_000,
  };
  const tool = { name: "read", description: "", parameters: {}, run: async () => `key = ${secret}\nnext line` };
  const messages = [{ role: "user" as const, content: `before\npassword: ${secret}\nafter` }];
  await screenModel(inner, createSecretScanner([secret])).complete(sampleRequest({ messages, tools: [tool] }));

  const [request] = sent;
  expect(request?.messages[0]?.content).toMatch(/^before\n.*\nafter$/);
  expect(request?.messages[0]?.content).not.toContain(secret);
  const result = await request?.tools[0]?.run({});
  expect(result).not.toContain(secret);
  expect(result).toContain("next line");
});
