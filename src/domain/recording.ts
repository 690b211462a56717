/** The recording of a run's model calls: the document that recorder, replay and the offline endpoint share. */
import { z } from "zod";
import { roleSchema, stageSchema } from "./stage.ts";

const count = z.number().int().nonnegative();

/** Names one request to a model; `turn` counts the tool rounds inside a call, from 0. */
export const turnKeySchema = z.strictObject({
  issue: count.optional(),
  role: roleSchema,
  stage: stageSchema,
  attempt: count,
  round: count,
  turn: count,
});

export type TurnKey = z.infer<typeof turnKeySchema>;

export const entrySchema = z.strictObject({
  key: turnKeySchema,
  /** `hashPrompt` of the messages, tool results included, before any instruction about the output format. */
  promptHash: z.string().regex(/^[0-9a-f]{64}$/),
  model: z.string().max(200),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  reply: z.strictObject({
    content: z.string(),
    /** `arguments` is the JSON text as the model wrote it, which may be malformed. */
    toolCalls: z.array(z.strictObject({ name: z.string(), arguments: z.string() })),
    finishReason: z.string().max(60),
  }),
  usage: z.strictObject({ inputTokens: count, outputTokens: count }),
  usd: z.number().nonnegative(),
  milliseconds: z.number().nonnegative(),
});

export type Entry = z.infer<typeof entrySchema>;

const recordedModelSchema = z.strictObject({ name: z.string().max(200), contextTokens: count });

export const recordingSchema = z.strictObject({
  version: z.literal(1),
  case: z.string().max(200),
  /** What answered for each tier. Slices depend on the limits, so a replay has to state the same ones. */
  models: z.strictObject({ strong: recordedModelSchema, fast: recordedModelSchema }).optional(),
  entries: z.array(entrySchema),
});

export type Recording = z.infer<typeof recordingSchema>;

/** The header that carries `renderTurnKey` with every request. */
export const turnKeyHeader = "x-draftsmith-call";

/** The header that carries the prompt hash, since an instruction about the output format may be added on the wire. */
export const promptHashHeader = "x-draftsmith-prompt";

/** `<issue>/<role>/<stage>/<attempt>/<round>/<turn>`; a key without an issue begins with `-`. */
export const renderTurnKey = (key: TurnKey): string =>
  [key.issue ?? "-", key.role, key.stage, key.attempt, key.round, key.turn].join("/");

/** Reads what `renderTurnKey` wrote; null when the text is anything else. */
export const parseTurnKey = (text: string): TurnKey | null => {
  const parts = /^(\d{1,15}|-)\/(\w+)\/(\w+)\/(\d{1,9})\/(\d{1,9})\/(\d{1,9})$/.exec(text);
  if (!parts) return null;
  const [, issue, role, stage, attempt, round, turn] = parts;
  const key = turnKeySchema.safeParse({
    ...(issue === "-" ? {} : { issue: Number(issue) }),
    role,
    stage,
    attempt: Number(attempt),
    round: Number(round),
    turn: Number(turn),
  });
  return key.success ? key.data : null;
};

/** Whether two keys name the same turn, whatever their issues. */
export const isSameTurn = (a: TurnKey, b: TurnKey): boolean =>
  a.role === b.role && a.stage === b.stage && a.attempt === b.attempt && a.round === b.round && a.turn === b.turn;

/** The recorded reply for a turn. The issue number counts only in a recording that holds several issues. */
export const findEntry = (recording: Recording, key: TurnKey): Entry | null => {
  const candidates = recording.entries.filter((entry) => isSameTurn(entry.key, key));
  const issues = new Set(recording.entries.map((entry) => entry.key.issue));
  if (issues.size <= 1) return candidates.at(-1) ?? null;
  return (
    candidates.findLast((entry) => entry.key.issue === key.issue) ??
    candidates.findLast((entry) => entry.key.issue === undefined) ??
    null
  );
};
