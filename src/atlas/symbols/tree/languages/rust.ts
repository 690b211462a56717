/** Names and imports of Rust; a method's parent is the type that its `impl` is for. */
import type { SymbolKind } from "../../../parsed-file.ts";
import { flattenUse } from "../flatten-use.ts";
import {
  enter,
  type Findings,
  forTypes,
  type LanguageTable,
  type Scope,
  slashComments,
  type Visit,
} from "../language-table.ts";
import type { SyntaxNode } from "../tree-runtime.ts";

const isPublic = (node: SyntaxNode, scope: Scope, { text }: Findings): boolean =>
  scope.isOpen && scope.kind !== null
    ? scope.isExported
    : /^pub\b/.test(text.slice(node.startIndex, node.startIndex + 4));

/** `isOpen` says that members are as public as their parent: those of traits, enums and trait implementations. */
const declares =
  (kindIn: SymbolKind | ((scope: Scope) => SymbolKind), members: "open" | "closed" | "none"): Visit =>
  (node, scope, findings) => {
    const name = findings.textOf(node.childForFieldName("name"));
    const kind = typeof kindIn === "string" ? kindIn : kindIn(scope);
    const bodyStart = node.childForFieldName("body")?.startIndex;
    const isExported = isPublic(node, scope, findings);
    const inner = findings.declare(node, scope, { name, kind, isExported, bodyStart });
    return members === "none" ? null : { ...inner, isOpen: members === "open" };
  };

const functionKind = (scope: Scope): SymbolKind =>
  scope.kind === "class" || scope.kind === "interface" ? "method" : "function";

const wrappers: ReadonlySet<string> = new Set(["generic_type", "reference_type", "pointer_type"]);

const typeName = (node: SyntaxNode | null, findings: Findings): string => {
  let type = node;
  for (let depth = 0; depth < 8 && type !== null && wrappers.has(type.type); depth += 1) {
    type = type.childForFieldName("type");
  }
  return findings.textOf(type?.type === "scoped_type_identifier" ? type.childForFieldName("name") : type).slice(0, 100);
};

/** The attribute stands in front of the macro, as its sibling. */
const isMacroExported = (node: SyntaxNode, { text }: Findings): boolean => {
  const before = text.slice(Math.max(0, node.startIndex - 300), node.startIndex);
  const attribute = before.lastIndexOf("#[macro_export");
  return attribute !== -1 && !/[;}]/.test(before.slice(attribute));
};

export const rust: LanguageTable = {
  grammar: "rust",
  // A quote may begin a lifetime.
  comments: { ...slashComments, quotes: '"' },
  nodes: {
    ...forTypes("source_file declaration_list field_declaration_list enum_variant_list foreign_mod_item", enter),
    use_declaration: (node, _scope, findings) => {
      for (const { path, names } of flattenUse(findings.textOf(node.childForFieldName("argument")))) {
        findings.addImport(path, names);
      }
      return null;
    },
    extern_crate_declaration: (node, _scope, findings) => {
      findings.addImport(findings.textOf(node.childForFieldName("name")));
      return null;
    },
    mod_item: (node, scope, findings) => {
      if (node.childForFieldName("body") !== null) return declares("module", "closed")(node, scope, findings);
      findings.addImport(`mod ${findings.textOf(node.childForFieldName("name"))}`);
      return null;
    },
    impl_item: (node, scope, findings) => {
      const type = typeName(node.childForFieldName("type"), findings);
      const parent = [scope.parent, type].filter((part) => part !== "").join(".");
      return { parent, kind: "class", isExported: true, isOpen: node.childForFieldName("trait") !== null };
    },
    ...forTypes("function_item function_signature_item", declares(functionKind, "none")),
    ...forTypes("struct_item union_item", declares("class", "closed")),
    enum_item: declares("enum", "open"),
    enum_variant: declares("constant", "none"),
    trait_item: declares("interface", "open"),
    ...forTypes("type_item associated_type", declares("type", "none")),
    const_item: declares("constant", "none"),
    static_item: declares("variable", "none"),
    field_declaration: declares("field", "none"),
    macro_definition: (node, scope, findings) => {
      const name = node.childForFieldName("name");
      const isExported = isMacroExported(node, findings);
      const declaration = { name: findings.textOf(name), kind: "macro" as const, isExported };
      findings.declare(node, scope, { ...declaration, bodyStart: name?.endIndex });
      return null;
    },
  },
};
