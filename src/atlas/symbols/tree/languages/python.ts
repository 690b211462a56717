/** Names and imports of Python; nested functions and classes count, as they do in its own `ast`. */
import type { SymbolKind } from "../../../parsed-file.ts";
import {
  childrenOf,
  enter,
  type Findings,
  fieldsOf,
  forTypes,
  hashComments,
  type LanguageTable,
  type Scope,
  type Visit,
} from "../language-table.ts";
import type { SyntaxNode } from "../tree-runtime.ts";

const constant = /^_*[A-Z][A-Z0-9_]*$/;
const special = /^__\w+__$/;

const isPublic = (name: string, scope: Scope): boolean =>
  scope.isExported && (special.test(name) || !name.startsWith("_"));

const declares =
  (kindIn: (scope: Scope) => SymbolKind): Visit =>
  (node, scope, findings) => {
    const name = findings.textOf(node.childForFieldName("name"));
    const isLocal = scope.kind === "function" || scope.kind === "method";
    const isExported = !isLocal && isPublic(name, scope);
    const bodyStart = node.childForFieldName("body")?.startIndex;
    return findings.declare(node, scope, { name, kind: kindIn(scope), isExported, bodyStart });
  };

/** The identifiers on the left side of an assignment, and `self.x` as `.x`. */
const targets = (left: SyntaxNode, findings: Findings): string[] => {
  const names: string[] = [];
  const queue = [left];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (node.type === "identifier") names.push(findings.textOf(node));
    else if (node.type === "attribute") names.push(findings.textOf(node).replace(/^self(?=\.\w+$)/, ""));
    else if (/_pattern$|^pattern_list$/.test(node.type)) queue.push(...childrenOf(node).reverse());
  }
  return names;
};

const assignment: Visit = (node, scope, findings) => {
  const left = node.childForFieldName("left");
  if (left === null) return null;
  const isInit = scope.kind === "method" && scope.parent.endsWith(".__init__");
  if (!isInit && scope.kind !== null && scope.kind !== "class") return null;
  for (const target of targets(left, findings)) {
    const isAttribute = target.includes(".");
    const name = isAttribute ? target.slice(1) : target;
    if (isAttribute !== isInit || name.includes(".")) continue;
    const owner = isInit ? scope.parent.slice(0, -".__init__".length) : scope.parent;
    const kind = scope.kind !== null ? "field" : constant.test(name) ? "constant" : "variable";
    if (name !== "__all__") {
      findings.declareOnce(node, scope, { name, kind, parent: owner, isExported: isPublic(name, scope) });
    } else if (scope.kind === null) listExported(node, findings);
  }
  const right = node.childForFieldName("right");
  // `a = b = 1`
  return right?.type === "assignment" ? scope : null;
};

const exportedNames = new WeakMap<Findings, Set<string>>();

const listExported = (node: SyntaxNode, findings: Findings): void => {
  const names = exportedNames.get(findings) ?? new Set();
  for (const part of node.descendantsOfType("string_content")) names.add(findings.textOf(part));
  exportedNames.set(findings, names);
};

const importedName = (node: SyntaxNode, findings: Findings): string =>
  findings.textOf(node.type === "aliased_import" ? node.childForFieldName("name") : node);

export const python: LanguageTable = {
  grammar: "python",
  comments: hashComments,
  nodes: {
    ...forTypes(
      "module block if_statement elif_clause else_clause for_statement while_statement try_statement except_clause except_group_clause finally_clause with_statement match_statement case_clause decorated_definition expression_statement",
      enter,
    ),
    class_definition: declares(() => "class"),
    function_definition: declares((scope) => (scope.kind === "class" ? "method" : "function")),
    assignment,
    augmented_assignment: (node, scope, findings) => {
      const left = findings.textOf(node.childForFieldName("left"));
      if (scope.kind === null && left === "__all__") listExported(node, findings);
      return null;
    },
    type_alias_statement: (node, scope, findings) => {
      const name = /^\w*/.exec(findings.textOf(node.childForFieldName("left")))?.[0] ?? "";
      findings.declare(node, scope, { name, kind: "type", isExported: isPublic(name, scope) });
      return null;
    },
    import_statement: (node, _scope, findings) => {
      for (const name of fieldsOf(node, "name")) findings.addImport(importedName(name, findings));
      return null;
    },
    import_from_statement: (node, _scope, findings) => {
      const module = node.childForFieldName("module_name");
      const names = fieldsOf(node, "name").map((name) => importedName(name, findings));
      const isAll = names.length === 0;
      findings.addImport(findings.textOf(module).replace(/\s+/g, ""), isAll ? ["*"] : names);
      return null;
    },
    future_import_statement: (node, _scope, findings) => {
      findings.addImport(
        "__future__",
        fieldsOf(node, "name").map((name) => importedName(name, findings)),
      );
      return null;
    },
  },
  finish: (symbols, findings) => {
    const exported = exportedNames.get(findings);
    if (exported === undefined) return symbols;
    return symbols.map((symbol) => {
      const [top = symbol.name] = symbol.parent.split(".", 1).filter((part) => part !== "");
      return symbol.parent === ""
        ? { ...symbol, isExported: exported.has(top) }
        : { ...symbol, isExported: symbol.isExported && exported.has(top) };
    });
  },
};
