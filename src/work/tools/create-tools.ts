/** All read-only tools that a role may be given. */
import type { Tool } from "../../domain/tool.ts";
import type { RunAtlas } from "../run-atlas.ts";
import type { ReadableTree } from "./create-tool.ts";
import { createDependents } from "./dependents.ts";
import { createFind } from "./find.ts";
import { createList } from "./list.ts";
import { createRead } from "./read.ts";
import { createSearch } from "./search.ts";
import { createSymbols } from "./symbols.ts";

/** They see tracked text files as the run has them now, and never those that hold secrets by their name. */
export const createTools = (tree: ReadableTree, atlas: RunAtlas): Tool[] => [
  createFind(atlas),
  createRead(tree),
  createSymbols(tree, atlas),
  createDependents(tree, atlas),
  createSearch(tree),
  createList(tree),
];
