/** Borrows the syntax tree of a text from oxc: nodes are read out of the parser's memory only when they are asked for. */
import { createRequire } from "node:module";
import type { Span, Statement } from "./syntax-node.ts";

export type Dialect = { lang: "ts" | "tsx" | "dts" | "jsx"; sourceType?: "commonjs" };

type Visits = Record<string, (node: Span) => void>;

/** Valid only until `withTree` returns. Offsets count UTF-16 units. */
export type Tree = {
  /** The statements, copied out of the lazy list, which is slow to read again and again. */
  readonly body: readonly Statement[];
  readonly module: {
    readonly hasModuleSyntax: boolean;
    readonly dynamicImports: ArrayLike<{ readonly moduleRequest: Span }>;
  };
  readonly comments: Iterable<Span>;
  readonly errors: ArrayLike<unknown>;
  visit(visitor: object): void;
};

type LazyTree = Omit<Tree, "body"> & { readonly program: { readonly body: Iterable<Statement> }; dispose(): void };

// The lazy mode is left out of oxc's type declarations. Reading it costs a tenth of deserializing the whole tree.
type Oxc = {
  parseSync: (name: string, text: string, options: object) => LazyTree;
  rawTransferSupported: () => boolean;
  experimentalGetLazyVisitor: () => new (visits: Visits) => object;
};

let loaded: { oxc: Oxc | null } | null = null;

/** Loaded for the first script alone; null where there is no binding for the platform, or no memory to share with it. */
const openOxc = (): Oxc | null => {
  if (loaded) return loaded.oxc;
  try {
    const oxc = createRequire(import.meta.url)("oxc-parser") as Oxc;
    loaded = { oxc: oxc.rawTransferSupported() ? oxc : null };
  } catch {
    loaded = { oxc: null };
  }
  return loaded.oxc;
};

/**
 * For `tree.visit`, by node type. The walk leaves out types of parameters and variables and what classes extend; it
 * recurses, so a tree that leans to one side overflows the stack with a RangeError.
 */
export const createVisitor = (visits: Visits): object => {
  const oxc = openOxc();
  if (oxc === null) throw new Error("there is no tree to visit without oxc");
  return new (oxc.experimentalGetLazyVisitor())(visits);
};

/** Gives null where oxc cannot be used. Throws what the parser throws. */
export const withTree = <Result>(text: string, dialect: Dialect, use: (tree: Tree) => Result): Result | null => {
  const tree = openOxc()?.parseSync("", text, { ...dialect, preserveParens: false, experimentalLazy: true });
  if (tree === undefined) return null;
  try {
    const { module, comments, errors } = tree;
    const body = [...tree.program.body];
    return use({ body, module, comments, errors, visit: tree.visit });
  } finally {
    tree.dispose();
  }
};
