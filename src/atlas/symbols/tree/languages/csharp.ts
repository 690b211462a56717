/** Names and imports of C#; namespaces are no parents, a file belongs to its first. */
import type { SymbolKind } from "../../../parsed-file.ts";
import { declarationStart, headWords } from "../head-words.ts";
import {
  childrenOf,
  enter,
  type Findings,
  forTypes,
  type LanguageTable,
  type Scope,
  slashComments,
  type Visit,
} from "../language-table.ts";
import type { SyntaxNode } from "../tree-runtime.ts";

const attributes: ReadonlySet<string> = new Set(["attribute_list"]);

const startOf = (node: SyntaxNode, findings: Findings): number =>
  findings.text[node.startIndex] === "[" ? declarationStart(node, attributes) : node.startIndex;

const isVisible = (words: ReadonlySet<string>, scope: Scope): boolean =>
  scope.isExported &&
  (words.has("public") || words.has("protected") || (scope.kind === "interface" && !words.has("private")));

type Naming = (node: SyntaxNode, findings: Findings) => string;

const byName: Naming = (node, findings) => findings.textOf(node.childForFieldName("name"));

const declares =
  (kind: SymbolKind, hasMembers: boolean, naming: Naming = byName): Visit =>
  (node, scope, findings) => {
    const start = startOf(node, findings);
    const body = ["body", "accessors", "value"]
      .map((field) => node.childForFieldName(field))
      .find((child) => child !== null);
    const isExported = isVisible(headWords(findings.text, start), scope);
    const name = naming(node, findings);
    const members = findings.declare(node, scope, { name, kind, isExported, start, bodyStart: body?.startIndex });
    return hasMembers ? members : null;
  };

const field: Visit = (node, scope, findings) => {
  const start = startOf(node, findings);
  const words = headWords(findings.text, start);
  const isConstant = words.has("const") || (words.has("static") && words.has("readonly"));
  const list = childrenOf(node).find((child) => child.type === "variable_declaration");
  for (const declarator of list === undefined ? [] : childrenOf(list)) {
    if (declarator.type !== "variable_declarator") continue;
    const name = byName(declarator, findings);
    const kind = isConstant ? "constant" : "field";
    findings.declare(node, scope, { name, kind, isExported: isVisible(words, scope), start });
  }
  return null;
};

const namespace: Visit = (node, scope, findings) => {
  findings.namespace ??= byName(node, findings);
  return scope;
};

const operatorName: Naming = (node, findings) =>
  `operator ${findings.textOf(node.childForFieldName("operator") ?? node.childForFieldName("type"))}`;

export const csharp: LanguageTable = {
  grammar: "c-sharp",
  comments: slashComments,
  nodes: {
    ...forTypes(
      "compilation_unit declaration_list enum_member_declaration_list global_statement preproc_if preproc_else preproc_elif",
      enter,
    ),
    using_directive: (node, _scope, findings) => {
      findings.addImport(findings.textOf(childrenOf(node).at(-1) ?? null));
      return null;
    },
    ...forTypes("namespace_declaration file_scoped_namespace_declaration", namespace),
    ...forTypes("class_declaration struct_declaration", declares("class", true)),
    ...forTypes("record_declaration record_struct_declaration", (node, scope, findings) => {
      const members = declares("class", true)(node, scope, findings);
      const list = childrenOf(node).find((child) => child.type === "parameter_list");
      for (const part of members === null || list === undefined ? [] : childrenOf(list)) {
        const name = byName(part, findings);
        findings.declareOnce(part, members ?? scope, { name, kind: "field", isExported: members?.isExported === true });
      }
      return members;
    }),
    interface_declaration: declares("interface", true),
    enum_declaration: declares("enum", true),
    enum_member_declaration: (node, scope, findings) => {
      findings.declare(node, scope, { name: byName(node, findings), kind: "constant", isExported: scope.isExported });
      return null;
    },
    delegate_declaration: declares("type", false),
    ...forTypes("method_declaration constructor_declaration", declares("method", false)),
    destructor_declaration: declares("method", false, (node, findings) => `~${byName(node, findings)}`),
    ...forTypes("operator_declaration conversion_operator_declaration", declares("method", false, operatorName)),
    indexer_declaration: declares("method", false, () => "this[]"),
    ...forTypes("property_declaration event_declaration", declares("field", false)),
    ...forTypes("field_declaration event_field_declaration", field),
    local_function_statement: declares("function", false),
  },
};
