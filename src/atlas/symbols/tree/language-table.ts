/** What a language tells the walk: which nodes declare names, which ask for modules, and which only hold others. */
import type { CodeSymbol, SymbolKind } from "../../parsed-file.ts";
import type { CommentStyle } from "./head-line.ts";
import type { SyntaxNode } from "./tree-runtime.ts";

/** Where a node stands: the declaration around it. */
export type Scope = {
  /** Names of the enclosing declarations joined by `.`; empty at the top level. */
  parent: string;
  /** The kind of the innermost; null at the top level. */
  kind: SymbolKind | null;
  isExported: boolean;
  /** Whether members that say nothing themselves can be used from outside; access words between members change it. */
  isOpen: boolean;
};

export type Declaration = {
  name: string;
  kind: SymbolKind;
  isExported: boolean;
  /** When it is not what stands around it, as for methods outside of their class. */
  parent?: string;
  /** Offset where the body begins, which the signature leaves out; the node's end when not given. */
  bodyStart?: number | undefined;
  /** Offset where the declaration begins after annotations; the node's start when not given. */
  start?: number;
};

/** Gathers what a file declares while its tree is walked. */
export type Findings = {
  text: string;
  namespace: string | null;
  textOf: (node: SyntaxNode | null) => string;
  /**
   * Gives the scope of its members. What has no name, one that nobody wrote by hand, or no room any more
   * is left out and gives the scope around it.
   */
  declare: (node: SyntaxNode, scope: Scope, declaration: Declaration) => Scope;
  /** Like `declare`, for names that are assigned again and again: the first place counts. */
  declareOnce: (node: SyntaxNode, scope: Scope, declaration: Declaration) => void;
  addImport: (specifier: string, names?: readonly string[]) => void;
};

/** Looks at a node; gives the scope for its children, or null when nothing below it counts. */
export type Visit = (node: SyntaxNode, scope: Scope, findings: Findings) => Scope | null;

/** The node only holds others. */
export const enter = "enter";

export type LanguageTable = {
  /** As in the file name of the grammar. */
  grammar: string;
  comments: CommentStyle;
  /** What the grammar is given instead of the text; its length and lines must be the same. */
  prepare?: (text: string) => string;
  /** By node type; what is not named is passed over with everything below it. */
  nodes: Readonly<Record<string, Visit | typeof enter>>;
  /** A last look at all symbols, in their order, when the tree is through. */
  finish?: (symbols: CodeSymbol[], findings: Findings) => CodeSymbol[];
};

export const slashComments: CommentStyle = { line: ["//"], block: true, quotes: "\"'`" };
export const hashComments: CommentStyle = { line: ["#"], block: false, quotes: "\"'`" };

/** One rule for several node types. */
export const forTypes = <Rule>(types: string, rule: Rule): Record<string, Rule> =>
  Object.fromEntries(types.split(" ").map((type) => [type, rule]));

/** Nobody writes lists as long as this; rules may do some work for each of them. */
const maxParts = 2_000;

const present = (nodes: (SyntaxNode | null)[]): SyntaxNode[] =>
  nodes.slice(0, maxParts).filter((node) => node !== null);

/** At most the first 2,000. */
export const childrenOf = (node: SyntaxNode): SyntaxNode[] => present(node.namedChildren);

/** At most the first 2,000. */
export const fieldsOf = (node: SyntaxNode, field: string): SyntaxNode[] => present(node.childrenForFieldName(field));

/** Without the quotes around it, where there are some. */
export const unquoted = (text: string): string => (/^["'`]/.test(text) ? text.slice(1, -1) : text);
