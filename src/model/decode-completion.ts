/** Foreign → domain: the body of a Chat Completions reply. */
import { z } from "zod";
import type { Turn } from "./turn.ts";

/** Calls of one reply; each gets an answer in the next prompt, so many more than are run would fill it. */
const mostToolCalls = 128;

const contentPart = z.object({ type: z.string(), text: z.string().optional() });

const completionSchema = z.object({
  model: z.string().max(200).nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().max(60).nullish(),
        message: z.object({
          content: z.union([z.string(), z.array(contentPart)]).nullish(),
          refusal: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({
                id: z.string().max(200).nullish(),
                function: z.object({ name: z.string().max(200), arguments: z.string() }),
              }),
            )
            .max(mostToolCalls)
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: z.number().int().nonnegative(),
      completion_tokens: z.number().int().nonnegative(),
    })
    .nullish()
    .catch(null),
});

type Completion = Pick<Turn, "content" | "toolCalls" | "finishReason" | "refusal" | "usage"> & { model: string | null };

const textOf = (content: string | z.infer<typeof contentPart>[] | null | undefined): string =>
  typeof content === "string" || !content
    ? (content ?? "")
    : content.map((part) => (part.type === "text" ? (part.text ?? "") : "")).join("");

/** A prompt has tokens, and so has a reply that says something: a count of none is no count, and the worst case is booked. */
const usageOf = (usage: z.infer<typeof completionSchema>["usage"], saysSomething: boolean): Completion["usage"] => {
  if (!usage || usage.prompt_tokens === 0 || (saysSomething && usage.completion_tokens === 0)) return null;
  return { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens };
};

/** Null when the body is not a completion with at least one choice. */
export const decodeCompletion = (body: unknown): Completion | null => {
  const completion = completionSchema.safeParse(body);
  const choice = completion.data?.choices[0];
  if (!completion.success || !choice) return null;
  const { model, usage } = completion.data;
  const content = textOf(choice.message.content);
  return {
    content,
    toolCalls: (choice.message.tool_calls ?? []).map((call, index) => ({
      id: call.id || `call_${index}`,
      name: call.function.name,
      arguments: call.function.arguments,
    })),
    finishReason: choice.finish_reason ?? "stop",
    refusal: choice.message.refusal ?? null,
    usage: usageOf(usage, content !== "" || (choice.message.tool_calls ?? []).length > 0),
    model: model ?? null,
  };
};
