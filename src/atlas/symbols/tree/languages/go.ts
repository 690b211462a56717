/** Names and imports of Go; a method's parent is the type of its receiver. */
import type { SymbolKind } from "../../../parsed-file.ts";
import { startBehind } from "../head-words.ts";
import {
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

const isExported = (name: string): boolean => /^\p{Lu}/u.test(name);

/** A lone `type A …` is read with its keyword. */
const keywords = ["type", "const", "var"];

const typeName = (node: SyntaxNode | null, findings: Findings): string =>
  findings.textOf(node?.descendantsOfType("type_identifier").at(0) ?? null);

const declare = (node: SyntaxNode, scope: Scope, findings: Findings, kind: SymbolKind): Scope => {
  const name = findings.textOf(node.childForFieldName("name"));
  const bodyStart = node.childForFieldName("body")?.startIndex;
  const start = startBehind(findings.text, node.startIndex, keywords);
  return findings.declare(node, scope, { name, kind, isExported: isExported(name), start, bodyStart });
};

/** One declaration with several names: `a, b int`. */
const declaresNames =
  (kind: SymbolKind): Visit =>
  (node, scope, findings) => {
    const start = startBehind(findings.text, node.startIndex, keywords);
    for (const field of fieldsOf(node, "name")) {
      const name = findings.textOf(field);
      if (/^[\p{L}_]/u.test(name) && name !== "_") {
        findings.declare(node, scope, { name, kind, start, isExported: isExported(name) });
      }
    }
    return null;
  };

export const go: LanguageTable = {
  grammar: "go",
  comments: slashComments,
  nodes: {
    ...forTypes(
      "source_file import_declaration import_spec_list type_declaration const_declaration var_declaration var_spec_list struct_type interface_type field_declaration_list",
      enter,
    ),
    package_clause: (node, _scope, findings) => {
      findings.namespace ??= findings.textOf(node.namedChild(0));
      return null;
    },
    import_spec: (node, _scope, findings) => {
      findings.addImport(findings.textOf(node.childForFieldName("path")).slice(1, -1));
      return null;
    },
    function_declaration: (node, scope, findings) => {
      declare(node, scope, findings, "function");
      return null;
    },
    method_declaration: (node, scope, findings) => {
      const parent = typeName(node.childForFieldName("receiver"), findings);
      const name = findings.textOf(node.childForFieldName("name"));
      const bodyStart = node.childForFieldName("body")?.startIndex;
      findings.declare(node, scope, { name, kind: "method", parent, isExported: isExported(name), bodyStart });
      return null;
    },
    type_spec: (node, scope, findings) => {
      const type = node.childForFieldName("type");
      const kind = type?.type === "struct_type" ? "class" : type?.type === "interface_type" ? "interface" : "type";
      const name = findings.textOf(node.childForFieldName("name"));
      const hasMembers = kind !== "type";
      const bodyStart = hasMembers ? type?.namedChild(0)?.startIndex : undefined;
      const start = startBehind(findings.text, node.startIndex, keywords);
      const members = findings.declare(node, scope, { name, kind, isExported: isExported(name), start, bodyStart });
      return hasMembers ? members : null;
    },
    type_alias: (node, scope, findings) => {
      declare(node, scope, findings, "type");
      return null;
    },
    method_elem: (node, scope, findings) => {
      declare(node, scope, findings, "method");
      return null;
    },
    field_declaration: (node, scope, findings) => {
      if (node.childForFieldName("name") !== null) return declaresNames("field")(node, scope, findings);
      const name = /(\w*)(?:\[.*)?$/su.exec(findings.textOf(node.childForFieldName("type")).slice(0, 200))?.[1] ?? "";
      findings.declare(node, scope, { name, kind: "field", isExported: isExported(name) });
      return null;
    },
    const_spec: declaresNames("constant"),
    var_spec: declaresNames("variable"),
  },
};
