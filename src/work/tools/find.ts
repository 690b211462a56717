/** The tool by which a role asks the atlas which files belong to a text. */
import { z } from "zod";
import type { Hit } from "../../atlas/search/search-atlas.ts";
import type { Tool } from "../../domain/tool.ts";
import { toOneLine } from "../../outgoing/visible-text.ts";
import type { RunAtlas } from "../run-atlas.ts";
import { createTool, showPath } from "./create-tool.ts";

const mostFiles = 30;

const argumentsSchema = z.strictObject({
  text: z.string().min(2).max(2_000),
  prefix: z.string().max(1_024).default(""),
  limit: z.int().min(1).max(mostFiles).default(10),
});

export const createFind = (atlas: RunAtlas): Tool =>
  createTool(
    "find",
    `Ranks the files that belong to "text" (a question, names, an error message) below "prefix", best first, with the lines to read and why; at most ${mostFiles}, tests after the others.`,
    argumentsSchema,
    async ({ text, prefix, limit }) => {
      const start = prefix.replace(/^(\.?\/)+/, "");
      const searcher = await atlas.searcher();
      const { results, tests } = searcher.search(text, { limit, accept: ({ path }) => path.startsWith(start) });
      const shownTests = tests.slice(0, Math.ceil(limit / 3));
      if (results.length + shownTests.length === 0) return "No file shares a word with this text.";
      return [...results.map(describe), ...shownTests.map((hit) => `test ${describe(hit)}`)].join("\n");
    },
  );

const describe = ({ path, windows, reasons }: Hit): string => {
  const lines = windows.slice(0, 3).map(({ from, to }) => `${from}-${to}`);
  const why = reasons.length > 0 ? ` (${toOneLine(reasons.join("; "))})` : "";
  return `${showPath(path)}${lines.length > 0 ? `, lines ${lines.join(", ")}` : ""}${why}`;
};
