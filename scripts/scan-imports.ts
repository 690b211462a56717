/** Finds the import specifiers of a TypeScript text by line patterns, without a compiler. */

export type ImportSite = { specifier: string; line: number };

const statement = /^[ \t]*(?:import|export)\s+(?:type\s+)?(?:[\w$*{}\s,]*?\bfrom\s*)?(["'])([^"'\n]+)\1/gm;
const call = /\bimport\(\s*(["'])([^"'\n]+)\1/g;

const blank = (comment: string): string => comment.replace(/[^\n]/g, " ");

/** The same text with the comments blanked, so that line numbers stay. A comment starts a line or follows white space. */
export const withoutComments = (text: string): string =>
  text.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, blank).replace(/(?<=^|\s)\/\/.*$/gm, blank);

/** Line of an offset, from 1. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** Every static import, re-export and dynamic import of a literal, in the order of the text; the line is that of the specifier. */
export const scanImports = (text: string): ImportSite[] => {
  const code = withoutComments(text);
  const offsets = [...code.matchAll(statement), ...code.matchAll(call)].map((match) => ({
    specifier: match[2] ?? "",
    offset: match.index + match[0].length,
  }));
  return offsets
    .sort((a, b) => a.offset - b.offset)
    .map(({ specifier, offset }) => ({ specifier, line: lineAt(code, offset) }));
};
