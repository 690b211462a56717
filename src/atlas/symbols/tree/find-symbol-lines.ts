/** Finds declarations line by line without a grammar, for files that no parser gets through. */
import type { ParsedLanguage } from "../../language.ts";
import { type CodeSymbol, nothingParsed, type ParsedFile, type SymbolKind } from "../../parsed-file.ts";
import { headLine } from "./head-line.ts";
import { hashComments, slashComments } from "./language-table.ts";

const maxLine = 300;
const maxSymbols = 2_000;

const kinds: Record<string, SymbolKind> = {
  class: "class",
  struct: "class",
  record: "class",
  interface: "interface",
  trait: "interface",
  enum: "enum",
  module: "module",
  namespace: "module",
  mod: "module",
  def: "function",
  fn: "function",
  func: "function",
  function: "function",
  type: "type",
  alias: "macro",
  "#define": "macro",
};

const modifiers =
  "export|default|declare|public|protected|private|internal|static|abstract|final|sealed|partial|async|unsafe|pub(?:\\([a-z]{1,20}\\))?";
/** What can stand behind a declared name; prose goes on with other words, and a semicolon ends a mere mention. */
const behind =
  "(?![\\p{L}\\p{N}_$])(?=[ \\t]{0,9}(?:[({<:=[]|\\r?$|extends|implements|final|struct|interface|func|map|string|int))(?![^{]*;)";
const declarations = [
  new RegExp(
    `^[ \\t]{0,40}(?:(?:${modifiers})[ \\t]{1,9}){0,5}(class|struct|record|interface|trait|enum|module|namespace|mod|def|fn|func|function|type)(?: class| struct)?[ \\t]{1,9}([\\p{L}_$][\\p{L}\\p{N}_$]{0,99})${behind}`,
    "u",
  ),
  /^[ \t]{0,40}(#define)[ \t]{1,9}(\w{1,100})/,
];
/** In shells nearly every sign may be part of a name. */
const shellDeclarations = [
  /^[ \t]{0,40}()([^\s(){}$"'`=;&|<>#]{1,100})[ \t]{0,9}\([ \t]{0,9}\)/,
  /^[ \t]{0,40}(function|alias)[ \t]{1,9}(?:-[gs][ \t]{1,9})?([^\s(){}$"'`=;&|<>#]{1,100})/,
];

const hashLanguages: ReadonlySet<ParsedLanguage> = new Set(["python", "ruby", "bash"]);

/** At most 2,000 names, all without parents; never complete. Linear in the text. */
export const findSymbolLines = (text: string, language: ParsedLanguage): ParsedFile => {
  const symbols: CodeSymbol[] = [];
  const style = hashLanguages.has(language) ? hashComments : slashComments;
  const patterns = language === "bash" ? shellDeclarations : declarations;
  let line = 1;
  for (let at = 0; at <= text.length && symbols.length < maxSymbols; line += 1) {
    const end = text.indexOf("\n", at);
    const stop = end === -1 ? text.length : end;
    const head = text.slice(at, Math.min(stop, at + maxLine));
    for (const pattern of patterns) {
      const [, word, name] = pattern.exec(head) ?? [];
      if (name === undefined) continue;
      const kind = kinds[word ?? ""] ?? "function";
      const signature = headLine(text, at, at + head.length, style);
      symbols.push({ name, kind, parent: "", signature, from: line, to: line, isExported: true });
      break;
    }
    at = stop + 1;
  }
  return { ...nothingParsed, symbols };
};

/** Puts what lines alone say among what a tree with errors says; names that the tree has are left out. */
export const addSymbolLines = (parsed: ParsedFile, text: string, language: ParsedLanguage): ParsedFile => {
  const known = new Set(parsed.symbols.map(({ name }) => name));
  const more = findSymbolLines(text, language).symbols.filter(({ name }) => !known.has(name));
  if (more.length === 0) return parsed;
  return { ...parsed, symbols: [...parsed.symbols, ...more].sort((one, other) => one.from - other.from) };
};
