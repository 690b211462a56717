/** Collects every real call of a run in a recording file that a replay can answer from. */
import { rename, writeFile } from "node:fs/promises";
import { type Entry, isSameTurn, type Recording } from "../domain/recording.ts";

export type Recorder = {
  /** Notes what answers for each tier. */
  begin: (models: NonNullable<Recording["models"]>) => void;
  /** Adds an entry, in place of an earlier one with the same key, and saves; the file is whole at any time. */
  add: (entry: Entry) => Promise<void>;
  recording: () => Recording;
};

const saveRecording = async (path: string, recording: Recording): Promise<void> => {
  const partial = `${path}.partial`;
  await writeFile(partial, `${JSON.stringify(recording, null, 2)}\n`);
  await rename(partial, path);
};

/** Records into `path`; `start` goes on with an earlier recording, as when a parked run is resumed. */
export const createRecorder = (options: { path: string; case: string; start?: Recording }): Recorder => {
  let recording: Recording = options.start ?? { version: 1, case: options.case, entries: [] };
  let saving = Promise.resolve();
  return {
    begin: (models) => {
      recording = { ...recording, models };
    },
    add: (entry) => {
      const isReplaced = (old: Entry) => isSameTurn(old.key, entry.key) && old.key.issue === entry.key.issue;
      recording = { ...recording, entries: [...recording.entries.filter((old) => !isReplaced(old)), entry] };
      saving = saving.then(() => saveRecording(options.path, recording));
      return saving;
    },
    recording: () => recording,
  };
};
