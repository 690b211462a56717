/** Gives a parser per language that reads symbols and imports off a syntax tree. */
import type { ParsedLanguage } from "../../language.ts";
import { createTreeParser, type TreeParser } from "./create-tree-parser.ts";
import { languageTables } from "./language-tables.ts";
import { openTreeRuntime, type TreeRuntime } from "./tree-runtime.ts";

/** Keeps runtime and parsers until one of them says that the runtime is spent; the next call opens new ones. */
export const createTreeParsers = (
  openRuntime: () => Promise<TreeRuntime>,
): ((language: ParsedLanguage) => Promise<TreeParser>) => {
  let runtime: Promise<TreeRuntime> | null = null;
  let parsers = new Map<ParsedLanguage, Promise<TreeParser>>();

  const open = async (language: ParsedLanguage): Promise<TreeParser> => {
    const mine = runtime ?? openRuntime();
    runtime = mine;
    const retire = () => {
      if (runtime !== mine) return;
      runtime = null;
      parsers = new Map();
    };
    try {
      const table = languageTables[language];
      const opened = await mine;
      return createTreeParser({
        language,
        table,
        runtime: opened,
        grammar: await opened.openGrammar(table.grammar),
        retire,
      });
    } catch (error) {
      retire();
      throw error;
    }
  };

  return (language) => {
    const known = parsers.get(language) ?? open(language);
    parsers.set(language, known);
    return known;
  };
};

/**
 * Loads runtime and grammar once per thread; rejects when the package is not installed.
 * Ask again for every file: the answer is kept, and replaced when a file has spoilt the runtime.
 */
export const openTreeParser = createTreeParsers(openTreeRuntime);
