/** The tool by which a role sees what a file declares, or where a name is declared. */
import { z } from "zod";
import { isReadableByModel } from "../../atlas/is-readable-by-model.ts";
import type { CodeSymbol } from "../../atlas/parsed-file.ts";
import type { Tool } from "../../domain/tool.ts";
import type { RunAtlas } from "../run-atlas.ts";
import { createTool, explainMissing, type ReadableTree, showPath } from "./create-tool.ts";

const mostSymbols = 200;

const argumentsSchema = z
  .strictObject({ path: z.string().min(1).max(1_024).optional(), name: z.string().min(1).max(200).optional() })
  .refine(({ path, name }) => path !== undefined || name !== undefined, 'needs "path" or "name"');

export const createSymbols = (tree: ReadableTree, atlas: RunAtlas): Tool =>
  createTool(
    "symbols",
    `Lists what the file at "path" declares, with lines; or every place where "name" is declared; or both; at most ${mostSymbols}.`,
    argumentsSchema,
    async ({ path, name }) => {
      const { files } = (await atlas.searcher()).atlas;
      if (path !== undefined && (!isReadableByModel(path) || !files.some((file) => file.path === path)))
        return explainMissing(path, tree);
      const found = files
        .filter((file) => path === undefined || file.path === path)
        .flatMap((file) =>
          (file.facts?.parsed.symbols ?? [])
            .filter((symbol) => name === undefined || symbol.name === name)
            .map((symbol) => `${path === undefined ? `${showPath(file.path)}:` : ""}${describe(symbol)}`),
        );
      if (found.length === 0)
        return `Nothing ${name === undefined ? "" : `named ${name} `}is declared${path === undefined ? "" : ` in ${showPath(path)}`}.`;
      const more = found.length > mostSymbols ? [`[${found.length - mostSymbols} more]`] : [];
      return [...found.slice(0, mostSymbols), ...more].join("\n");
    },
  );

const describe = ({ from, to, parent, signature, isExported }: CodeSymbol): string =>
  `${from}-${to}: ${parent === "" ? "" : `${parent}: `}${signature}${isExported ? " [exported]" : ""}`;
