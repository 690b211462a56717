/** Notes which prompts a stage sent, by their hashes, for the audit. */
import type { Outcome } from "../domain/outcome.ts";
import { hashPrompt } from "../domain/prompt-hash.ts";
import type { Model } from "../model/model.ts";

export type NotedPrompts = NonNullable<Outcome["prompts"]>;

const maxPrompts = 60;

/** The model, and the list that fills while it is asked. A request that the model did not answer has no model's name. */
export const notePrompts = (model: Model): { model: Model; prompts: NotedPrompts } => {
  const prompts: NotedPrompts = [];
  const complete: Model["complete"] = async (request) => {
    const hash = await hashPrompt(request.messages);
    const reply = await model.complete(request);
    if (prompts.length < maxPrompts)
      prompts.push({ role: request.key.role, model: reply.ok ? reply.value.model.slice(0, 200) : "", hash });
    return reply;
  };
  return { model: { ...model, complete }, prompts };
};
