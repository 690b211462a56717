/** The tool by which a role lists tracked files. */
import { z } from "zod";
import { isReadableByModel } from "../../atlas/is-readable-by-model.ts";
import type { Tool } from "../../domain/tool.ts";
import { createTool, type ReadableTree, showPath } from "./create-tool.ts";

const maxPaths = 400;

const argumentsSchema = z.strictObject({ prefix: z.string().max(1_024).default("") });

export const createList = (tree: ReadableTree): Tool =>
  createTool(
    "list",
    `Lists the tracked files whose path starts with "prefix" (for example "src/"), at most ${maxPaths}.`,
    argumentsSchema,
    ({ prefix }) => {
      const start = prefix.replace(/^(\.?\/)+/, "");
      const found = tree.list().filter((path) => path.startsWith(start) && isReadableByModel(path));
      if (found.length === 0) return `No tracked file starts with ${JSON.stringify(prefix)}.`;
      const more = found.length > maxPaths ? [`[${found.length - maxPaths} more; give a longer prefix]`] : [];
      return [...found.slice(0, maxPaths).map(showPath), ...more].join("\n");
    },
  );
