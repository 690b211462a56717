/** The words a declaration begins with, past its annotations: `public static final`. */
import type { SyntaxNode } from "./tree-runtime.ts";

const maxWords = 300;

/** The words in front of the first sign that is no part of a word; types and names may be among them. */
export const headWords = (text: string, start: number): ReadonlySet<string> => {
  const head = /^[\w\s]*/.exec(text.slice(start, start + maxWords))?.[0] ?? "";
  return new Set(head.split(/\s+/));
};

/** The offset where the words in front of a declaration begin, which stand on the node around it: `export default`. */
export const startBehind = (text: string, start: number, words: readonly string[]): number => {
  let from = start;
  for (;;) {
    const word = words.find((candidate) => text.startsWith(`${candidate} `, from - candidate.length - 1));
    if (word === undefined || from <= word.length) return from;
    from -= word.length + 1;
  }
};

/** The offset of the first token that belongs to none of the given node types. */
export const declarationStart = (node: SyntaxNode, annotations: ReadonlySet<string>): number => {
  for (const child of node.children) {
    if (child === null || annotations.has(child.type) || child.type.endsWith("comment")) continue;
    if (child.type !== "modifiers") return child.startIndex;
    const inner = child.children.find((modifier) => modifier !== null && !annotations.has(modifier.type));
    if (inner !== undefined && inner !== null) return inner.startIndex;
  }
  return node.startIndex;
};
