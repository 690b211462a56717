/** The tool by which a role reads a range of lines of one tracked file. */
import { z } from "zod";
import { isReadableByModel } from "../../atlas/is-readable-by-model.ts";
import type { Tool } from "../../domain/tool.ts";
import { createTool, explainMissing, type ReadableTree, showPath } from "./create-tool.ts";

const maxLines = 300;
const maxLineLength = 1_000;

const argumentsSchema = z.strictObject({
  path: z.string().min(1).max(1_024),
  from: z.int().min(1).default(1),
  to: z.int().min(1).optional(),
});

export const createRead = (tree: ReadableTree): Tool =>
  createTool(
    "read",
    `Reads lines "from" to "to" (1-based, both included, at most ${maxLines}) of the tracked text file at "path", relative to the repository root.`,
    argumentsSchema,
    ({ path, from, to }) => {
      const content = isReadableByModel(path) ? tree.read(path) : null;
      if (content === null) return explainMissing(path, tree);
      const lines = content.split("\n");
      if (lines.at(-1) === "") lines.pop();
      if (from > lines.length) return `${showPath(path)} has ${lines.length} lines; there is no line ${from}.`;
      const last = Math.min(to ?? lines.length, lines.length, from + maxLines - 1);
      if (last < from) return `"to" (${to}) is smaller than "from" (${from}).`;
      const shown = lines.slice(from - 1, last).map((line, i) => `${from + i}|${line.slice(0, maxLineLength)}`);
      return [`${showPath(path)}, lines ${from}-${last} of ${lines.length}`, ...shown].join("\n");
    },
  );
