/** `patch check --lines`: one JSON line in, one JSON line out, for many patches in one process and without any tree. */
import { isUtf8 } from "node:buffer";
import { z } from "zod";
import type { Refusal } from "../domain/patch.ts";
import { changeKindSchema } from "../domain/plan.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { stageSchema } from "../domain/stage.ts";
import type { Flag } from "../guardrails/guardrail.ts";
import type { Host } from "./host.ts";
import { judgeText } from "./judge-text.ts";
import { splitStream } from "./patch-lines.ts";
import { describeFiles, type PatchedFile } from "./patch-run.ts";

const requestSchema = z
  .object({
    id: z.unknown().optional(),
    text: z.string().optional(),
    patch: z.string().optional(),
    files: z.record(z.string(), z.string()).nullable().default(null),
    stage: stageSchema.nullable().default(null),
    kind: changeKindSchema.nullable().default("behaviour"),
    allow: z.array(z.string()).max(100).default([]),
    secrets: z.array(z.string()).max(20).default([]),
  })
  .refine(({ patch, text }) => (patch === undefined) !== (text === undefined), {
    error: "give the patch as `text` or as `patch`",
  });

type Answer =
  | {
      id?: unknown;
      verdict: "accepted" | "flagged" | "refused";
      ok: boolean;
      files: PatchedFile[];
      refused: Refusal[];
      flagged: Flag[];
    }
  | { id?: unknown; error: string };

const parseJson = (line: Buffer): Result<unknown, string> => {
  if (!isUtf8(line)) return failure("the line is not UTF-8");
  try {
    return success(JSON.parse(line.toString("utf8")));
  } catch {
    return failure("the line is not JSON");
  }
};

const judgeRequest = (json: unknown): Answer => {
  const request = requestSchema.safeParse(json);
  if (!request.success)
    return { error: request.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") };
  const { text, patch, files, ...policy } = request.data;
  const { applied, refused, flagged } = judgeText(text ?? patch ?? "", files, policy);
  const ok = refused.length === 0;
  const changed = ok && applied ? describeFiles(applied.changes, applied.text) : [];
  const verdict = ok ? (flagged.length > 0 ? "flagged" : "accepted") : "refused";
  return { verdict, ok, files: changed, refused, flagged };
};

const answerLine = (line: Buffer | null): Answer => {
  if (line === null) return { error: "the line is longer than 64 MB" };
  const json = parseJson(line);
  if (!json.ok) return { error: json.error };
  const { value } = json;
  const id = typeof value === "object" && value !== null && "id" in value ? { id: value.id } : {};
  return { ...id, ...judgeRequest(value) };
};

const isBlank = (line: Buffer): boolean => line.every((byte) => byte <= 32);

/** Answers each line in order; ends with the input, or when nobody reads the answers. */
export const checkPatchLines = async (host: Pick<Host, "stdin" | "send">): Promise<void> => {
  for await (const line of splitStream(host.stdin())) {
    if (line !== null && isBlank(line)) continue;
    if (!(await host.send(`${JSON.stringify(answerLine(line))}\n`))) return;
  }
};
