/** What a parser finds in one file: the names it declares and the modules it asks for. It depends on text and language alone. */

export type SymbolKind =
  | "class"
  | "interface"
  | "type"
  | "enum"
  | "function"
  | "method"
  | "field"
  | "constant"
  | "variable"
  | "module"
  | "macro";

export type CodeSymbol = {
  /** As declared, without its parents: `parse`, `#size`, `operator+`. */
  name: string;
  kind: SymbolKind;
  /** Names of the enclosing declarations joined by `.`; empty at the top level. */
  parent: string;
  /** The head of the declaration on one line, at most 160 characters, without body, comment and decorators. */
  signature: string;
  /** 1-based lines, both included; decorators and comments in front do not count. */
  from: number;
  to: number;
  /** Whether other files can use it, by the rules or else the habits of the language. */
  isExported: boolean;
};

export type Import = {
  /** As the source spells it, without quotes: `./a.js`, `..pkg.mod`, `crate::a::b`, `java.util.List`, `<vector>`. */
  specifier: string;
  /** Names taken from it where the syntax lists them; in Python and Rust they may be modules themselves. `*` for all. */
  names: string[];
};

export type ParsedFile = {
  /** In order of their place; nested declarations after their parents. */
  symbols: CodeSymbol[];
  /** In order of their place, without repetitions. */
  imports: Import[];
  /** The package or namespace that the file says it belongs to (Go, Java, C#, PHP); null where there is none. */
  namespace: string | null;
  /** False when parts could not be understood; what was found still counts. */
  isComplete: boolean;
};

export const nothingParsed: ParsedFile = { symbols: [], imports: [], namespace: null, isComplete: false };
