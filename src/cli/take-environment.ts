/** The process's environment, read once: secrets leave it before anything else starts, and the model's key may come by a descriptor. */
import { closeSync, readFileSync } from "node:fs";
import { secretNames } from "./surroundings.ts";

type Environment = Record<string, string | undefined>;

/** Inputs of the action arrive as variables of these names. */
const inputNames = ["GITHUB-TOKEN", "OPENAI-API-KEY", "STATE-KEY", "STATE-KEY-PREVIOUS"].map((name) => `INPUT_${name}`);

/** Names whose values no child may inherit, whatever starts it. */
const taken: readonly string[] = [...secretNames, ...inputNames, "OPENAI_API_KEY_FD"];

const maxKeyLength = 10_000;

/** The key behind a descriptor from 3 to 255, read to its end; it is closed, so that no child inherits it. Null where there is none. */
const readKey = (descriptor: string): string | null => {
  const number = /^\d{1,3}$/.test(descriptor) ? Number(descriptor) : 0;
  if (number < 3 || number > 255) return null;
  try {
    const key = readFileSync(number, "utf8").trim();
    closeSync(number);
    return key !== "" && key.length <= maxKeyLength && !/\s/.test(key) ? key : null;
  } catch {
    return null;
  }
};

/** A copy of `source` with every secret in it; `source` keeps none. `OPENAI_API_KEY_FD` stays in the copy when it leads to no key. */
export const takeEnvironment = (source: Environment): Environment => {
  const copy = { ...source };
  for (const name of taken) delete source[name];
  const key = copy.OPENAI_API_KEY_FD ? readKey(copy.OPENAI_API_KEY_FD) : null;
  if (key === null) return copy;
  const { OPENAI_API_KEY_FD: _read, ...rest } = copy;
  return { ...rest, OPENAI_API_KEY: key };
};
