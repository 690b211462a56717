/** Reads symbols and imports of TypeScript, TSX and JavaScript with oxc. */
import { nothingParsed, type ParsedFile } from "../../parsed-file.ts";
import { collectImports } from "./collect-imports.ts";
import { collectSymbols } from "./collect-symbols.ts";
import { isSurelyShallow, isTooNested, mayOverflow, safeLength } from "./is-too-nested.ts";
import { type Dialect, withTree } from "./with-tree.ts";

/** Tried in this order until one reads the text without an error. */
const dialects: Record<"typescript" | "tsx" | "javascript", Dialect[]> = {
  typescript: [{ lang: "ts" }, { lang: "dts" }],
  tsx: [{ lang: "tsx" }],
  // CommonJS allows `return` at the top level; Flow's annotations are mostly those of TypeScript.
  javascript: [{ lang: "jsx" }, { lang: "jsx", sourceType: "commonjs" }, { lang: "tsx" }],
};

/** The main thread has 8 MB on the usual systems, of which the caller's frames take a part. */
export const mainStackBytes = 6 * 2 ** 20;
/** What a thread that is started to parse is given; memory is taken only as the stack grows. */
export const threadStackBytes = 64 * 2 ** 20;
/** Bytes of text that any thread may parse. */
export const surelyShallow = safeLength(mainStackBytes);

/** Few texts are long enough for the careful scan, which takes longer to compile than to run on many. */
const mayParse = (text: string, stackBytes: number): boolean =>
  isSurelyShallow(text, stackBytes) || (!isTooNested(text) && !mayOverflow(text, stackBytes));

const readWith = (text: string, dialect: Dialect): ParsedFile | null =>
  withTree(text, dialect, (tree) => {
    const isComplete = tree.errors.length === 0;
    // After an error that it cannot mend, oxc gives an empty program.
    if (!isComplete && tree.body.length === 0) return null;
    return { symbols: collectSymbols(text, tree), imports: collectImports(text, tree), namespace: null, isComplete };
  });

/**
 * Takes time linear in the text and no more than `stackBytes` of the stack; without these it relies on a scan of the text that can
 * be misled. Null when the text cannot be parsed, is nested too deeply to try, or the platform lacks what oxc needs; another
 * parser may still find something then.
 */
export const parseScript = (
  text: string,
  language: "typescript" | "tsx" | "javascript",
  stackBytes: number | null = null,
): ParsedFile | null => {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (source.trim() === "") return { ...nothingParsed, isComplete: true };
  if (stackBytes === null ? isTooNested(source) : !mayParse(source, stackBytes)) return null;
  let partial: ParsedFile | null = null;
  for (const dialect of dialects[language]) {
    try {
      const file = readWith(source, dialect);
      if (file?.isComplete === true) return file;
      partial ??= file;
    } catch {
      // oxc has thrown on valid files; the next dialect, or the caller's other parser, may do better.
    }
  }
  return partial;
};
