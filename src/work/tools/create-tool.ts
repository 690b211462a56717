/** Makes a tool from a zod schema and a function, so that bad arguments become advice instead of errors. */
import { z } from "zod";
import { isReadableByModel } from "../../atlas/is-readable-by-model.ts";
import type { Tool } from "../../domain/tool.ts";

/** What the tools see of a workspace. */
export type ReadableTree = {
  /** Tracked paths, sorted. */
  list: () => string[];
  read: (path: string) => string | null;
};

/** `parameters` is the schema in JSON Schema; `run` is called with what the schema gave. */
export const createTool = <Schema extends z.ZodType>(
  name: string,
  description: string,
  schema: Schema,
  run: (args: z.infer<Schema>) => string | Promise<string>,
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

/** A path in an answer of lines: one that could break lines is written as a JSON string. */
export const showPath = (path: string): string =>
  breaks.test(path)
    ? JSON.stringify(path).replace(otherBreaks, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : path;

const breaks = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const otherBreaks = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

/** What to say when a path names no file that may be read. */
export const explainMissing = (path: string, tree: ReadableTree): string => {
  const readable = tree.list().filter(isReadableByModel);
  if (readable.includes(path)) return `${showPath(path)} is not a text file of at most 1 MB, so it cannot be read.`;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const similar = readable.filter((other) => name !== "" && other.endsWith(`/${name}`)).slice(0, 5);
  const advice =
    similar.length > 0 ? `Did you mean ${similar.map(showPath).join(" or ")}?` : "Use list to see what there is.";
  return `There is no readable tracked file ${JSON.stringify(path)}. ${advice}`;
};
