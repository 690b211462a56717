/** Names and includes of C and C++; `A::b` outside of its class declares b with the parent A. */
import type { CodeSymbol, SymbolKind } from "../../../parsed-file.ts";
import { readDeclarator } from "../cpp-declarator.ts";
import { hideMacros } from "../hide-macros.ts";
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

const isStatic = (node: SyntaxNode, { text }: Findings): boolean =>
  /^(?:inline\s+|constexpr\s+)?static\b/.test(text.slice(node.startIndex, node.startIndex + 40));

/** File-local names are those declared `static`; members go by the access word above them. */
const isVisible = (node: SyntaxNode, scope: Scope, findings: Findings): boolean =>
  scope.isExported && scope.isOpen && (scope.kind === "class" || !isStatic(node, findings));

type DeclaratorKinds = { callable: SymbolKind | null; other: SymbolKind };

const declareAll = (node: SyntaxNode, scope: Scope, findings: Findings, kinds: DeclaratorKinds): void => {
  const bodyStart = node.childForFieldName("body")?.startIndex;
  for (const part of fieldsOf(node, "declarator")) {
    const read = readDeclarator(part, findings);
    if (read === null) continue;
    const kind = read.isFunction ? kinds.callable : kinds.other;
    if (kind === null) continue;
    const parent = [scope.parent, ...read.owners].filter((name) => name !== "").join(".");
    const declaration = { name: read.name, parent, isExported: isVisible(node, scope, findings), bodyStart };
    findings.declare(node, scope, {
      ...declaration,
      kind: kind === "function" && read.owners.length > 0 ? "method" : kind,
    });
  }
};

const isMember = (scope: Scope): boolean => scope.kind === "class";

/** A type with a body is declared where it stands; one that is only mentioned is not. */
const declaresType =
  (kind: SymbolKind, isOpen: boolean): Visit =>
  (node, scope, findings) => {
    const body = node.childForFieldName("body");
    if (body === null) return null;
    const named = node.childForFieldName("name");
    const { name, owners } = (named && readDeclarator(named, findings)) ?? { name: "", owners: [] };
    const parent = [scope.parent, ...owners].filter((part) => part !== "").join(".");
    const isExported = scope.isExported && scope.isOpen;
    const members = findings.declare(node, scope, { name, kind, parent, isExported, bodyStart: body.startIndex });
    return { ...members, kind, isOpen };
  };

/** `class EXPORT Name { … }` reads as a function when the grammar does not know the macro. */
const isClassBehindMacro = (node: SyntaxNode): boolean => {
  const type = node.childForFieldName("type")?.type;
  if (type !== "class_specifier" && type !== "struct_specifier") return false;
  return node.childForFieldName("declarator")?.type === "identifier";
};

const declareClassBehindMacro = (node: SyntaxNode, scope: Scope, findings: Findings): Scope => {
  const name = findings.textOf(node.childForFieldName("declarator"));
  const bodyStart = node.childForFieldName("body")?.startIndex;
  const isExported = scope.isExported && scope.isOpen;
  return findings.declare(node, scope, { name, kind: "class", isExported, bodyStart });
};

const constant = /^(?:(?:static|inline|extern)\s+)*(?:const|constexpr)\b/;

const declaration: Visit = (node, scope, findings) => {
  const head = findings.text.slice(node.startIndex, node.startIndex + 60);
  const other = isMember(scope) ? "field" : constant.test(head) ? "constant" : "variable";
  declareAll(node, scope, findings, { callable: isMember(scope) ? "method" : "function", other });
  return scope;
};

const definesMacro: Visit = (node, scope, findings) => {
  const name = findings.textOf(node.childForFieldName("name"));
  const value = node.childForFieldName("value");
  const isGuard = value === null && /_(?:H|HH|HPP|HXX|INCLUDED)_*$/i.test(name);
  if (!isGuard) findings.declare(node, scope, { name, kind: "macro", parent: "", isExported: true });
  return null;
};

/** Of declarations with one and the same head the longest counts: the definition, not the prototype. */
const withoutPrototypes = (symbols: CodeSymbol[]): CodeSymbol[] => {
  const longest = new Map<string, CodeSymbol>();
  for (const symbol of symbols) {
    const key = `${symbol.parent} ${symbol.signature}`;
    const known = longest.get(key);
    if (known === undefined || known.to - known.from < symbol.to - symbol.from) longest.set(key, symbol);
  }
  return symbols.filter(
    (symbol) =>
      (symbol.kind !== "function" && symbol.kind !== "method") ||
      longest.get(`${symbol.parent} ${symbol.signature}`) === symbol,
  );
};

export const cpp: LanguageTable = {
  grammar: "cpp",
  comments: { ...slashComments, quotes: '"' },
  nodes: {
    ...forTypes(
      "translation_unit preproc_if preproc_ifdef preproc_else preproc_elif preproc_elifdef linkage_specification declaration_list template_declaration field_declaration_list enumerator_list compound_statement labeled_statement",
      enter,
    ),
    preproc_include: (node, _scope, findings) => {
      findings.addImport(findings.textOf(node.childForFieldName("path")));
      return null;
    },
    ...forTypes("preproc_def preproc_function_def", definesMacro),
    namespace_definition: (node, scope, findings) => {
      const name = findings.textOf(node.childForFieldName("name")).replaceAll("::", ".");
      const bodyStart = node.childForFieldName("body")?.startIndex;
      const isExported = scope.isExported && name !== "";
      return { ...findings.declare(node, scope, { name, kind: "module", isExported, bodyStart }), isExported };
    },
    class_specifier: declaresType("class", false),
    ...forTypes("struct_specifier union_specifier", declaresType("class", true)),
    enum_specifier: declaresType("enum", true),
    enumerator: (node, scope, findings) => {
      const name = findings.textOf(node.childForFieldName("name"));
      findings.declare(node, scope, { name, kind: "constant", isExported: scope.isExported });
      return null;
    },
    access_specifier: (node, scope, findings) => {
      scope.isOpen = findings.textOf(node) !== "private";
      return null;
    },
    function_definition: (node, scope, findings) => {
      if (isClassBehindMacro(node)) return declareClassBehindMacro(node, scope, findings);
      declareAll(node, scope, findings, { callable: isMember(scope) ? "method" : "function", other: "function" });
      return null;
    },
    ...forTypes("declaration field_declaration", declaration),
    type_definition: (node, scope, findings) => {
      const type = node.childForFieldName("type");
      const isNameless =
        type !== null && type.childForFieldName("name") === null && type.childForFieldName("body") !== null;
      const kind = !isNameless ? "type" : type.type === "enum_specifier" ? "enum" : "class";
      declareAll(node, scope, findings, { callable: kind, other: kind });
      if (!isNameless) return scope;
      const [first] = fieldsOf(node, "declarator").map((part) => readDeclarator(part, findings)?.name);
      const parent = [scope.parent, first ?? ""].filter((name) => name !== "").join(".");
      return { ...scope, kind, parent };
    },
    alias_declaration: (node, scope, findings) => {
      const name = findings.textOf(node.childForFieldName("name"));
      findings.declare(node, scope, { name, kind: "type", isExported: scope.isExported && scope.isOpen });
      return null;
    },
    concept_definition: (node, scope, findings) => {
      const name = findings.textOf(node.childForFieldName("name"));
      findings.declare(node, scope, { name, kind: "type", isExported: scope.isExported });
      return null;
    },
  },
  prepare: hideMacros,
  finish: withoutPrototypes,
};
