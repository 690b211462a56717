/** Lines for `$GITHUB_OUTPUT`: fixed names, and values that cannot hold a line end. */
import { z } from "zod";

const positive = z.number().int().positive();

const outputs = {
  /** Issue numbers for the matrix of runs. */
  runs: z.array(positive).max(256),
  "pull-requests": z.array(positive).max(256),
  /** A few words and counts, put together by code; too small an alphabet for commands, markup or links. */
  summary: z.string().regex(/^[a-z0-9 ,:]{1,200}$/),
  status: z.enum(["done", "nothing", "refused", "parked", "unavailable", "failed"]),
  issue: positive,
  sequence: positive,
  /** SHA-256 of the document that the next job must find. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  head: z.string().regex(/^[0-9a-f]{40}$/),
};

export type StepOutputs = { [name in keyof typeof outputs]: z.infer<(typeof outputs)[name]> };

/** `name=value` with a line end. Throws on another name or value, since only a bug can bring one here. */
export const renderStepOutput = <Name extends keyof StepOutputs>(name: Name, value: StepOutputs[Name]): string => {
  if (!Object.hasOwn(outputs, name)) throw new Error(`${JSON.stringify(name)} is no step output`);
  const checked = outputs[name].safeParse(value);
  if (!checked.success) throw new Error(`the step output ${name} must not be ${JSON.stringify(value)}`);
  return `${name}=${typeof checked.data === "string" ? checked.data : JSON.stringify(checked.data)}\n`;
};
