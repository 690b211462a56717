/** One parser for each language: the fast one for scripts first, tree-sitter where it is missing or gives up. */
import type { ParsedLanguage } from "../language.ts";
import { nothingParsed, type ParsedFile } from "../parsed-file.ts";
import type { FileRole } from "../scan/file-role.ts";
import { mainStackBytes, parseScript } from "./script/parse-script.ts";

/** Time for one file; of what takes longer, lines alone tell the symbols. */
const milliseconds = 1_000;

export type Parsers = {
  /** A promise where a grammar may have to be loaded first. */
  parse: (text: string, language: ParsedLanguage, options: ParseOptions) => ParsedFile | Promise<ParsedFile>;
};

export type ParseOptions = {
  /** What the file is for. */
  role: FileRole;
  /** Called when the time for one file was up: what comes is less than another time may give. */
  onLate: () => void;
};

const scripts: ReadonlySet<string | null> = new Set(["typescript", "tsx", "javascript"]);

export const isScript = (language: string | null): language is "typescript" | "tsx" | "javascript" =>
  scripts.has(language);

/** Grammars and their runtime are loaded when the first file needs them. `stackBytes` is the stack of this thread. */
export const openParsers = (stackBytes = mainStackBytes): Parsers => ({
  parse: (text, language, { role, onLate }) => {
    const parsed = isScript(language) ? parseScript(text, language, stackBytes) : null;
    if (parsed !== null) return parsed;
    // A test that is no valid script is one about broken or foreign syntax, of which test trees hold thousands.
    return isScript(language) && role === "test" ? nothingParsed : parseTree(text, language, onLate);
  },
});

const parseTree = async (text: string, language: ParsedLanguage, onLate: () => void): Promise<ParsedFile> => {
  const { openTreeParser } = await import("./tree/open-tree-parser.ts");
  return (await openTreeParser(language)).parse(text, { milliseconds, onLate });
};
