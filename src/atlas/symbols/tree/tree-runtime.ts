/** Loads the tree-sitter runtime and its grammars, which stand as WebAssembly files in an npm package. */
import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
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

/** Grammars with a lexer so large that V8 takes half a gigabyte to optimize it, which does not pay for a few files. */
const unoptimized: ReadonlySet<string> = new Set(["bash"]);
/** How much use V8 waits for until it optimizes a function: its default, and what takes hundreds of files. */
const tiering = { usual: 13_000_000, late: 2_000_000_000 };

const setTiering = (budget: number): void => setFlagsFromString(`--wasm-tiering-budget=${budget}`);

/** A module takes over the budget that is set when it is compiled. */
const loadGrammar = async (runtime: RuntimeModule, name: string, path: string): Promise<Language> => {
  if (!unoptimized.has(name)) return runtime.Language.load(path);
  setTiering(tiering.late);
  try {
    return await runtime.Language.load(path);
  } finally {
    setTiering(tiering.usual);
  }
};

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
    openGrammar: (name) => loadGrammar(runtime, name, load.resolve(`${folder}/tree-sitter-${name}.wasm`)),
    openParser: (grammar) => new runtime.Parser().setLanguage(grammar),
    heapBytes: () => host.HEAPU8?.length ?? 0,
    isSpoilt: false,
  };
};
