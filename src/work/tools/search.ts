/** The tool by which a role searches the tracked files for a literal text. */
import { z } from "zod";
import { isReadableByModel } from "../../atlas/is-readable-by-model.ts";
import type { Tool } from "../../domain/tool.ts";
import { createTool, type ReadableTree } from "./create-tool.ts";

const maxMatches = 100;
const maxPerFile = 20;
const maxLineLength = 300;

const argumentsSchema = z.strictObject({
  text: z
    .string()
    .min(2)
    .max(200)
    .refine((text) => !text.includes("\n"), "must be a single line"),
});

export const createSearch = (tree: ReadableTree): Tool =>
  createTool(
    "search",
    `Finds lines that contain "text" literally (case matters, no patterns) in tracked files; answers "path:line: text", at most ${maxMatches}.`,
    argumentsSchema,
    ({ text }) => {
      const matches: string[] = [];
      for (const path of tree.list()) {
        if (matches.length >= maxMatches) return [...matches, "[more matches; search for something longer]"].join("\n");
        const content = isReadableByModel(path) ? tree.read(path) : null;
        if (content?.includes(text))
          matches.push(...matchesIn(path, content, text).slice(0, maxMatches - matches.length));
      }
      return matches.length > 0 ? matches.join("\n") : `No tracked file contains ${JSON.stringify(text)}.`;
    },
  );

const matchesIn = (path: string, content: string, text: string): string[] => {
  const found = content
    .split("\n")
    .flatMap((line, i) => (line.includes(text) ? [`${path}:${i + 1}: ${shorten(line, text)}`] : []));
  const more = found.length > maxPerFile ? [`${path}: [${found.length - maxPerFile} more lines]`] : [];
  return [...found.slice(0, maxPerFile), ...more];
};

const shorten = (line: string, text: string): string => {
  const trimmed = line.trimEnd();
  if (trimmed.length <= maxLineLength) return trimmed;
  const start = Math.max(0, trimmed.indexOf(text.trim()) - 50);
  return trimmed.slice(start, start + maxLineLength).toWellFormed();
};
