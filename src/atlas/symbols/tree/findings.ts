/** Collects symbols and imports of one file while its tree is walked. */
import type { CodeSymbol, Import } from "../../parsed-file.ts";
import { headLine } from "./head-line.ts";
import type { Findings, LanguageTable } from "./language-table.ts";

const maxName = 200;
const maxParent = 500;
/** Past these a file is a list that a program wrote. */
export const maxSymbols = 20_000;

type FindingsOfFile = Findings & { symbols: CodeSymbol[]; listImports: () => Import[] };

const join = (parent: string, name: string): string => (parent === "" ? name : `${parent}.${name}`);

const countLines = (text: string, from: number, to: number): number => {
  let count = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
};

export const createFindings = (text: string, { comments }: Pick<LanguageTable, "comments">): FindingsOfFile => {
  const symbols: CodeSymbol[] = [];
  const assigned = new Set<string>();
  const imports = new Map<string, Set<string>>();
  const findings: FindingsOfFile = {
    text,
    namespace: null,
    symbols,
    textOf: (node) => (node === null ? "" : text.slice(node.startIndex, node.endIndex)),
    declare: (node, scope, { name, kind, isExported, parent = scope.parent, bodyStart, start = node.startIndex }) => {
      if (name === "" || name.length > maxName || parent.length > maxParent) return scope;
      if (symbols.length >= maxSymbols) return scope;
      const end = node.endPosition;
      symbols.push({
        name,
        kind,
        parent,
        signature: headLine(text, start, bodyStart ?? node.endIndex, comments),
        from: node.startPosition.row + 1 + countLines(text, node.startIndex, start),
        // Some nodes hold the line feed behind them.
        to: end.column === 0 && end.row > node.startPosition.row ? end.row : end.row + 1,
        isExported,
      });
      return { parent: join(parent, name), kind, isExported, isOpen: true };
    },
    declareOnce: (node, scope, declaration) => {
      const key = join(declaration.parent ?? scope.parent, declaration.name);
      if (assigned.has(key)) return;
      assigned.add(key);
      findings.declare(node, scope, declaration);
    },
    addImport: (specifier, names = []) => {
      if (specifier === "" || specifier.length > maxName) return;
      const known = imports.get(specifier) ?? new Set();
      for (const name of names) known.add(name);
      imports.set(specifier, known);
    },
    listImports: () => [...imports].map(([specifier, names]) => ({ specifier, names: [...names] })),
  };
  return findings;
};
