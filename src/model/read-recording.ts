/** Reads a recording file and says every fault of it. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Failure } from "../domain/failure.ts";
import { type Recording, recordingSchema } from "../domain/recording.ts";
import { failure, type Result, success } from "../domain/result.ts";

const unreadable = (path: string, detail: string): Failure => ({
  kind: "usage",
  message: `${path} is not a recording: ${detail}`,
  hint: "Give a file that scripts/record has written.",
});

export const readRecording = async (path: string): Promise<Result<Recording, Failure>> => {
  let document: unknown;
  try {
    document = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    return failure(unreadable(path, error instanceof Error ? error.message : String(error)));
  }
  const recording = recordingSchema.safeParse(document);
  return recording.success ? success(recording.data) : failure(unreadable(path, z.prettifyError(recording.error)));
};
