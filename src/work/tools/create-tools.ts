/** All read-only tools that a role may be given. */
import type { Tool } from "../../domain/tool.ts";
import type { ReadableTree } from "./create-tool.ts";
import { createListFiles } from "./list-files.ts";
import { createReadLines } from "./read-lines.ts";
import { createSearch } from "./search.ts";

/** They see tracked text files and never those that hold secrets by their name. */
export const createTools = (tree: ReadableTree): Tool[] => [
  createReadLines(tree),
  createListFiles(tree),
  createSearch(tree),
];
