/** Walks a syntax tree by a language's table; function bodies and expressions are passed over. */
import type { ParsedFile } from "../../parsed-file.ts";
import { createFindings, maxSymbols } from "./findings.ts";
import { enter, type LanguageTable, type Scope, type Visit } from "./language-table.ts";
import type { Grammar, SyntaxTree } from "./tree-runtime.ts";

/** By the grammar's number of a node type, which costs no string at every node. */
export type CompiledTable = { table: LanguageTable; rules: (Visit | typeof enter | undefined)[] };

/** Nodes with an error are always entered. */
const errorType = 65_535;
const maxDepth = 500;
const nodesPerLook = 512;

export const compileTable = (table: LanguageTable, grammar: Grammar): CompiledTable => ({
  table,
  rules: grammar.types.map((type) => (type === "ERROR" ? enter : table.nodes[type])),
});

/**
 * Ends early, with what was found so far, when `isLate` says so. What lies deeper than 500 levels
 * and symbols past the first 20,000 are left out.
 */
export const walkTree = (
  tree: SyntaxTree,
  text: string,
  { table, rules }: CompiledTable,
  isLate: () => boolean,
): ParsedFile => {
  const findings = createFindings(text, table);
  // A new object for every file: access words write into it.
  const scopes: Scope[] = [{ parent: "", kind: null, isExported: true, isOpen: true }];
  const cursor = tree.walk();
  let isComplete = !cursor.currentNode.hasError;
  let looked = 0;
  walk: for (;;) {
    looked += 1;
    if (looked % nodesPerLook === 0 && isLate()) {
      isComplete = false;
      break;
    }
    const type = cursor.nodeTypeId;
    const rule = type === errorType ? enter : rules[type];
    const around = scopes.at(-1);
    if (rule !== undefined && around !== undefined) {
      const scope = rule === enter ? around : rule(cursor.currentNode, around, findings);
      if (scope !== null && scopes.length > maxDepth) isComplete = false;
      else if (scope !== null && cursor.gotoFirstChild()) {
        scopes.push(scope);
        continue;
      }
    }
    while (!cursor.gotoNextSibling()) {
      scopes.pop();
      if (!cursor.gotoParent()) break walk;
    }
  }
  cursor.delete();
  if (findings.symbols.length >= maxSymbols) isComplete = false;
  const symbols = table.finish?.(findings.symbols, findings) ?? findings.symbols;
  return { symbols, imports: findings.listImports(), namespace: findings.namespace, isComplete };
};
