/** A model endpoint without a model: answers from a recording over real HTTP, and shows faults on demand. */
import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { type Entry, findEntry, type Recording, recordingSchema, renderTurnKey } from "../domain/recording.ts";
import { type ModelCall, type ModelEndpoint, serveModelEndpoint } from "./model-endpoint.ts";
import { type ModelFault, type RefusableParameter, refuseParameter, runFault } from "./model-fault.ts";
import { renderCompletion, renderModelError } from "./model-reply.ts";

export type OfflineModelOptions = {
  /** A recording document, or the path of one. */
  recording: unknown;
  port?: number;
  /** Added to every reply. */
  latencyMs?: number;
  /** By index of the request, from 0. */
  faults?: Record<number, ModelFault>;
  refuse?: RefusableParameter[];
};

export type OfflineModel = ModelEndpoint & {
  /** Calls (header or prompt hash) that no recorded reply fits. */
  misses: string[];
  /** Calls whose prompt is not the recorded one; they are answered all the same. */
  promptChanges: string[];
  /** By index of the request; may be changed while the server runs. */
  faults: Map<number, ModelFault>;
  /** Parameters that are refused whenever they are used; may be changed while the server runs. */
  refuse: Set<RefusableParameter>;
};

const loadRecording = async (source: unknown): Promise<Recording> => {
  const document: unknown = typeof source === "string" ? JSON.parse(await readFile(source, "utf8")) : source;
  const recording = recordingSchema.safeParse(document);
  if (!recording.success) throw new Error(`not a recording:\n${z.prettifyError(recording.error)}`);
  return recording.data;
};

const findReply = (recording: Recording, call: ModelCall): Entry | null =>
  call.key
    ? findEntry(recording, call.key)
    : (recording.entries.find((entry) => entry.promptHash === call.promptHash) ?? null);

/** Starts the server on loopback; throws when the recording is invalid. */
export const createOfflineModel = async (options: OfflineModelOptions): Promise<OfflineModel> => {
  const recording = await loadRecording(options.recording);
  const misses: string[] = [];
  const promptChanges: string[] = [];
  const faults = new Map(Object.entries(options.faults ?? {}).map(([index, fault]) => [Number(index), fault]));
  const refuse = new Set(options.refuse);

  const answer = async (call: ModelCall): Promise<Response> => {
    if (options.latencyMs)
      await wait(options.latencyMs, undefined, { signal: call.signal, ref: false }).catch(() => {});
    const refusal = refuseParameter(call.request, refuse);
    if (refusal) return refusal;
    const fault = faults.get(call.index);
    const shown = fault ? await runFault(fault, call.cut, call.signal) : null;
    if (shown) return shown;
    const name = call.key ? renderTurnKey(call.key) : call.promptHash;
    const entry = findReply(recording, call);
    if (entry === null) {
      misses.push(name);
      return renderModelError({
        status: 404,
        message: `No recorded reply fits the call ${name}.`,
        code: "recording_miss",
      });
    }
    if (entry.promptHash !== call.promptHash) promptChanges.push(name);
    const reply = { ...entry.reply, usage: entry.usage, ...(fault?.kind === "reply" ? fault.with : {}) };
    return Response.json(renderCompletion(call.index, entry.model, reply));
  };

  const models = [...new Set(recording.entries.map((entry) => entry.model))];
  const endpoint = await serveModelEndpoint({ port: options.port ?? 0, models, answer });
  return { ...endpoint, misses, promptChanges, faults, refuse };
};
