/** Gathers the symbols of one text: turns offsets into lines and source text into signatures. */
import type { CodeSymbol, SymbolKind } from "../../parsed-file.ts";
import { createLineIndex } from "./line-index.ts";
import { createSignatures } from "./signatures.ts";
import type { Key, Span } from "./syntax-node.ts";
import type { Tree } from "./with-tree.ts";

const maxNameLength = 200;
const maxParentLength = 500;

/** Offsets of a declaration; `cut` is where its body or initializer starts. */
export type Extent = { start: number; cut: number; end: number };

export type SymbolList = {
  readonly text: string;
  readonly symbols: CodeSymbol[];
  /**
   * `prefix` stands before the extent in the signature. With `whole` the signature keeps the initializer if it fits.
   * Names that no one would type (too long, with line breaks) are left out.
   */
  add(
    symbol: { name: string; kind: SymbolKind; parent: string; isExported: boolean },
    extent: Extent,
    options?: { prefix?: Span; whole?: boolean },
  ): void;
  /** The first place at or after `at` that is neither space nor comment. */
  skipTrivia(at: number): number;
};

export const createSymbolList = (text: string, tree: Tree): SymbolList => {
  const symbols: CodeSymbol[] = [];
  const lineAt = createLineIndex(text);
  const signatures = createSignatures(text, tree);
  return {
    text,
    symbols,
    add({ name, kind, parent, isExported }, { start, cut, end }, { prefix, whole = false } = {}) {
      if (name === "" || name.length > maxNameLength || name.includes("\n") || parent.length > maxParentLength) return;
      const before = prefix === undefined ? [] : [prefix];
      const full = whole ? signatures.renderWhole([...before, { start, end }]) : null;
      const signature = full ?? signatures.renderHead([...before, { start, end: cut }]);
      symbols.push({ name, kind, parent, signature, from: lineAt(start), to: lineAt(end - 1), isExported });
    },
    skipTrivia(at) {
      const space = /\s*/y;
      for (let place = at; ; ) {
        space.lastIndex = place;
        space.test(text);
        place = space.lastIndex;
        const next = text.startsWith("//", place) ? "\n" : text.startsWith("/*", place) ? "*/" : null;
        if (next === null) return place;
        const end = text.indexOf(next, place + 2);
        if (end === -1) return text.length;
        place = end + next.length;
      }
    },
  };
};

export const joinNames = (parent: string, name: string): string => (parent === "" ? name : `${parent}.${name}`);

/** The name of a member: `#x` for private ones, `[Symbol.iterator]` for names of the language; null when it is computed otherwise. */
export const nameOfKey = (key: Key, isComputed: boolean, text: string): string | null => {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (key.type === "StringLiteral") return key.value;
  if (key.type === "NumericLiteral") return String(key.value);
  if (!isComputed && "name" in key) return key.name;
  const source = text.slice(key.start, Math.min(key.end, key.start + maxNameLength));
  return /^[\w$]+(?:\.[\w$]+)*$/.test(source) ? `[${source}]` : null;
};
