/** The tool by which a role sees which files depend on one, and on which files that one depends. */
import { z } from "zod";
import { isReadableByModel } from "../../atlas/is-readable-by-model.ts";
import type { Tool } from "../../domain/tool.ts";
import type { RunAtlas } from "../run-atlas.ts";
import { createTool, explainMissing, type ReadableTree, showPath } from "./create-tool.ts";

const mostPaths = 100;

const argumentsSchema = z.strictObject({ path: z.string().min(1).max(1_024) });

export const createDependents = (tree: ReadableTree, atlas: RunAtlas): Tool =>
  createTool(
    "dependents",
    `Lists the files that import the file at "path", and the files that it imports; at most ${mostPaths} each.`,
    argumentsSchema,
    async ({ path }) => {
      const map = (await atlas.searcher()).atlas;
      if (!isReadableByModel(path) || !map.files.some((file) => file.path === path)) return explainMissing(path, tree);
      return [
        ...section(`Depend on ${showPath(path)}:`, map.dependentsOf(path)),
        ...section(`${showPath(path)} depends on:`, map.importsOf(path)),
      ].join("\n");
    },
  );

const section = (title: string, paths: readonly string[]): string[] => {
  const shown = paths.filter(isReadableByModel);
  if (shown.length === 0) return [`${title} none found`];
  const more = shown.length > mostPaths ? [`[${shown.length - mostPaths} more]`] : [];
  return [title, ...shown.slice(0, mostPaths).map(showPath), ...more];
};
