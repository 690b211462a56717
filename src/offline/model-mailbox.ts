/** A model endpoint that anybody can be: each request is a file to read, the reply a file put beside it. */
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type ModelCall, type ModelEndpoint, serveModelEndpoint } from "./model-endpoint.ts";
import { decodeAnswer, letterName, renderLetter } from "./model-letter.ts";
import { renderCompletion } from "./model-reply.ts";

export type ModelMailboxOptions = {
  /** Holds `NNN-….request.md` and `NNN-….reply.md`; made when missing. Earlier letters stay and are never answered from. */
  directory: string;
  port?: number;
  /** How long a letter waits for its answer. Default 30 minutes. */
  timeoutMs?: number;
  /** How often the directory is looked at. Default 300 ms. */
  pollMs?: number;
};

const heartbeatMs = 15_000;

const lastNumber = async (directory: string): Promise<number> =>
  Math.max(0, ...(await readdir(directory)).map((file) => Number(/^(\d+)-/.exec(file)?.[1] ?? 0)));

const readIfThere = (path: string): Promise<string> => readFile(path, "utf8").catch(() => "");

/** The answer once it has stopped growing between two looks; null when time is up or nobody waits any more. */
const awaitAnswer = async (path: string, pollMs: number, signal: AbortSignal): Promise<string | null> => {
  let before = "";
  while (!signal.aborted) {
    const now = await readIfThere(path);
    if (now.trim() !== "" && now === before) return now;
    before = now;
    await wait(pollMs, undefined, { signal }).catch(() => {});
  }
  return null;
};

/** Clients give up on silence, so the reply begins at once with white space, which JSON allows. */
const slowJson = (document: Promise<unknown>): Response => {
  const encoder = new TextEncoder();
  let heartbeat: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      controller.enqueue(encoder.encode(" "));
      heartbeat = setInterval(() => controller.enqueue(encoder.encode(" ")), heartbeatMs);
      const text = JSON.stringify(await document);
      clearInterval(heartbeat);
      controller.enqueue(encoder.encode(text));
      controller.close();
    },
    cancel: () => clearInterval(heartbeat),
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
};

/** Starts the endpoint on loopback. Clients need a time-out above `timeoutMs`. */
export const createModelMailbox = async (options: ModelMailboxOptions): Promise<ModelEndpoint> => {
  const { directory, timeoutMs = 30 * 60_000, pollMs = 300 } = options;
  await mkdir(directory, { recursive: true });
  let number = await lastNumber(directory);

  const correspond = async (call: ModelCall): Promise<unknown> => {
    number += 1;
    const id = number;
    const letter = join(directory, letterName(id, call));
    await writeFile(`${letter}.partial`, renderLetter(call.request));
    await rename(`${letter}.partial`, `${letter}.request.md`);
    const signal = AbortSignal.any([call.signal, AbortSignal.timeout(timeoutMs)]);
    const answer = await awaitAnswer(`${letter}.reply.md`, pollMs, signal);
    return answer === null
      ? { error: { message: `Nobody answered ${letterName(id, call)} within ${timeoutMs} ms.` } }
      : renderCompletion(id, call.request.model, decodeAnswer(call.request, answer));
  };

  return serveModelEndpoint({
    port: options.port ?? 0,
    models: ["mailbox"],
    answer: async (call) => slowJson(correspond(call)),
  });
};
