/** Names and imports of PHP; the `$` of properties and variables is no part of their names. */
import type { SymbolKind } from "../../../parsed-file.ts";
import { declarationStart, headWords } from "../head-words.ts";
import {
  childrenOf,
  enter,
  type Findings,
  forTypes,
  type LanguageTable,
  type Scope,
  type Visit,
} from "../language-table.ts";
import type { SyntaxNode } from "../tree-runtime.ts";

const attributes: ReadonlySet<string> = new Set(["attribute_list"]);

const startOf = (node: SyntaxNode, findings: Findings): number =>
  findings.text[node.startIndex] === "#" ? declarationStart(node, attributes) : node.startIndex;

const isVisible = (start: number, scope: Scope, { text }: Findings): boolean =>
  scope.isExported && !headWords(text, start).has("private");

const declares =
  (kind: SymbolKind): Visit =>
  (node, scope, findings) => {
    const start = startOf(node, findings);
    const name = findings.textOf(node.childForFieldName("name"));
    const bodyStart = node.childForFieldName("body")?.startIndex;
    return findings.declare(node, scope, {
      name,
      kind,
      start,
      bodyStart,
      isExported: isVisible(start, scope, findings),
    });
  };

/** `const A = 1, B = 2` and `private $a, $b`. */
const declaresElements =
  (kind: SymbolKind, type: string): Visit =>
  (node, scope, findings) => {
    const start = startOf(node, findings);
    for (const element of childrenOf(node)) {
      if (element.type !== type) continue;
      const name = findings.textOf(element.namedChild(0)).replace(/^\$/, "");
      findings.declare(node, scope, { name, kind, start, isExported: isVisible(start, scope, findings) });
    }
    return null;
  };

const method: Visit = (node, scope, findings) => {
  declares("method")(node, scope, findings);
  const list = node.childForFieldName("parameters");
  for (const part of list === null ? [] : childrenOf(list)) {
    if (part.type !== "property_promotion_parameter") continue;
    const name = findings.textOf(part.childForFieldName("name")).replace(/^\$/, "");
    findings.declare(part, scope, { name, kind: "field", isExported: isVisible(part.startIndex, scope, findings) });
  }
  return null;
};

const string = /^(['"])([^'"$\\]*)\1$/;

const includePath = (node: SyntaxNode, findings: Findings): string => {
  const text = findings
    .textOf(node.namedChild(0))
    .slice(0, 300)
    .replace(/^\(\s*|\s*\)$/g, "");
  const rest = text.replace(/^(?:__DIR__|dirname\(__FILE__\))\s*\.\s*/, "");
  const path = string.exec(rest)?.[2] ?? "";
  return rest === text || path === "" ? path : `.${path.startsWith("/") ? "" : "/"}${path}`;
};

const useClause = (node: SyntaxNode, prefix: string, findings: Findings): void => {
  const name = node.namedChild(0);
  findings.addImport(prefix + findings.textOf(name).replace(/^\\/, ""));
};

const useDeclaration: Visit = (node, _scope, findings) => {
  const group = node.childForFieldName("body");
  const parts = childrenOf(node);
  const prefix = findings.textOf(parts.find((part) => part.type === "namespace_name") ?? null).replace(/^\\/, "");
  for (const clause of group === null ? parts : childrenOf(group)) {
    if (clause.type === "namespace_use_clause") useClause(clause, group === null ? "" : `${prefix}\\`, findings);
  }
  return null;
};

const assignment: Visit = (node, scope, findings) => {
  const left = node.childForFieldName("left");
  if (scope.kind === null && left?.type === "variable_name") {
    const name = findings.textOf(left).slice(1);
    findings.declareOnce(node, scope, { name, kind: "variable", isExported: true });
  }
  return scope;
};

const constantCall: Visit = (node, scope, findings) => {
  if (!/^define$/i.test(findings.textOf(node.childForFieldName("function")))) return null;
  const name = string.exec(findings.textOf(node.childForFieldName("arguments")?.namedChild(0) ?? null))?.[2] ?? "";
  findings.declareOnce(node, scope, { name, kind: "constant", parent: "", isExported: true });
  return null;
};

export const php: LanguageTable = {
  grammar: "php",
  comments: { line: ["//", "#"], block: true, quotes: "\"'" },
  nodes: {
    ...forTypes(
      "program declaration_list enum_declaration_list compound_statement expression_statement if_statement else_clause else_if_clause colon_block try_statement return_statement",
      enter,
    ),
    namespace_definition: (node, scope, findings) => {
      findings.namespace ??= findings.textOf(node.childForFieldName("name"));
      return scope;
    },
    namespace_use_declaration: useDeclaration,
    class_declaration: declares("class"),
    interface_declaration: declares("interface"),
    trait_declaration: declares("class"),
    enum_declaration: declares("enum"),
    enum_case: (node, scope, findings) => {
      declares("constant")(node, scope, findings);
      return null;
    },
    method_declaration: method,
    function_definition: (node, scope, findings) => {
      declares("function")(node, scope, findings);
      return null;
    },
    const_declaration: declaresElements("constant", "const_element"),
    property_declaration: declaresElements("field", "property_element"),
    ...forTypes("include_expression include_once_expression require_expression require_once_expression", ((
      node,
      _scope,
      findings,
    ) => {
      findings.addImport(includePath(node, findings));
      return null;
    }) satisfies Visit),
    assignment_expression: assignment,
    function_call_expression: constantCall,
  },
};
