/** Names and imports of Java. */
import type { SymbolKind } from "../../../parsed-file.ts";
import { declarationStart, headWords } from "../head-words.ts";
import {
  childrenOf,
  enter,
  type Findings,
  fieldsOf,
  forTypes,
  type LanguageTable,
  type Scope,
  slashComments,
  type Visit,
} from "../language-table.ts";
import type { SyntaxNode } from "../tree-runtime.ts";

const annotations: ReadonlySet<string> = new Set(["annotation", "marker_annotation"]);

const startOf = (node: SyntaxNode, findings: Findings): number =>
  findings.text[node.startIndex] === "@" ? declarationStart(node, annotations) : node.startIndex;

const isVisible = (words: ReadonlySet<string>, scope: Scope): boolean =>
  scope.isExported &&
  (words.has("public") || words.has("protected") || (scope.kind === "interface" && !words.has("private")));

const declares =
  (kind: SymbolKind, hasMembers: boolean): Visit =>
  (node, scope, findings) => {
    const start = startOf(node, findings);
    const name = findings.textOf(node.childForFieldName("name"));
    const bodyStart = node.childForFieldName("body")?.startIndex;
    const isExported = isVisible(headWords(findings.text, start), scope);
    const members = findings.declare(node, scope, { name, kind, isExported, start, bodyStart });
    return hasMembers ? members : null;
  };

const field: Visit = (node, scope, findings) => {
  const start = startOf(node, findings);
  const words = headWords(findings.text, start);
  const isConstant = scope.kind === "interface" || (words.has("static") && words.has("final"));
  for (const declarator of fieldsOf(node, "declarator")) {
    const name = findings.textOf(declarator.childForFieldName("name"));
    const kind = isConstant ? "constant" : "field";
    findings.declare(node, scope, { name, kind, isExported: isVisible(words, scope), start });
  }
  return null;
};

export const java: LanguageTable = {
  grammar: "java",
  comments: slashComments,
  nodes: {
    ...forTypes("program class_body interface_body enum_body enum_body_declarations annotation_type_body", enter),
    package_declaration: (node, _scope, findings) => {
      findings.namespace ??= findings.textOf(childrenOf(node).at(-1) ?? null);
      return null;
    },
    import_declaration: (node, _scope, findings) => {
      const [path, asterisk] = childrenOf(node).filter((child) => /identifier|asterisk/.test(child.type));
      findings.addImport(findings.textOf(path ?? null), asterisk === undefined ? [] : ["*"]);
      return null;
    },
    class_declaration: declares("class", true),
    interface_declaration: declares("interface", true),
    annotation_type_declaration: declares("interface", true),
    enum_declaration: declares("enum", true),
    record_declaration: (node, scope, findings) => {
      const members = declares("class", true)(node, scope, findings);
      const parameters = node.childForFieldName("parameters");
      for (const part of members === null || parameters === null ? [] : childrenOf(parameters)) {
        const name = findings.textOf(part.childForFieldName("name"));
        findings.declare(part, members ?? scope, { name, kind: "field", isExported: members?.isExported === true });
      }
      return members;
    },
    enum_constant: (node, scope, findings) => {
      const name = findings.textOf(node.childForFieldName("name"));
      const bodyStart = node.childForFieldName("body")?.startIndex;
      const start = startOf(node, findings);
      findings.declare(node, scope, { name, kind: "constant", isExported: scope.isExported, start, bodyStart });
      return null;
    },
    ...forTypes(
      "method_declaration constructor_declaration compact_constructor_declaration annotation_type_element_declaration",
      declares("method", false),
    ),
    field_declaration: field,
    constant_declaration: field,
  },
};
