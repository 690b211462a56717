/** Adds what assignments at the top level declare: `exports.x =`, `module.exports =`, `X.prototype.y =`, `X.y =`. */
import { exportsPath, functionCut, isClass, isFunction, pathOf, requiredBy, targetsOf, unwrap } from "./expressions.ts";
import { addObjectMembers } from "./member-symbols.ts";
import type { SymbolList } from "./symbol-list.ts";
import type { Expression, Span } from "./syntax-node.ts";
import { addValue } from "./value-symbols.ts";

const globals: ReadonlySet<string> = new Set(["window", "global", "globalThis", "self"]);

/** `module.exports = value` and `export = value`. Plain names are exported where they are declared. */
export const addModuleValue = (list: SymbolList, value: Expression, { start, end }: Span): void => {
  const inner = unwrap(value);
  if (inner.type === "IdentifierReference" || requiredBy(inner) !== null) return;
  if (inner.type === "ObjectExpression") {
    addObjectMembers(list, inner, { parent: "", isExported: true, kind: "function" });
    return;
  }
  const name = isFunction(inner) || isClass(inner) ? (inner.id?.name ?? "default") : "default";
  addValue(list, { name, parent: "", isExported: true }, { start, end, value }, "constant");
};

const isVoid = (value: Expression): boolean => value.type === "UnaryExpression" && value.operator === "void";

const addProperty = (list: SymbolList, name: string, value: Expression, extent: Span): void => {
  const inner = unwrap(value);
  if (inner.type === "IdentifierReference" || isVoid(inner) || requiredBy(inner) !== null) return;
  addValue(list, { name, parent: "", isExported: true }, { ...extent, value }, "constant");
};

const addMethod = (
  list: SymbolList,
  { owner, name, isExported }: { owner: string; name: string; isExported: boolean },
  value: Expression,
  { start, end }: Span,
): void => {
  const cut = functionCut(value);
  if (cut !== null) list.add({ name, kind: "method", parent: owner, isExported }, { start, cut, end });
};

/** `isExported` answers for names declared in this file. */
export const addAssignment = (
  list: SymbolList,
  assignment: Expression,
  { isCommonJs, isExported, ...extent }: Span & { isCommonJs: boolean; isExported: (name: string) => boolean },
): void => {
  const value = unwrap(assignment);
  for (const target of targetsOf(assignment)) {
    const path = pathOf(target);
    if (path === null) continue;
    const exported = isCommonJs ? exportsPath(path) : null;
    if (exported?.length === 0) {
      addModuleValue(list, value, extent);
      return;
    }
    const [owner = "", property = "", last] = path;
    if (exported?.length === 1) addProperty(list, exported[0] ?? "", value, extent);
    else if (path.length === 2 && globals.has(owner) && functionCut(value) !== null)
      addProperty(list, property, value, extent);
    else if (path.length === 2 && property === "prototype" && value.type === "ObjectExpression")
      addObjectMembers(list, value, { parent: owner, isExported: isExported(owner), kind: "method" });
    else if (path.length === 2)
      addMethod(list, { owner, name: property, isExported: isExported(owner) }, value, extent);
    else if (path.length === 3 && property === "prototype" && last !== undefined)
      addMethod(list, { owner, name: last, isExported: isExported(owner) }, value, extent);
  }
};
