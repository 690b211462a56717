/** Names and requires of Ruby; blocks of calls are entered, since classes and methods are declared in them too. */
import type { SymbolKind } from "../../../parsed-file.ts";
import {
  childrenOf,
  enter,
  type Findings,
  forTypes,
  hashComments,
  type LanguageTable,
  type Scope,
  type Visit,
} from "../language-table.ts";
import type { SyntaxNode } from "../tree-runtime.ts";

const declares =
  (kind: SymbolKind): Visit =>
  (node, scope, findings) => {
    const name = node.childForFieldName("name");
    const start = node.childForFieldName("superclass") ?? name;
    const path = findings.textOf(name).replace(/\s+/g, "").replaceAll("::", ".").replace(/^\./, "");
    const cut = path.lastIndexOf(".");
    const parent = [scope.parent, path.slice(0, Math.max(cut, 0))].filter((part) => part !== "").join(".");
    const declaration = { name: path.slice(cut + 1), kind, parent, isExported: true };
    return findings.declare(node, scope, { ...declaration, bodyStart: start?.endIndex });
  };

const methodKind = (scope: Scope): SymbolKind => (scope.kind === null ? "function" : "method");

const method: Visit = (node, scope, findings) => {
  const parameters = node.childForFieldName("parameters");
  const name = node.childForFieldName("name");
  const isExported = scope.isOpen || node.type === "singleton_method";
  const bodyStart = (parameters ?? name)?.endIndex;
  findings.declare(node, scope, { name: findings.textOf(name), kind: methodKind(scope), isExported, bodyStart });
  return null;
};

const literal = (node: SyntaxNode | undefined, findings: Findings): string | null => {
  if (node?.type === "simple_symbol") return findings.textOf(node).slice(1);
  if (node?.type !== "string" || node.namedChildCount > 1) return null;
  const content = node.namedChild(0);
  return content?.type === "string_content" ? findings.textOf(content) : null;
};

const requires: ReadonlySet<string> = new Set(["require", "load", "require_relative", "autoload"]);

const addRequire = (method: string, values: (string | null)[], findings: Findings): void => {
  const path = method === "autoload" ? values[1] : values[0];
  if (path === undefined || path === null) return;
  if (method !== "require_relative") findings.addImport(path, method === "autoload" ? [values[0] ?? "*"] : []);
  else findings.addImport(path.startsWith(".") ? path : `./${path}`);
};

const declaredBy: Record<string, SymbolKind> = {
  attr_accessor: "field",
  attr_reader: "field",
  attr_writer: "field",
  alias_method: "method",
  define_method: "method",
};

const closing: ReadonlySet<string> = new Set(["private", "protected", "private_class_method"]);

const call: Visit = (node, scope, findings) => {
  const name = findings.textOf(node.childForFieldName("method"));
  const list = node.childForFieldName("arguments");
  const isOwn = node.childForFieldName("receiver") === null;
  const values = isOwn && list !== null ? childrenOf(list).map((part) => literal(part, findings)) : [];
  if (isOwn && requires.has(name)) addRequire(name, values, findings);
  const kind = isOwn && scope.kind !== null ? declaredBy[name] : undefined;
  if (kind !== undefined) {
    for (const value of kind === "field" ? values : values.slice(0, 1)) {
      if (value !== null) findings.declareOnce(node, scope, { name: value, kind, isExported: scope.isOpen });
    }
    return null;
  }
  // `private def x` closes one method, `private` alone all that follow.
  if (isOwn && closing.has(name)) return { ...scope, isOpen: false };
  return node.childForFieldName("block") === null ? null : { ...scope };
};

const accessWord: Visit = (node, scope, findings) => {
  const word = findings.textOf(node);
  if (word === "private" || word === "protected") scope.isOpen = false;
  else if (word === "public" || word === "module_function") scope.isOpen = true;
  return null;
};

const assignment: Visit = (node, scope, findings) => {
  const left = node.childForFieldName("left");
  if (left?.type !== "constant") return null;
  const right = node.childForFieldName("right");
  const maker =
    right?.type === "call" ? /^(?:Struct|Class|Module|Data)\b/.exec(findings.textOf(right))?.[0] : undefined;
  const kind = maker === undefined ? "constant" : maker === "Module" ? "module" : "class";
  const bodyStart = right?.childForFieldName("block")?.startIndex;
  const name = findings.textOf(left);
  if (maker !== undefined) return findings.declare(node, scope, { name, kind, isExported: true, bodyStart });
  findings.declareOnce(node, scope, { name, kind, isExported: true });
  // `APP = proc do … end`
  return bodyStart === undefined ? null : scope;
};

export const ruby: LanguageTable = {
  grammar: "ruby",
  comments: hashComments,
  nodes: {
    ...forTypes(
      "program body_statement begin rescue ensure then else elsif if unless begin_block do_block block block_body argument_list",
      enter,
    ),
    module: declares("module"),
    class: declares("class"),
    singleton_class: (_node, scope) => ({ ...scope, isOpen: true }),
    ...forTypes("method singleton_method", method),
    alias: (node, scope, findings) => {
      const name = findings.textOf(node.childForFieldName("name")).replace(/^:/, "");
      findings.declareOnce(node, scope, { name, kind: methodKind(scope), isExported: scope.isOpen });
      return null;
    },
    call,
    identifier: accessWord,
    assignment,
  },
};
