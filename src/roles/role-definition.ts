/** What makes a role: typed input, a closed output schema, and how the one becomes the prompt's document. */
import type { z } from "zod";
import type { Brief } from "../domain/brief.ts";
import type { Role } from "../domain/stage.ts";
import type { JsonObject } from "./encode-document.ts";

export type RoleDefinition<Input, Output> = {
  role: Role;
  /** `name` is also the `output` of the prompt's front matter. */
  output: { name: string; schema: z.ZodType<Output> };
  /** Whether the output has a field `diff`, and whether that may be null. */
  diff: "none" | "optional" | "required";
  /** The data of the user message; every untrusted string stands in a field of it. */
  document: (input: Input, brief: Brief) => JsonObject;
  /** The sentences after the data: they are ours and hold no untrusted text. */
  task: (input: Input) => string;
  /** The other fields, for a reply that is nothing but prose and a diff. */
  defaults?: (prose: string) => Record<string, unknown>;
  /** Faults that the schema cannot see because they depend on the input; empty when there are none. */
  validate?: (output: Output, input: Input) => string[];
  /** A smaller input after the endpoint refused the prompt as too large; null when there is nothing to leave out. */
  shrink?: (input: Input) => Input | null;
};
