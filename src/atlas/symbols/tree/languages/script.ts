/** Names and imports of TypeScript and JavaScript, for files that the faster parser gives up on. */
import type { CodeSymbol, SymbolKind } from "../../../parsed-file.ts";
import { declarationStart, startBehind } from "../head-words.ts";
import {
  childrenOf,
  enter,
  type Findings,
  forTypes,
  type LanguageTable,
  type Scope,
  slashComments,
  unquoted,
  type Visit,
} from "../language-table.ts";
import type { SyntaxNode } from "../tree-runtime.ts";

const decorators: ReadonlySet<string> = new Set(["decorator"]);

const keywords = ["export", "default", "declare"];

const startOf = (node: SyntaxNode, findings: Findings): number =>
  findings.text[node.startIndex] === "@"
    ? declarationStart(node, decorators)
    : startBehind(findings.text, node.startIndex, keywords);

const isPrivate = /^(?:private|#|static\s+#)/;

const declares =
  (kind: SymbolKind, hasMembers: boolean): Visit =>
  (node, scope, findings) => {
    const start = startOf(node, findings);
    const field = node.childForFieldName("name") ?? node.childForFieldName("property");
    const name = unquoted(findings.textOf(field));
    const isMember = scope.kind === "class" || scope.kind === "interface";
    const isHidden = isMember && isPrivate.test(findings.text.slice(start, start + 20));
    const bodyStart = node.childForFieldName("body")?.startIndex;
    const isExported = scope.isExported && scope.isOpen && !isHidden;
    const members = findings.declare(node, scope, { name, kind, isExported, start, bodyStart });
    if (!hasMembers) return null;
    // Members of a namespace say themselves whether they are exported.
    return { ...members, isOpen: kind !== "module" };
  };

const isTop = (scope: Scope): boolean => scope.kind === null || scope.kind === "module";

const functionTypes: ReadonlySet<string> = new Set(["arrow_function", "function_expression", "generator_function"]);

const requireCall = /^require\(\s*(["'])([^"']{1,200})\1\s*\)/;

const variables: Visit = (node, scope, findings) => {
  const isConstant = findings.text.startsWith("const", node.startIndex);
  for (const declarator of childrenOf(node)) {
    if (declarator.type !== "variable_declarator") continue;
    const value = declarator.childForFieldName("value");
    const required = requireCall.exec(findings.textOf(value).slice(0, 240))?.[2];
    if (required !== undefined) findings.addImport(required, ["*"]);
    const name = declarator.childForFieldName("name");
    if (name?.type !== "identifier" || !isTop(scope)) continue;
    const plain = isConstant ? "constant" : "variable";
    const type = value?.type ?? "";
    const kind = functionTypes.has(type) ? "function" : type === "class" ? "class" : plain;
    const bodyStart = value?.childForFieldName("body")?.startIndex;
    const isExported = scope.isExported && scope.isOpen;
    const start = startOf(node, findings);
    findings.declare(node, scope, { name: findings.textOf(name), kind, isExported, start, bodyStart });
  }
  return null;
};

const sourceOf = (node: SyntaxNode, findings: Findings): string =>
  findings.textOf(node.childForFieldName("source")).slice(1, -1);

/** `a`, `{ b as c }` and `* as d` take default, b and everything. */
const importedNames = (clause: SyntaxNode | undefined, findings: Findings): string[] =>
  (clause === undefined ? [] : childrenOf(clause)).flatMap((part) => {
    if (part.type === "identifier") return ["default"];
    if (part.type === "namespace_import") return ["*"];
    return childrenOf(part).map((specifier) => findings.textOf(specifier.childForFieldName("name")));
  });

const exportedNames = new WeakMap<Findings, Set<string>>();

const exportStatement: Visit = (node, scope, findings) => {
  const clause = childrenOf(node).find((child) => child.type === "export_clause");
  const names =
    clause === undefined ? ["*"] : childrenOf(clause).map((part) => findings.textOf(part.childForFieldName("name")));
  const source = sourceOf(node, findings);
  if (source !== "") findings.addImport(source, names);
  else if (clause !== undefined) {
    const known = exportedNames.get(findings) ?? new Set();
    for (const name of names) known.add(name);
    exportedNames.set(findings, known);
  }
  return { ...scope, isOpen: true, isExported: true };
};

const withExportLists = (symbols: CodeSymbol[], findings: Findings): CodeSymbol[] => {
  const names = exportedNames.get(findings);
  if (names === undefined) return symbols;
  return symbols.map((symbol) =>
    symbol.parent === "" && names.has(symbol.name) ? { ...symbol, isExported: true } : symbol,
  );
};

const nodes: LanguageTable["nodes"] = {
  ...forTypes("class_body interface_body enum_body statement_block ambient_declaration expression_statement", enter),
  program: (_node, scope) => ({ ...scope, isOpen: false }),
  import_statement: (node, _scope, findings) => {
    const parts = childrenOf(node);
    const required = parts.find((part) => part.type === "import_require_clause");
    const clause = parts.find((part) => part.type === "import_clause");
    const names = required === undefined ? importedNames(clause, findings) : ["*"];
    findings.addImport(sourceOf(required ?? node, findings), names);
    return null;
  },
  export_statement: exportStatement,
  ...forTypes("function_declaration generator_function_declaration function_signature", declares("function", false)),
  ...forTypes("class_declaration abstract_class_declaration", declares("class", true)),
  interface_declaration: declares("interface", true),
  type_alias_declaration: declares("type", false),
  enum_declaration: declares("enum", true),
  ...forTypes("internal_module module", declares("module", true)),
  ...forTypes("lexical_declaration variable_declaration", variables),
  ...forTypes("method_definition method_signature abstract_method_signature", (node, scope, findings) => {
    const isAccessor = /^(?:static\s+)?[gs]et\s+[^\s(]/.test(
      findings.text.slice(node.startIndex, node.startIndex + 40),
    );
    return declares(isAccessor ? "field" : "method", false)(node, scope, findings);
  }),
  ...forTypes("public_field_definition field_definition property_signature", declares("field", false)),
  enum_assignment: declares("field", false),
  property_identifier: (node, scope, findings) => {
    if (scope.kind !== "enum") return null;
    findings.declare(node, scope, { name: findings.textOf(node), kind: "field", isExported: scope.isExported });
    return null;
  },
};

const tableFor = (grammar: string): LanguageTable => ({
  grammar,
  comments: slashComments,
  nodes,
  finish: withExportLists,
});

export const typescript = tableFor("typescript");
export const tsx = tableFor("tsx");
export const javascript = tableFor("javascript");
