/** The loop of a call: the model may ask read-only tools for a bounded number of rounds, then must give its output. */
import type { Failure } from "../domain/failure.ts";
import { hashPrompt } from "../domain/prompt-hash.ts";
import { type Result, success } from "../domain/result.ts";
import type { Tool } from "../domain/tool.ts";
import type { Limits } from "./limits.ts";
import type { ModelRequest } from "./model.ts";
import { maxArgumentBytes, parseToolArguments } from "./parse-tool-arguments.ts";
import { estimatePromptTokens } from "./purse.ts";
import { promptParts, type ToolCall, type Turn, type TurnMessage, type TurnRequest } from "./turn.ts";

const largestResult = 12_000;
const mostCallsPerRound = 8;

const runTool = async (tools: Tool[], call: ToolCall): Promise<string> => {
  const tool = tools.find((candidate) => candidate.name === call.name);
  if (!tool) return `There is no tool "${call.name}". The tools are: ${tools.map(({ name }) => name).join(", ")}.`;
  const args = parseToolArguments(call.arguments);
  return args.ok
    ? tool.run(args.value)
    : `The arguments of ${call.name} are ${args.error}. Call it again with one JSON object that fits its parameters.`;
};

const cutResult = (text: string, longest: number): string =>
  text.length <= longest
    ? text
    : `${text.slice(0, longest)}\n[cut: the first ${longest} of ${text.length} characters; ask for a smaller part]`;

/** What was refused for its size is not sent back either: it would leave no room in the prompt. */
const withoutLargeArguments = (call: ToolCall): ToolCall =>
  Buffer.byteLength(call.arguments) > maxArgumentBytes ? { ...call, arguments: "{}" } : call;

/** Answers all calls of one round in order; what the prompt has no room for is cut, and calls beyond the bound are not run. */
const runRound = async (tools: Tool[], calls: ToolCall[], roomCharacters: number): Promise<TurnMessage[]> => {
  const longest = Math.min(largestResult, Math.floor(roomCharacters / Math.min(calls.length, mostCallsPerRound)));
  const results: TurnMessage[] = [];
  for (const [index, call] of calls.entries()) {
    const text =
      index < mostCallsPerRound
        ? cutResult(await runTool(tools, call), longest)
        : `Not run: at most ${mostCallsPerRound} calls in one round. Ask again if you still need it.`;
    results.push({ role: "tool", callId: call.id, content: text });
  }
  return results;
};

export type ToolLoop = {
  model: string;
  limits: Limits;
  runTurn: (request: TurnRequest) => Promise<Result<Turn, Failure>>;
};

const charactersPerToken = 3;

/** Runs turns until the model gives its output; ends after `maxToolRounds` + 1 turns. */
export const runTools = async (
  request: ModelRequest,
  loop: ToolLoop,
): Promise<Result<{ turn: Turn; toolCalls: number }, Failure>> => {
  const { tools, output } = request;
  const messages: TurnMessage[] = [...request.messages];
  let toolCalls = 0;
  for (let turn = 0; ; turn += 1) {
    const mayCallTools = tools.length > 0 && turn < request.maxToolRounds;
    const reply = await loop.runTurn({
      key: { ...request.key, turn },
      model: loop.model,
      messages: [...messages],
      promptHash: await hashPrompt(promptParts(messages)),
      output,
      tools,
      mayCallTools,
      maxOutputTokens: Math.min(request.maxOutputTokens, loop.limits.outputTokens),
    });
    if (!reply.ok) return reply;
    const { content, toolCalls: calls } = reply.value;
    if (calls.length === 0) return success({ turn: reply.value, toolCalls });
    messages.push({ role: "assistant", content, toolCalls: calls.map(withoutLargeArguments) });
    const roomTokens = Math.max(0, loop.limits.contextTokens - estimatePromptTokens({ messages, tools, output }));
    messages.push(...(await runRound(tools, calls, roomTokens * charactersPerToken)));
    toolCalls += calls.length;
  }
};
