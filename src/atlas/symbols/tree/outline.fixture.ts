/** Writes what a parser found as short lines, for tables in tests. */
import type { ParsedLanguage } from "../../language.ts";
import type { CodeSymbol, Import } from "../../parsed-file.ts";
import { openTreeParser } from "./open-tree-parser.ts";

const renderSymbol = ({ name, kind, parent, signature, from, to, isExported }: CodeSymbol): string =>
  `${from === to ? from : `${from}-${to}`} ${isExported ? "+" : "-"}${kind} ${parent === "" ? "" : `${parent} . `}${name} | ${signature}`;

const renderImport = ({ specifier, names }: Import): string =>
  names.length === 0 ? specifier : `${specifier} {${names.join(", ")}}`;

export type Outline = { symbols: string[]; imports: string[] };

/** `3-5 +method Parent . name | signature`; a plus where it is exported. */
export const outlineOf = async (language: ParsedLanguage, text: string): Promise<Outline> => {
  const { parse } = await openTreeParser(language);
  const { symbols, imports } = parse(text, { milliseconds: 10_000 });
  return { symbols: symbols.map(renderSymbol), imports: imports.map(renderImport) };
};
