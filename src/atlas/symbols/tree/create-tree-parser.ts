/** Parses one language with one grammar under a time limit; a spoilt runtime is given up, never used again. */
import type { ParsedLanguage } from "../../language.ts";
import type { ParsedFile } from "../../parsed-file.ts";
import { addSymbolLines, findSymbolLines } from "./find-symbol-lines.ts";
import type { LanguageTable } from "./language-table.ts";
import type { Grammar, TreeRuntime } from "./tree-runtime.ts";
import { compileTable, walkTree } from "./walk-tree.ts";

export type TreeParser = {
  /**
   * Never throws for bad text. Past the time limit, and after the runtime was spoilt, it gives
   * what lines alone say, with `isComplete: false`. `onLate` is called when the limit was what cut it short.
   */
  parse: (text: string, options: { milliseconds: number; onLate?: () => void }) => ParsedFile;
};

type TreeParserParts = {
  language: ParsedLanguage;
  table: LanguageTable;
  runtime: TreeRuntime;
  grammar: Grammar;
  /** Called when nobody should begin with this runtime any more. */
  retire: () => void;
};

const chunkLength = 4_096;
/** The heap never shrinks: after a giant file a new runtime is cheaper than holding this one. */
const maxHeapBytes = 256 * 2 ** 20;

/** Traps and aborts, and native recursion that ran out of stack. */
const isTrap = (error: unknown): boolean =>
  error instanceof RangeError || (error instanceof Error && error.name === "RuntimeError");

export const createTreeParser = ({ language, table, runtime, grammar, retire }: TreeParserParts): TreeParser => {
  const parser = runtime.openParser(grammar);
  const compiled = compileTable(table, grammar);

  const parseTree = (text: string, isLate: () => boolean): ParsedFile | null => {
    const source = table.prepare?.(text) ?? text;
    const read = (at: number) => source.slice(at, at + chunkLength);
    const tree = parser.parse(read, null, { progressCallback: isLate });
    if (tree === null) {
      parser.reset();
      return null;
    }
    const parsed = walkTree(tree, text, compiled, isLate);
    tree.delete();
    return parsed.isComplete ? parsed : addSymbolLines(parsed, text, language);
  };

  return {
    parse: (text, { milliseconds, onLate }) => {
      if (runtime.isSpoilt) return findSymbolLines(text, language);
      const deadline = performance.now() + milliseconds;
      // A byte order mark is no token of any grammar.
      const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
      try {
        const parsed = parseTree(body, () => {
          const isLate = performance.now() > deadline;
          if (isLate) onLate?.();
          return isLate;
        });
        if (runtime.heapBytes() > maxHeapBytes) retire();
        return parsed ?? findSymbolLines(body, language);
      } catch (error) {
        if (!isTrap(error)) throw error;
        runtime.isSpoilt = true;
        retire();
        return findSymbolLines(body, language);
      }
    },
  };
};
