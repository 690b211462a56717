/** What a line of a diff is by its own characters. */
import type { DraftLine } from "../draft.ts";

const [space, plus, minus, dot, at, backslash, tab, carriageReturn] = [32, 43, 45, 46, 64, 92, 9, 13];

/** A backslash marks only `\ No newline at end of file` in any language: other lines may start with one themselves. */
export const markOf = (text: string): DraftLine["mark"] => {
  switch (text.charCodeAt(0)) {
    case space:
      return " ";
    case plus:
      return "+";
    case minus:
      return "-";
    case backslash:
      return text.charCodeAt(1) === space || text.startsWith("\\No newline") ? "\\" : "";
    default:
      return "";
  }
};

/** An empty line: in a hunk it may be a context line without its space. */
export const isBlank = (text: string): boolean => text === "" || text === "\r";

/** A line that adds or removes, whatever else it may be. */
export const isEdit = (text: string): boolean => {
  const first = text.charCodeAt(0);
  return first === plus || first === minus;
};

/** `@@` with numbers, words or nothing behind it; `@@name` is a variable. */
export const isHunkHeader = (text: string | undefined): boolean => {
  if (text === undefined || text.charCodeAt(0) !== at || text.charCodeAt(1) !== at) return false;
  const third = text.charCodeAt(2);
  if (text.length === 2 || third === space || third === minus || third === plus) return true;
  if (third === dot || third === tab || third === carriageReturn) return true;
  return third !== at && text.length > 4 && text.trimEnd().endsWith("@@");
};

/** `@@@`: a hunk of a merge. */
export const isCombinedHeader = (text: string): boolean => text.startsWith("@@@");
