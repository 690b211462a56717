/** Loads the tree-sitter runtime and its grammars, which stand as WebAssembly files in an npm package. */
import { createRequire } from "node:module";
import type { Language, Node, Parser, Tree } from "@vscode/tree-sitter-wasm";

export type SyntaxNode = Node;
export type SyntaxTree = Tree;
export type Grammar = Language;

/** One instance of the runtime with a heap of its own; a trap spoils the whole of it. */
export type TreeRuntime = {
  openGrammar: (name: string) => Promise<Grammar>;
  openParser: (grammar: Grammar) => Parser;
  /** Bytes of its heap, which grows with the largest file and never shrinks. */
  heapBytes: () => number;
  /** Set by whoever saw it trap; nothing may be asked of it any more. */
  isSpoilt: boolean;
};

type RuntimeModule = { Parser: typeof Parser; Language: typeof Language };

const folder = "@vscode/tree-sitter-wasm/wasm";

/** Rejects when the package or its files are not there. Every call gives a new instance. */
export const openTreeRuntime = async (): Promise<TreeRuntime> => {
  const load = createRequire(import.meta.url);
  const script = load.resolve(`${folder}/tree-sitter.js`);
  // The script keeps its instance in itself: only a second evaluation gives a second one.
  delete load.cache[script];
  const runtime: RuntimeModule = load(script);
  const host: { HEAPU8?: Uint8Array; locateFile: (file: string, directory: string) => string } = {
    locateFile: (file, directory) => directory + file,
  };
  // An abort would print itself, and it is thrown as well.
  await runtime.Parser.init(Object.assign(host, { print: () => {}, printErr: () => {} }));
  return {
    openGrammar: (name) => runtime.Language.load(load.resolve(`${folder}/tree-sitter-${name}.wasm`)),
    openParser: (grammar) => new runtime.Parser().setLanguage(grammar),
    heapBytes: () => host.HEAPU8?.length ?? 0,
    isSpoilt: false,
  };
};
