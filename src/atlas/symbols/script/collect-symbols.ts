/** Walks the statements of a script or module for what they declare; bodies of functions are not entered. */
import type { CodeSymbol } from "../../parsed-file.ts";
import { addAssignment, addModuleValue } from "./common-js-symbols.ts";
import { exportedNames } from "./exported-names.ts";
import { isClass, isFunction, unwrap } from "./expressions.ts";
import { addClassMembers, addEnumMembers, addInterfaceMembers, startAfter } from "./member-symbols.ts";
import { createSymbolList, joinNames, type SymbolList } from "./symbol-list.ts";
import type { ClassNode, Declaration, Expression, FunctionNode, Namespace, Statement } from "./syntax-node.ts";
import { addValue, addVariables } from "./value-symbols.ts";
import type { Tree } from "./with-tree.ts";

const maxWrappers = 3;

type Scope = {
  parent: string;
  isCommonJs: boolean;
  /** False inside what is not exported itself. */
  isVisible: boolean;
  /** Where every name is exported without saying so: ambient declarations. */
  isOpen: boolean;
  names: ReadonlySet<string>;
  /** How many wrapping functions, as of UMD, were entered. */
  wrappers: number;
};

const isExportedIn = ({ isVisible, isOpen, names }: Scope, name: string): boolean =>
  isVisible && (isOpen || names.has(name));

const addNamespace = (list: SymbolList, node: Namespace, start: number, isExported: boolean, scope: Scope): void => {
  const name = node.id === undefined ? "global" : "name" in node.id ? node.id.name : node.id.value;
  const { body, end } = node;
  const isGlobal = node.type !== "TSNamespaceDeclaration";
  list.add(
    { name, kind: "module", parent: scope.parent, isExported: isExported || isGlobal },
    { start, cut: body?.start ?? end, end },
  );
  const isOpen = scope.isOpen || node.declare;
  const inner = { ...scope, parent: joinNames(scope.parent, name), isVisible: isExported || isGlobal, isOpen };
  if (body === null) return;
  // `namespace A.B {}` is a namespace in a namespace, and B is seen wherever A is.
  if (body.type !== "TSModuleBlock") addNamespace(list, body, body.start, inner.isVisible, inner);
  else addStatements(list, body.body, { ...inner, names: exportedNames(body.body, { isCommonJs: false }) });
};

const addClassOrFunction = (
  list: SymbolList,
  node: ClassNode | FunctionNode,
  { start, parent, isExported }: { start: number; parent: string; isExported: (name: string) => boolean },
): void => {
  const name = node.id?.name ?? "default";
  const symbol = { name, parent, isExported: isExported(name) };
  const { end } = node;
  if (isFunction(node)) {
    list.add({ ...symbol, kind: "function" }, { start, cut: node.body?.start ?? end, end });
    return;
  }
  const after = startAfter(node.decorators, node.start, list);
  const head = { cut: node.body.start, end };
  // In `export @decorated class X` the decorators stand in the midst of the head.
  if (after === node.start) list.add({ ...symbol, kind: "class" }, { start, ...head });
  else
    list.add(
      { ...symbol, kind: "class" },
      { start: after, ...head },
      start < node.start ? { prefix: { start, end: node.start } } : {},
    );
  addClassMembers(list, node, { parent: joinNames(parent, name), isExported: symbol.isExported });
};

/** `start` lies before the declaration when `export` stands in front of it. */
const addDeclaration = (list: SymbolList, node: Declaration, start: number, hasExport: boolean, scope: Scope): void => {
  const { parent } = scope;
  const isExported = (name: string) => (hasExport && scope.isVisible) || isExportedIn(scope, name);
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "TSDeclareFunction":
    case "ClassDeclaration":
    case "ClassExpression":
      addClassOrFunction(list, node, { start, parent, isExported });
      break;
    case "VariableDeclaration":
      addVariables(list, node, { start, parent, isExported });
      break;
    case "TSInterfaceDeclaration":
    case "TSEnumDeclaration": {
      const { name } = node.id;
      const owner = { parent: joinNames(parent, name), isExported: isExported(name) };
      const kind = node.type === "TSEnumDeclaration" ? "enum" : "interface";
      list.add({ ...owner, name, kind, parent }, { start, cut: node.body.start, end: node.end });
      if (node.type === "TSEnumDeclaration") addEnumMembers(list, node, owner);
      else addInterfaceMembers(list, node, owner);
      break;
    }
    case "TSTypeAliasDeclaration": {
      const { name } = node.id;
      list.add(
        { name, kind: "type", parent, isExported: isExported(name) },
        { start, cut: node.end, end: node.end },
        { whole: true },
      );
      break;
    }
    case "TSNamespaceDeclaration":
    case "TSExternalModuleDeclaration":
    case "TSGlobalDeclaration": {
      const name = node.id !== undefined && "name" in node.id ? node.id.name : "";
      addNamespace(list, node, start, isExported(name), scope);
      break;
    }
  }
};

/** The bodies in `(function () {})()`, `!function () {}()` and `(function (root, factory) {})(this, function () {})`. */
const wrappedBodies = (expression: Expression): Iterable<Statement>[] => {
  const outer = expression.type === "UnaryExpression" ? unwrap(expression.argument) : unwrap(expression);
  if (outer.type !== "CallExpression") return [];
  const callee = unwrap(outer.callee);
  const wrapper = callee.type === "StaticMemberExpression" ? unwrap(callee.object) : callee;
  if (wrapper.type !== "FunctionExpression" && wrapper.type !== "ArrowFunctionExpression") return [];
  return [wrapper, ...outer.arguments].flatMap((part) => {
    const inner = part === undefined ? null : unwrap(part);
    if (inner?.type !== "FunctionExpression" && inner?.type !== "ArrowFunctionExpression") return [];
    return inner.body?.type === "FunctionBody" ? [inner.body.body] : [];
  });
};

const addExpression = (list: SymbolList, expression: Expression, start: number, end: number, scope: Scope): void => {
  if (expression.type === "AssignmentExpression") {
    const isExported = (name: string) => isExportedIn(scope, name);
    addAssignment(list, expression, { start, end, isCommonJs: scope.isCommonJs, isExported });
  } else if (scope.wrappers < maxWrappers)
    for (const body of wrappedBodies(expression)) {
      const names = new Set([...scope.names, ...exportedNames(body, scope)]);
      addStatements(list, body, { ...scope, names, wrappers: scope.wrappers + 1 });
    }
};

const addStatement = (list: SymbolList, statement: Statement, scope: Scope): void => {
  const { start, end } = statement;
  switch (statement.type) {
    case "ExportDeclaration":
      addDeclaration(list, statement.declaration, start, true, scope);
      break;
    case "ExportDefaultDeclaration": {
      const value = statement.declaration;
      if (isFunction(value) || isClass(value) || value.type === "TSInterfaceDeclaration")
        addDeclaration(list, value, start, true, scope);
      else if (value.type !== "IdentifierReference")
        addValue(
          list,
          { name: "default", parent: scope.parent, isExported: scope.isVisible },
          { start, end, value },
          "constant",
        );
      break;
    }
    case "TSExportAssignment":
      addModuleValue(list, statement.expression, statement);
      break;
    case "ExpressionStatement":
      addExpression(list, statement.expression, start, end, scope);
      break;
    case "ClassDeclaration":
      addDeclaration(list, statement, startAfter(statement.decorators, start, list), false, scope);
      break;
    default:
      addDeclaration(list, statement as Declaration, start, false, scope);
  }
};

const addStatements = (list: SymbolList, statements: Iterable<Statement>, scope: Scope): void => {
  for (const statement of statements) addStatement(list, statement, scope);
};

/** A file without module syntax is taken for CommonJS; what its ambient declarations name is global, so exported. */
export const collectSymbols = (text: string, tree: Tree): CodeSymbol[] => {
  const list = createSymbolList(text, tree);
  const isCommonJs = !tree.module.hasModuleSyntax;
  const { body } = tree;
  const names = exportedNames(body, { isCommonJs });
  const top: Scope = { parent: "", isCommonJs, isVisible: true, isOpen: false, names, wrappers: 0 };
  for (const statement of body) {
    const isAmbient = isCommonJs && "declare" in statement && statement.declare === true;
    addStatement(list, statement, isAmbient ? { ...top, isOpen: true } : top);
  }
  return list.symbols;
};
