/** Adds what stands inside classes, interfaces, enums and object literals. */
import { functionCut, unwrap } from "./expressions.ts";
import type { SymbolList } from "./symbol-list.ts";
import { nameOfKey } from "./symbol-list.ts";
import type { ClassNode, Decorator, Enum, FunctionNode, Interface, ObjectExpression } from "./syntax-node.ts";

/** The declaration that holds the members, by its full name. */
type Owner = { parent: string; isExported: boolean };

/** Where a declaration starts when its decorators do not count. */
export const startAfter = (decorators: ArrayLike<Decorator>, start: number, list: SymbolList): number => {
  const last = decorators.length === 0 ? undefined : decorators[decorators.length - 1];
  return last === undefined || last.end <= start ? start : list.skipTrivia(last.end);
};

/** `constructor(private readonly port: number)` declares a field. */
const addParameterFields = (list: SymbolList, node: FunctionNode, owner: Owner): void => {
  for (const { start, end, pattern } of node.params.items) {
    const modifiers = list.text.slice(start, pattern.start);
    if (!/\b(?:public|private|protected|readonly|override)\b/.test(modifiers)) continue;
    const name = pattern.type === "AssignmentPattern" ? pattern.left : pattern;
    if (!("name" in name)) continue;
    const isExported = owner.isExported && !/\bprivate\b/.test(modifiers);
    list.add({ name: name.name, kind: "field", parent: owner.parent, isExported }, { start, cut: end, end });
  }
};

export const addClassMembers = (list: SymbolList, { body }: ClassNode, owner: Owner): void => {
  for (const element of body.body) {
    if (element.type === "StaticBlock" || element.type === "TSIndexSignature") continue;
    const name = nameOfKey(element.key, element.computed, list.text);
    if (name === null) continue;
    const { end } = element;
    const start = startAfter(element.decorators, element.start, list);
    const isPrivate = element.accessibility === "private" || element.key.type === "PrivateIdentifier";
    const symbol = { name, parent: owner.parent, isExported: owner.isExported && !isPrivate };
    if (element.type === "MethodDefinition" || element.type === "TSAbstractMethodDefinition") {
      const isAccessor = element.kind === "get" || element.kind === "set";
      const cut = element.value.body?.start ?? end;
      list.add({ ...symbol, kind: isAccessor ? "field" : "method" }, { start, cut, end });
      if (element.kind === "constructor") addParameterFields(list, element.value, owner);
      continue;
    }
    const value = element.value === null ? null : unwrap(element.value);
    const body = value === null ? null : functionCut(value);
    const cut = body ?? value?.start ?? end;
    list.add({ ...symbol, kind: body === null ? "field" : "method" }, { start, cut, end }, { whole: body === null });
  }
};

export const addInterfaceMembers = (list: SymbolList, { body }: Interface, owner: Owner): void => {
  for (const member of body.body) {
    if (member.type !== "TSPropertySignature" && member.type !== "TSMethodSignature") continue;
    const name = nameOfKey(member.key, member.computed, list.text);
    if (name === null) continue;
    const kind = member.type === "TSMethodSignature" && member.kind === "method" ? "method" : "field";
    list.add({ name, kind, ...owner }, { start: member.start, cut: member.end, end: member.end });
  }
};

export const addEnumMembers = (list: SymbolList, { body }: Enum, owner: Owner): void => {
  for (const { id, start, end } of body.members) {
    const name = nameOfKey(id, false, list.text);
    if (name !== null) list.add({ name, kind: "field", ...owner }, { start, cut: end, end });
  }
};

/** Adds the properties that hold a function. */
export const addObjectMembers = (
  list: SymbolList,
  { properties }: ObjectExpression,
  { kind, ...owner }: Owner & { kind: "method" | "function" },
): void => {
  for (const property of properties) {
    if (property.type !== "ObjectProperty" || property.shorthand) continue;
    const cut = functionCut(unwrap(property.value));
    const name = cut === null ? null : nameOfKey(property.key, property.computed, list.text);
    if (cut === null || name === null) continue;
    list.add({ name, kind, ...owner }, { start: property.start, cut, end: property.end });
  }
};
