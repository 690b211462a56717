/** What the members of a JSON object ask for: only names and actions of a closed list count, every other one leaves the meaning open. */
import type { JsonNode } from "./read-json.ts";

export type Members = Map<string, JsonNode>;

const names = {
  path: ["path", "file", "filename", "filepath"],
  diff: ["diff", "patch", "udiff", "unifieddiff"],
  content: ["content", "contents", "newcontent", "filecontent", "filetext", "code", "text"],
  search: ["search", "oldstring", "oldstr", "oldtext", "old", "find"],
  replace: ["replace", "replacement", "newstring", "newstr", "newtext", "new"],
  action: ["action", "type", "operation", "kind", "status", "changetype", "command"],
  moved: ["newpath", "renameto", "moveto"],
  remark: [
    ...["description", "explanation", "reason", "reasoning", "rationale", "summary", "comment", "comments", "note"],
    ...["notes", "title", "message", "plan", "thought", "thoughts", "thinking", "analysis", "language", "lang", "id"],
  ],
};

type Role = keyof typeof names;

const roles = new Map(Object.entries(names).flatMap(([role, keys]) => keys.map((key) => [key, role as Role] as const)));

/** Members that leave the change as it is without them, by key and value. */
const idle = new Set(["replaceall=false", "allowmultiple=false", "expectedreplacements=1", "encoding=utf8"]);

const actions = {
  delete: /^(?:delete|remove)$/,
  add: /^(?:add|added)$/,
  other:
    /^(?:file|create|created|new|modify|modified|update|updated|edit|edited|change|changed|replace|rewrite|write|overwrite|diff|patch|strreplace|searchreplace)$/,
};

const simplify = (text: string): string => text.toLowerCase().replace(/[_ -]/g, "");

export const isRemark = (key: string): boolean => roles.get(simplify(key)) === "remark";

const isText = (node: JsonNode): node is JsonNode & { kind: "string" } => node.kind === "string";

/** An object, or a list of them, which may hold changes of its own. */
const isContainer = (node: JsonNode): boolean =>
  node.kind === "object" || (node.kind === "array" && node.items.every(isContainer));

const isNull = (node: JsonNode): boolean => node.kind === "other" && node.value === null;

type Payload = { key: string; node: JsonNode };

/** `inner` is what may hold further changes; `unknown` are the keys that nobody can tell the meaning of. */
export type Order = {
  path: string | null;
  diff: Payload | null;
  content: Payload | null;
  search: Payload | null;
  replace: Payload | null;
  actions: string[];
  moved: string | null;
  inner: [string, JsonNode][];
  unknown: string[];
  /** Two members of one role: the meaning is open. */
  fault: string | null;
};

/** Sorts the members of an object by what they say; members that are null say nothing. */
export const readOrder = (members: Members): Order => {
  const order: Order = {
    ...{ path: null, diff: null, content: null, search: null, replace: null, moved: null, fault: null },
    ...{ actions: [], inner: [], unknown: [] },
  };
  for (const [key, node] of members) {
    const role = roles.get(simplify(key));
    if (isNull(node)) continue;
    if (role === "diff" || role === "content" || role === "search" || role === "replace") {
      if (order[role]) order.fault = `\`${order[role].key}\` and \`${key}\` say the same thing twice`;
      order[role] = { key, node };
    } else if ((role === "path" || role === "moved") && isText(node)) {
      if (order[role] !== null && order[role] !== node.value) order.fault = `\`${key}\` names a second file`;
      order[role] = node.value;
    } else if (role === "action" && isText(node)) order.actions.push(simplify(node.value));
    else {
      order.inner.push([key, node]);
      const value = node.kind === "other" || isText(node) ? simplify(String(node.value)) : "";
      if (role !== "remark" && !idle.has(`${simplify(key)}=${value}`)) order.unknown.push(key);
    }
  }
  return order;
};

/** Keys whose values hold no changes of their own, so that what they say would be lost. */
export const findUnread = ({ inner, unknown }: Order): string[] =>
  inner.flatMap(([key, node]) => (unknown.includes(key) && !isContainer(node) ? [key] : []));

/** A text that is stated and not empty. */
export const isFilled = (payload: Payload | null): boolean =>
  payload !== null && !(isText(payload.node) && payload.node.value === "");

export const asksTo = ({ actions: stated }: Order, action: "delete" | "add"): boolean =>
  stated.some((one) => actions[action].test(one));

export const expected = "write a unified diff";

export const unclear = (keys: string[]): string =>
  `nobody can tell what ${keys.map((key) => `\`${key}\``).join(", ")} means for the change: ${expected}`;

const openAction = ({ actions: stated }: Order): string | null => {
  const unknown = stated.find((one) => !Object.values(actions).some((known) => known.test(one)));
  return unknown === undefined ? null : `the action \`${unknown}\` is not known: ${expected}`;
};

/** Why the order for the file at `path` cannot be taken at its word; null where it can. */
export const findOpen = (order: Order, path: string, hasPayload: boolean): string | null => {
  const { diff, content, search, replace, moved, unknown } = order;
  const isDeletion = asksTo(order, "delete");
  if (moved !== null && moved !== path)
    return "a rename is not read from JSON: give it as a unified diff with `rename from` and `rename to`";
  const open = order.fault ?? openAction(order);
  if (open !== null) return open;
  if (isDeletion && [diff, content, search, replace].some(isFilled))
    return "a deleted file has no content and no edits";
  const stated = [diff, content, isFilled(search) ? search : (replace ?? search)].filter((one) => one !== null);
  const filled = stated.filter(isFilled);
  if (filled.length > 1 || (!isDeletion && filled.length === 0 && stated.length > 1))
    return `it states its change in more than one way: ${expected}`;
  if ((isDeletion || (hasPayload && diff === null)) && unknown.length > 0) return unclear(unknown);
  const isWhole = isDeletion || (content !== null && (filled.length === 0 || isFilled(content)));
  if (isWhole && order.path === null) return `it asks for a whole file, but names none itself: ${expected}`;
  return isDeletion && order.actions.some((one) => !/^(?:delete|remove|file)$/.test(one))
    ? `its actions contradict each other: ${expected}`
    : null;
};
