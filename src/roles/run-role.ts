/** One role, once: render, ask, decode, check, and a single repair round when the reply was not good enough. */
import { z } from "zod";
import type { Brief } from "../domain/brief.ts";
import { addUsage, noUsage, type Usage } from "../domain/budget.ts";
import type { Failure } from "../domain/failure.ts";
import type { Log } from "../domain/log.ts";
import { failure, type Result, success } from "../domain/result.ts";
import type { Settings } from "../domain/settings.ts";
import type { Stage } from "../domain/stage.ts";
import type { Tool } from "../domain/tool.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import type { Message, Model, ModelError, ModelReply, ModelRequest } from "../model/model.ts";
import { decodeReply } from "./decode-reply.ts";
import { describeFaults } from "./describe-faults.ts";
import { deriveNonce } from "./frame.ts";
import { frameTools } from "./frame-tools.ts";
import type { PromptLibrary } from "./prompt-library.ts";
import { renderMessages, renderRepair } from "./render-messages.ts";
import type { RoleDefinition } from "./role-definition.ts";

export type RoleContext = {
  model: Model;
  prompts: PromptLibrary;
  brief: Brief;
  stage: Stage;
  /** Executions of the stage so far, this one included. */
  attempt: number;
  /** The operator's and repository's choice; a role that is missing takes the tier of its prompt. */
  tiers: Settings["models"]["roles"];
  tools: Tool[];
  log: Log;
};

/** `usage` is what was spent in vain. */
export type RoleError =
  | { kind: "failure"; failure: Failure; usage: Usage }
  | { kind: "bad-output"; complaint: string; usage: Usage };

export type RoleCall<Input, Output, Value> = {
  input: Input;
  context: RoleContext;
  /** The stage's own checks (a diff that applies, guardrails); its error goes back to the model word for word. */
  validate: (output: Output) => Promise<Result<Value, string>> | Result<Value, string>;
};

export type RoleResult<Output, Value> = Result<{ value: Value; output: Output; usage: Usage }, RoleError>;

/** Never throws for what a model or endpoint does; usage is the sum of all calls. */
export const runRole = async <Input, Output, Value>(
  definition: RoleDefinition<Input, Output>,
  { input, context, validate }: RoleCall<Input, Output, Value>,
): Promise<RoleResult<Output, Value>> => {
  const ask = createAsk(definition, context, input);
  const judge = async (text: Untrusted): Promise<Result<{ value: Value; output: Output }, string>> => {
    const output = checkReply(definition, input, text);
    if (!output.ok) return output;
    const value = await validate(output.value);
    return value.ok ? success({ value: value.value, output: output.value }) : value;
  };

  let usage = noUsage;
  let exchange: Message[] = [];
  let complaint = "";
  for (const round of [1, 2]) {
    const reply = await ask(round, exchange);
    usage = addUsage(usage, reply.ok ? reply.value.usage : reply.error.usage);
    if (!reply.ok) return failure({ kind: "failure", failure: reply.error.failure, usage });
    const judged = await judge(reply.value.text);
    if (judged.ok) return success({ ...judged.value, usage });
    complaint = judged.error;
    context.log.warn("role.reply-refused", { role: definition.role, round, model: reply.value.model });
    context.log.foreign(`why the reply of ${definition.role} was refused`, complaint);
    exchange = renderRepair(context.brief, reply.value.text, complaint);
  }
  return failure({ kind: "bad-output", complaint, usage });
};

/** Text → JSON → schema → what depends on the input; the first of these that fails is the complaint. */
const checkReply = <Input, Output>(
  definition: RoleDefinition<Input, Output>,
  input: Input,
  text: Untrusted,
): Result<Output, string> => {
  const decoded = decodeReply(text, { hasDiff: definition.diff !== "none", defaults: definition.defaults ?? null });
  if (!decoded.ok) return failure(`Your reply could not be read: ${decoded.error}.`);
  const parsed = definition.output.schema.safeParse(decoded.value);
  if (!parsed.success) return failure(describeFaults(parsed.error));
  const faults = definition.validate?.(parsed.data, input) ?? [];
  return faults.length === 0 ? success(parsed.data) : failure(faults.map((fault) => `- ${fault}`).join("\n"));
};

type Answer = Result<ModelReply, ModelError>;

/** Asks for one round; the first time the endpoint finds the prompt too large, asks again with a smaller input. */
const createAsk = <Input, Output>(definition: RoleDefinition<Input, Output>, context: RoleContext, input: Input) => {
  const prompt = context.prompts[definition.role];
  if (prompt.output !== definition.output.name)
    throw new Error(
      `prompts/${definition.role}.md promises ${prompt.output}, the role wants ${definition.output.name}`,
    );
  const request: Omit<ModelRequest, "key" | "messages"> = {
    tier: context.tiers[definition.role] ?? prompt.tier,
    output: { name: definition.output.name, schema: z.toJSONSchema(definition.output.schema, { io: "input" }) },
    tools: frameTools(context.tools, prompt.tools, deriveNonce(context.brief)),
    maxToolRounds: prompt.maxToolRounds,
    maxOutputTokens: prompt.maxOutputTokens,
  };
  const { brief, stage, attempt } = context;
  let current = input;
  let hasShrunk = false;

  const complete = (round: number, exchange: Message[]): Promise<Answer> =>
    context.model.complete({
      ...request,
      key: { issue: brief.issue.number, role: definition.role, stage, attempt, round },
      messages: [...renderMessages(definition, prompt, brief, current), ...exchange],
    });

  return async (round: number, exchange: Message[]): Promise<Answer> => {
    const answer = await complete(round, exchange);
    if (answer.ok || !isTooLarge(answer.error.failure) || hasShrunk) return answer;
    const smaller = definition.shrink?.(current) ?? null;
    if (smaller === null) return answer;
    current = smaller;
    hasShrunk = true;
    context.log.warn("role.input-shrunk", { role: definition.role, round });
    return withUsage(await complete(round, exchange), answer.error.usage);
  };
};

const isTooLarge = (fault: Failure): boolean => fault.kind === "refused" && fault.by === "endpoint-limit";

const withUsage = (answer: Answer, spent: Usage): Answer =>
  answer.ok
    ? success({ ...answer.value, usage: addUsage(spent, answer.value.usage) })
    : failure({ ...answer.error, usage: addUsage(spent, answer.error.usage) });
