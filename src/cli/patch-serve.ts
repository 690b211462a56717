/** `patch serve`: one JSON line in, one JSON line out, for many patches in one process. */
import { isUtf8 } from "node:buffer";
import { resolve } from "node:path";
import { z } from "zod";
import { FailureError } from "../domain/failure.ts";
import type { Refusal } from "../domain/patch.ts";
import { failure, type Result, success } from "../domain/result.ts";
import type { Host } from "./host.ts";
import { splitStream } from "./patch-lines.ts";
import { isDirectory } from "./patch-place.ts";
import { type ReplyText, readReplyFile } from "./patch-reply.ts";
import { type PatchedFile, runPatch } from "./patch-run.ts";

const requestSchema = z
  .object({
    repo: z.string().min(1),
    patch: z.string().min(1).optional(),
    text: z.string().optional(),
    id: z.unknown().optional(),
    action: z.enum(["apply", "check"]).default("apply"),
  })
  .refine(({ patch, text }) => (patch === undefined) !== (text === undefined), {
    error: "name the reply's file as `patch`, or give it as `text`",
  });

type Request = z.output<typeof requestSchema>;

/** Refused is 3, a line that cannot be answered 2, a bug 1. */
export type Answer =
  | { id?: unknown; exit: 0 | 3; ms: number; refused: Refusal[]; files: PatchedFile[] }
  | { id?: unknown; exit: 1 | 2; error: string };

const parseJson = (line: Buffer): Result<unknown, string> => {
  if (!isUtf8(line)) return failure("the line is not UTF-8");
  try {
    return success(JSON.parse(line.toString("utf8")));
  } catch {
    return failure("the line is not JSON");
  }
};

const describeIssue = ({ path, message }: z.core.$ZodIssue): string =>
  path.length === 0 ? message : `${path.join(".")}: ${message}`;

const readReply = ({ patch, text }: Request, cwd: string): Result<ReplyText, string> =>
  patch === undefined ? success({ text: text ?? "", rawLines: new Set() }) : readReplyFile(resolve(cwd, patch), patch);

const describeError = (error: unknown): Answer => {
  if (error instanceof FailureError) return { exit: 2, error: error.message };
  return {
    exit: 1,
    error: `this is a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  };
};

const refuseLine = (error: string): Answer => ({ exit: 2, error });

const answerRequest = (request: Request, { cwd, now }: Surroundings): Answer => {
  const started = now();
  const directory = resolve(cwd, request.repo);
  if (!isDirectory(directory)) return refuseLine(`repo ${request.repo} is not a directory`);
  const reply = readReply(request, cwd);
  if (!reply.ok) return refuseLine(reply.error);
  try {
    const { files, refused } = runPatch(directory, reply.value, request.action);
    const ms = Math.round((now() - started) * 1_000) / 1_000;
    return { exit: refused.length > 0 ? 3 : 0, ms, refused, files };
  } catch (error) {
    return describeError(error);
  }
};

const hasId = (json: unknown): json is { id: unknown } => typeof json === "object" && json !== null && "id" in json;

type Surroundings = Pick<Host, "cwd" | "now">;

/** The answer to one line; `id` of the request is given back as it came. */
const answerLine = (line: Buffer | null, host: Surroundings): Answer => {
  if (line === null) return refuseLine("the line is longer than 64 MB: give the reply as a file");
  const json = parseJson(line);
  if (!json.ok) return refuseLine(json.error);
  const request = requestSchema.safeParse(json.value);
  const answer = request.success
    ? answerRequest(request.data, host)
    : refuseLine(request.error.issues.map(describeIssue).join("; "));
  return hasId(json.value) ? { id: json.value.id, ...answer } : answer;
};

const isBlank = (line: Buffer): boolean => line.every((byte) => byte <= 32);

/** Answers each line in order before it looks at the next one; ends with the input, or when nobody reads the answers. */
export const servePatches = async (host: Pick<Host, "stdin" | "send" | "cwd" | "now">): Promise<void> => {
  for await (const line of splitStream(host.stdin())) {
    if (line !== null && isBlank(line)) continue;
    const isRead = await host.send(`${JSON.stringify(answerLine(line, host))}\n`);
    if (!isRead) return;
  }
};
