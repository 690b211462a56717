/** Makes a tool from a zod schema and a function, so that bad arguments become advice instead of errors. */
import { z } from "zod";
import type { Tool } from "../../domain/tool.ts";

/** What the tools see of a workspace. */
export type ReadableTree = {
  /** Tracked paths, sorted. */
  list: () => string[];
  read: (path: string) => string | null;
};

/** `parameters` is the schema in JSON Schema; `run` is called with what the schema gave. */
export const createTool = <Schema extends z.ZodObject>(
  name: string,
  description: string,
  schema: Schema,
  run: (args: z.infer<Schema>) => string,
): Tool => ({
  name,
  description,
  parameters: z.toJSONSchema(schema, { io: "input" }),
  run: async (args) => {
    const parsed = schema.safeParse(args);
    if (parsed.success) return run(parsed.data);
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "arguments"}: ${issue.message}`);
    return `${name} was not run. ${faults.slice(0, 5).join("; ")}. ${description}`;
  },
});
