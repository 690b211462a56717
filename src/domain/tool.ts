/** A read-only tool that a role may call for a bounded number of rounds. */

export type Tool = {
  name: string;
  description: string;
  /** JSON schema of the arguments object. */
  parameters: Record<string, unknown>;
  /** Never throws: a bad argument gives a text that tells the model what to do instead. */
  run: (args: unknown) => Promise<string>;
};
