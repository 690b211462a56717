/** The configuration of a repository as it is now, and as it was when a run was released. */
import { FailureError } from "../domain/failure.ts";
import type { Settings } from "../domain/settings.ts";
import { loadConfig } from "./load-config.ts";
import type { OperatorPolicy } from "./operator-policy.ts";

/** In place of a blob's id where the repository has no configuration. */
export const noConfiguration = "none";

export type Configuration = {
  /** Blob id of the file on the default branch, or `none`. */
  blob: string;
  settings: Settings;
  /**
   * The settings of a run that was released with `blob`; null gives those of now. The operator's policy and the labels, by
   * which people speak to the bot, are always those of now. At most one request for each blob.
   */
  at: (blob: string | null) => Promise<Settings>;
};

export type ConfigurationSource = {
  /** On the default branch; null when there is none. */
  file: { text: string; blob: string } | null;
  policy: OperatorPolicy;
  readBlob: (id: string) => Promise<string | null>;
};

const load = (text: string | null, policy: OperatorPolicy): Settings => {
  const settings = loadConfig(text, policy);
  if (!settings.ok) throw new FailureError(settings.error);
  return settings.value;
};

/** Throws `FailureError` with every fault of the file. */
export const openConfiguration = ({ file, policy, readBlob }: ConfigurationSource): Configuration => {
  const blob = file?.blob ?? noConfiguration;
  const settings = load(file?.text ?? null, policy);
  const known = new Map<string, Promise<Settings>>([[blob, Promise.resolve(settings)]]);
  const read = async (id: string): Promise<Settings> => {
    const text = id === noConfiguration ? null : await readBlob(id);
    if (text === null && id !== noConfiguration)
      throw new FailureError({
        kind: "conflict",
        message: `the configuration that this run was released with (blob ${id.slice(0, 12)}) is gone`,
        hint: "Set the ready label on the issue again: the run then goes on with the present one.",
      });
    return { ...load(text, policy), labels: settings.labels };
  };
  return {
    blob,
    settings,
    at: (id) => {
      if (id === null) return Promise.resolve(settings);
      const found = known.get(id) ?? read(id);
      known.set(id, found);
      return found;
    },
  };
};
