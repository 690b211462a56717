/** `screen --lines`: one JSON line in, one JSON line out, for many texts in one process. */
import { isUtf8 } from "node:buffer";
import { z } from "zod";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Host } from "../host.ts";
import { splitStream } from "../patch-lines.ts";
import type { Screened } from "./door.ts";
import { screenText } from "./screen-text.ts";

const maxLineBytes = 32 * 1024 * 1024;

const requestSchema = z.looseObject({ id: z.unknown().optional(), door: z.string().optional(), text: z.string() });

type Answer = ({ id?: unknown; door: string } & Screened) | { id?: unknown; error: string };

const parseLine = (line: Buffer): Result<unknown, string> => {
  if (!isUtf8(line)) return failure("the line is not UTF-8");
  try {
    return success(JSON.parse(line.toString("utf8")));
  } catch {
    return failure("the line is not JSON");
  }
};

const idOf = (json: unknown): { id?: unknown } =>
  typeof json === "object" && json !== null && "id" in json ? { id: json.id } : {};

const screenRequest = async (json: unknown, standing: string | undefined): Promise<Answer> => {
  const request = requestSchema.safeParse(json);
  if (!request.success)
    return { error: request.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") };
  const { id: _, door = standing, text, ...options } = request.data;
  if (door === undefined) return { error: "door: name one, or give --door" };
  const screened = await screenText(door, text, options);
  return screened.ok ? { door, ...screened.value } : { error: screened.error };
};

/** The answer to one line; null is a line that was too long to be kept. */
const answerLine = async (line: Buffer | null, standing: string | undefined): Promise<Answer> => {
  if (line === null) return { error: `the line is longer than ${maxLineBytes} bytes` };
  const json = parseLine(line);
  if (!json.ok) return { error: json.error };
  const id = idOf(json.value);
  try {
    return { ...id, ...(await screenRequest(json.value, standing)) };
  } catch (error) {
    return { ...id, error: `this is a bug: ${error instanceof Error ? error.message : String(error)}` };
  }
};

const isBlank = (line: Buffer): boolean => line.every((byte) => byte <= 32);

/** Answers each line in order; `door` is that of requests which name none. Ends with the input, or when nobody reads the answers. */
export const screenLines = async (host: Pick<Host, "stdin" | "send">, door: string | undefined): Promise<void> => {
  for await (const line of splitStream(host.stdin(), maxLineBytes)) {
    if (line !== null && isBlank(line)) continue;
    if (!(await host.send(`${JSON.stringify(await answerLine(line, door))}\n`))) return;
  }
};
