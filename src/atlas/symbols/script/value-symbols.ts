/** Adds names that are bound to a value: variables, default exports, properties of `exports`. */
import type { SymbolKind } from "../../parsed-file.ts";
import { functionCut, isClass, requiredBy, unwrap } from "./expressions.ts";
import { addClassMembers, addObjectMembers } from "./member-symbols.ts";
import { type Extent, joinNames, type SymbolList } from "./symbol-list.ts";
import type { Expression, Pattern, Span, Variables } from "./syntax-node.ts";

type Named = { name: string; parent: string; isExported: boolean };

/** Functions and classes are recognized; other values are of the given kind, and show their functions when exported. */
export const addValue = (
  list: SymbolList,
  named: Named,
  { start, end, value, prefix }: { start: number; end: number; value: Expression; prefix?: Span },
  otherwise: SymbolKind,
): void => {
  const inner = unwrap(value);
  const before = prefix === undefined ? {} : { prefix };
  const owner = { parent: joinNames(named.parent, named.name), isExported: named.isExported };
  if (isClass(inner)) {
    list.add({ ...named, kind: "class" }, { start, cut: inner.body.start, end }, before);
    addClassMembers(list, inner, owner);
    return;
  }
  const cut = functionCut(inner);
  if (cut !== null) list.add({ ...named, kind: "function" }, { start, cut, end }, before);
  else {
    list.add({ ...named, kind: otherwise }, { start, cut: value.start, end }, { ...before, whole: true });
    if (inner.type === "ObjectExpression" && named.isExported)
      addObjectMembers(list, inner, { ...owner, kind: "method" });
  }
};

/** Every name in the pattern. Rest elements are read from the text, since the lazy tree does not show them. */
const namesIn = (pattern: Pattern, text: string): string[] => {
  switch (pattern.type) {
    case "AssignmentPattern":
      return namesIn(pattern.left, text);
    case "ObjectPattern":
    case "ArrayPattern": {
      const parts =
        pattern.type === "ObjectPattern"
          ? Array.from(pattern.properties, ({ value }) => value)
          : Array.from(pattern.elements).filter((element) => element !== null);
      const tail = text.slice(Math.max(parts.at(-1)?.end ?? pattern.start, pattern.end - 200), pattern.end);
      const rest = /\.\.\.\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*[\]}]$/u.exec(tail)?.[1];
      return [...parts.flatMap((part) => namesIn(part, text)), ...(rest === undefined ? [] : [rest])];
    }
    default:
      return [pattern.name];
  }
};

export const addVariables = (
  list: SymbolList,
  { declarations, kind, end }: Variables,
  { start, parent, isExported }: { start: number; parent: string; isExported: (name: string) => boolean },
): void => {
  const otherwise = kind === "const" ? "constant" : "variable";
  const first = declarations[0];
  if (first === undefined) return;
  for (const { id, init, ...declarator } of Array.from(declarations, readDeclarator)) {
    // A required module is an import, as `import x from "y"` is.
    if (init !== null && requiredBy(unwrap(init)) !== null) continue;
    const isAlone = declarations.length === 1;
    const extent: Extent = isAlone
      ? { start, cut: init?.start ?? end, end }
      : { ...declarator, cut: init?.start ?? declarator.end };
    const before = isAlone ? {} : { prefix: { start, end: first.start } };
    if ("name" in id) {
      const named = { name: id.name, parent, isExported: isExported(id.name) };
      if (init === null) list.add({ ...named, kind: otherwise }, extent, before);
      else addValue(list, named, { ...extent, value: init, ...before }, otherwise);
    } else
      for (const name of namesIn(id, list.text))
        list.add({ name, parent, isExported: isExported(name), kind: otherwise }, extent, { ...before, whole: true });
  }
};

const readDeclarator = ({ id, init, start, end }: Variables["declarations"][number]) => ({ id, init, start, end });
