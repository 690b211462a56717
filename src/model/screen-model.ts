/** The outgoing door of prompts: what a model is sent, tool results included, holds no secret. */
import type { SecretScanner } from "../outgoing/secrets.ts";
import type { Model } from "./model.ts";

/** The same model behind the door; a line with a secret is replaced before it leaves. */
export const screenModel = (model: Model, scanner: SecretScanner): Model => ({
  ...model,
  complete: (request) =>
    model.complete({
      ...request,
      messages: request.messages.map((message) => ({ ...message, content: scanner.redact(message.content) })),
      tools: request.tools.map((tool) => ({ ...tool, run: async (args) => scanner.redact(await tool.run(args)) })),
    }),
});
