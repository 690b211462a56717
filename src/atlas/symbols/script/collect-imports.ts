/** Finds what a script or module asks for: imports, re-exports, `import()`, `require()`, `/// <reference>`. */
import type { Import } from "../../parsed-file.ts";
import type { ImportDeclaration, ImportEquals, Pattern, Span, Statement } from "./syntax-node.ts";
import { createVisitor, type Tree } from "./with-tree.ts";

type Found = Import & { at: number };

const everything = ["*"];

const namesOfImport = ({ specifiers }: ImportDeclaration): string[] =>
  Array.from(specifiers ?? [], (specifier) => {
    if (specifier.type === "ImportDefaultSpecifier") return "default";
    if (specifier.type === "ImportNamespaceSpecifier") return "*";
    return "name" in specifier.imported ? specifier.imported.name : specifier.imported.value;
  });

const fromImportEquals = ({ start, moduleReference }: ImportEquals): Found[] =>
  moduleReference.type === "TSExternalModuleReference"
    ? [{ at: start, specifier: moduleReference.expression.value, names: everything }]
    : [];

const fromStatement = (statement: Statement): Found[] => {
  const at = statement.start;
  switch (statement.type) {
    case "ImportDeclaration":
      return [{ at, specifier: statement.source.value, names: namesOfImport(statement) }];
    case "ExportAllDeclaration":
      return [{ at, specifier: statement.source.value, names: everything }];
    case "ExportFromDeclaration": {
      const names = Array.from(statement.specifiers, ({ local }) => ("name" in local ? local.name : local.value));
      return [{ at, specifier: statement.source.value, names }];
    }
    case "TSImportEqualsDeclaration":
      return fromImportEquals(statement);
    case "ExportDeclaration": {
      const { declaration } = statement;
      return declaration.type === "TSImportEqualsDeclaration" ? fromImportEquals(declaration) : [];
    }
    case "TSExternalModuleDeclaration": {
      const { body } = statement;
      return body?.type === "TSModuleBlock" ? Array.from(body.body).flatMap(fromStatement) : [];
    }
    default:
      return [];
  }
};

const referencePattern = /^\/\/\/\s*<reference\s+(path|types)\s*=\s*["']([^"'\n]{1,500})["']/;

/** Only comments in front of the first statement count. A path is relative to the file with or without `./`. */
const fromReferences = (text: string, tree: Tree): Found[] => {
  if (!text.includes("<reference")) return [];
  const first = tree.body[0]?.start ?? text.length;
  const found: Found[] = [];
  for (const { start, end } of tree.comments) {
    if (start >= first) break;
    const [, kind, value] = referencePattern.exec(text.slice(start, Math.min(end, start + 1_000))) ?? [];
    if (value === undefined) continue;
    const specifier = kind === "path" && !/^[./]/.test(value) ? `./${value}` : value;
    found.push({ at: start, specifier, names: kind === "path" ? everything : [] });
  }
  return found;
};

const literalPattern = /^(["'`])([^"'`\\\n]*)\1$/;

const fromDynamicImports = (text: string, tree: Tree): Found[] =>
  Array.from(tree.module.dynamicImports).flatMap(({ moduleRequest: { start, end } }) => {
    const specifier = literalPattern.exec(text.slice(start, Math.min(end, start + 1_000)))?.[2];
    return specifier === undefined || specifier.includes("${") ? [] : [{ at: start, specifier, names: everything }];
  });

const namesInPattern = (pattern: Pattern): string[] =>
  pattern.type === "ObjectPattern"
    ? Array.from(pattern.properties).flatMap(({ key }) => ("name" in key ? [key.name] : []))
    : everything;

/** For `const { a, b } = require("x")` at the top level: the names by the place of the call. */
const requiredNames = (tree: Tree): Map<number, string[]> => {
  const names = new Map<number, string[]>();
  for (const statement of tree.body) {
    if (statement.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement.declarations)
      if (init?.type === "CallExpression") names.set(init.start, namesInPattern(id));
  }
  return names;
};

// Long specifiers are no paths; the bound keeps the search linear.
const requestPattern = /(?<![\w$.])(require|import)\s*\(\s*(["'`])([^"'`\\\n$]{1,500})\2\s*[,)](?:\.([\w$]+))?/g;

/** Where text is not code. The walk recurses; what a long chain of operators hides from it stays unknown. */
const literalSpans = (tree: Tree): Span[] => {
  const spans = Array.from(tree.comments, ({ start, end }) => ({ start, end }));
  const add = ({ start, end }: Span) => spans.push({ start, end });
  try {
    tree.visit(createVisitor({ StringLiteral: add, TemplateElement: add, RegExpLiteral: add, JSXText: add }));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return spans.sort((left, right) => left.start - right.start);
};

/** `require("x")` and the type `import("x").Name` stand anywhere, so the text is searched and strings are ruled out. */
const fromText = (text: string, tree: Tree, isRead: (request: number) => boolean): Found[] => {
  if (!text.includes("require") && !text.includes("import(")) return [];
  const candidates = Array.from(text.matchAll(requestPattern)).filter(
    ({ 0: match, 2: mark = "", index }) => !isRead(index + match.indexOf(mark)),
  );
  if (candidates.length === 0) return [];
  const names = requiredNames(tree);
  const spans = literalSpans(tree);
  let next = 0;
  let covered = 0;
  return candidates.flatMap(({ 1: word, 3: specifier = "", 4: member, index }) => {
    for (let span = spans[next]; span !== undefined && span.start <= index; span = spans[++next])
      covered = Math.max(covered, span.end);
    if (index < covered) return [];
    const listed = word === "require" ? names.get(index) : member === undefined ? undefined : [member];
    return [{ at: index, specifier, names: listed ?? everything }];
  });
};

/** In order of their place; the names of all requests for one specifier together. */
export const collectImports = (text: string, tree: Tree): Import[] => {
  const dynamic = fromDynamicImports(text, tree);
  const requests = new Set(dynamic.map(({ at }) => at));
  const found = [
    ...fromReferences(text, tree),
    ...tree.body.flatMap(fromStatement),
    ...dynamic,
    ...fromText(text, tree, (request) => requests.has(request)),
  ].sort((left, right) => left.at - right.at);
  const bySpecifier = new Map<string, Set<string>>();
  for (const { specifier, names } of found) {
    const known = bySpecifier.get(specifier) ?? new Set();
    for (const name of names) known.add(name);
    if (specifier !== "") bySpecifier.set(specifier, known);
  }
  return Array.from(bySpecifier, ([specifier, names]) => ({ specifier, names: [...names] }));
};
