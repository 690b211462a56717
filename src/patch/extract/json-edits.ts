/** Finds the changes in a JSON reply: diffs, searches with replacements, and files with their content. */
import { isLongGap } from "./hidden.ts";
import {
  asksTo,
  expected,
  findOpen,
  findUnread,
  isFilled,
  isRemark,
  type Members,
  type Order,
  readOrder,
  unclear,
} from "./json-order.ts";
import { looksLikePath } from "./looks-like-path.ts";
import { namesOf } from "./names-of.ts";
import { readPayload } from "./payload.ts";
import { createDraft, type Found, foundFault, type Line, type Scope } from "./piece.ts";
import { unwrapFence } from "./read-fence.ts";
import type { JsonNode } from "./read-json.ts";
import { foundSearchReplace } from "./read-search-replace.ts";
import { foundWholeFile } from "./whole-file.ts";

/** The lines of a string; a line feed at its end ends its last line. All stand where the string starts in the reply. */
export const linesOf = (text: string, at: number): Line[] => {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => ({ text: line, at }));
};

const readString = (text: string, at: number, path: string | null, isDiff: boolean, scope: Scope): Found[] => {
  const lines = linesOf(text, at);
  if (isLongGap(lines)) return [foundFault("a string of the JSON holds more than 200 blank lines in a row", at, path)];
  const packaging = {
    at,
    language: isDiff ? "diff" : "text",
    path,
    hint: null,
    isExcerpt: true,
    isDoubtful: false,
    isClosed: true,
  };
  return readPayload(lines, packaging, { ...scope, path, isClosed: true, isRendered: false });
};

/** `/v1/users` is mostly an address that a program serves. */
const isRoute = (path: string): boolean => path.startsWith("/") && !path.includes(".");

const readContent = (path: string, node: JsonNode, isNew: boolean, scope: Scope): Found[] => {
  if (node.kind !== "string") return [foundFault("the content of a file must be one string", node.at, path, "file")];
  const edits = readString(node.value, node.at, path, false, scope).filter(({ weight }) => weight === "edit");
  if (edits.length > 0) return edits;
  if (isRoute(path)) return [foundFault("a path must not start with `/`", node.at, path, "none")];
  const whole = foundWholeFile(path, unwrapFence(linesOf(node.value, node.at)), { at: node.at, isClosed: true });
  if (isNew && "piece" in whole && whole.piece.kind === "file")
    Object.assign(whole.piece.file, { before: null, kind: "add" });
  return [whole];
};

const deletion = (path: string, at: number): Found => ({
  weight: "file",
  piece: { kind: "file", file: { ...createDraft(at, path), after: null, kind: "delete" } },
  label: null,
});

const readSearch = ({ search, replace }: Order, { at, path }: { at: number; path: string | null }): Found[] => {
  const [from, to] = [search?.node, replace?.node];
  if (from?.kind === "string" && to?.kind === "string")
    return [
      foundSearchReplace(
        { search: linesOf(from.value, from.at), replace: linesOf(to.value, to.at), start: null },
        { at, path },
      ),
    ];
  const weight = path === null ? "none" : from && to ? "edit" : "file";
  return [foundFault(`an edit needs one string to search and one to replace it with: ${expected}`, at, path, weight)];
};

const readDiff = (node: JsonNode, path: string, scope: Scope): Found[] => {
  const found = readNode(node, { ...scope, path }, true);
  const isOne = node.kind === "string" || found.some(({ weight }) => weight !== "none");
  return isOne ? found : [foundFault("a diff must be one string", node.at, path, "file")];
};

/** The change of one file that an object states by its known keys. */
const readFileOrder = (order: Order, at: number, path: string, scope: Scope): Found[] => {
  const { diff, content, search, replace } = order;
  const hasPayload = diff !== null || content !== null || search !== null || replace !== null;
  const open = findOpen(order, path, hasPayload);
  const weight =
    isFilled(diff) || (search && replace) ? "edit" : hasPayload || asksTo(order, "delete") ? "file" : "none";
  if (open !== null) return [foundFault(open, at, path, weight)];
  if (asksTo(order, "delete")) return [deletion(path, at)];
  if (diff && (isFilled(diff) || !(content || search))) return readDiff(diff.node, path, scope);
  if (isFilled(search ?? replace) || !content) return hasPayload ? readSearch(order, { at, path }) : [];
  return readContent(path, content.node, asksTo(order, "add"), scope);
};

/** The same without a path: its texts may name files themselves. */
const readOpenOrder = (order: Order, at: number, scope: Scope): Found[] => {
  if (order.diff) return readNode(order.diff.node, scope, true);
  if (order.search || order.replace) return readSearch(order, { at, path: null });
  return order.content ? readNode(order.content.node, scope, false) : [];
};

/** What an object says of a file by keys that are not known: no change by itself, but lost beside changes. */
const findLost = (order: Order, at: number, path: string | null): Found[] => {
  const keys = findUnread(order);
  if (keys.length === 0) return [];
  return [foundFault(unclear(keys), at, path, "none")];
};

const isFileText = (key: string, node: JsonNode): boolean =>
  node.kind === "string" && node.value.includes("\n") && looksLikePath(key);

/** An object whose keys are paths and whose values are the files. */
const readFilesByName = (members: Members, scope: Scope): Found[] =>
  [...members].flatMap(([key, node]) => {
    if (node.kind === "string" && looksLikePath(key)) return readContent(key, node, false, scope);
    return isRemark(key)
      ? []
      : [foundFault(`\`${key}\` stands among files, but is none: ${expected}`, node.at, key, "file")];
  });

const isChange = ({ weight }: Found): boolean => weight !== "none";

const readObject = ({ members, at }: JsonNode & { kind: "object" }, scope: Scope): Found[] => {
  if ([...members].some(([key, node]) => isFileText(key, node))) return readFilesByName(members, scope);
  const order = readOrder(members);
  const path = order.path ?? scope.path;
  const inner = order.inner.flatMap(([, node]) => readNode(node, { ...scope, path }, false));
  if (path === null) return [...readOpenOrder(order, at, scope), ...inner];
  const own = readFileOrder(order, at, path, scope);
  if (own.length === 0) return [...inner, ...findLost(order, at, path)];
  if (!own.some(isChange) || !inner.some(isChange)) return [...own, ...inner];
  return [foundFault(`it states its change in more than one way: ${expected}`, at, path)];
};

/** Beside an item that changes something, one without a change must be nothing but remarks. */
const readItems = (items: JsonNode[], scope: Scope, isDiff: boolean): Found[] => {
  const read = items.map((item) => ({ item, found: readNode(item, scope, isDiff) }));
  const hasChange = read.some(({ found }) => found.some(isChange));
  return read.flatMap(({ item, found }) =>
    hasChange && found.length === 0 && item.kind === "object"
      ? findLost(readOrder(item.members), item.at, null)
      : found,
  );
};

const readNode = (node: JsonNode, scope: Scope, isDiff: boolean): Found[] => {
  if (node.kind === "object") return readObject(node, scope);
  if (node.kind === "array") {
    const isLines = isDiff && node.items.some((item) => item.kind === "string" && !item.value.includes("\n"));
    return isLines
      ? [foundFault("a diff must be one string", node.at, scope.path)]
      : readItems(node.items, scope, isDiff);
  }
  if (node.kind !== "string" || (!isDiff && !node.value.includes("\n"))) return [];
  return readString(node.value, node.at, scope.path, isDiff, scope);
};

const isDeletion = (one: Found): boolean =>
  "piece" in one && one.piece.kind === "file" && one.piece.file.kind === "delete";

const isLost = (one: Found): boolean => one.weight === "none" && "refused" in one && one.refused.reason === "malformed";

/**
 * Every change in the JSON, in its order. A file's content counts as a whole-file block, unless an edit stands beside it. Beside a change nothing that
 * speaks of a file may stay without a meaning. `isAlone`: nothing stands around the JSON that could make it an illustration.
 */
export const readJsonEdits = (node: JsonNode, scope: Scope, isAlone: boolean): Found[] => {
  const found = readNode(node, scope, false);
  const changes = found.filter(isChange);
  const [first] = changes;
  if (!first) return found.filter((one) => !isLost(one));
  if (!isAlone && "piece" in first && changes.every(isDeletion))
    return [
      foundFault(
        `a deletion in JSON among other text could be an illustration: ${expected}`,
        node.at,
        namesOf(first.piece)[0] ?? null,
        "file",
      ),
    ];
  const weight = changes.some((one) => one.weight === "edit") ? "edit" : "file";
  return found.map((one) => (isChange(one) || isLost(one) ? { ...one, weight } : one));
};

/** Was the JSON, which cannot be read, meant to hold a change? */
export const namesChange = (text: string): boolean =>
  /"(?:diff|patch|udiff|unified_?diff|edits|changes|files|content|contents|search|old_string|path)"\s*:/i.test(
    text.slice(0, 2000),
  );
