/** Finds the changes in a JSON reply: diffs, searches with replacements, and files with their content. */
import { isLongGap } from "./hidden.ts";
import { looksLikePath } from "./looks-like-path.ts";
import { readPayload } from "./payload.ts";
import { createDraft, type Found, foundFault, foundFile, type Line, type Scope } from "./piece.ts";
import { unwrapFence } from "./read-fence.ts";
import type { JsonNode } from "./read-json.ts";
import { foundSearchReplace } from "./read-search-replace.ts";
import { foundWholeFile } from "./whole-file.ts";

type Members = Map<string, JsonNode>;

const keys = {
  path: ["path", "file", "filename", "fileName", "file_name", "filePath", "file_path", "filepath"],
  diff: ["diff", "patch", "udiff", "unified_diff", "unifiedDiff"],
  content: ["content", "contents", "new_content", "newContent", "file_content", "fileContent", "code", "text"],
  search: ["search", "old_string", "oldString", "old_str", "old_text", "oldText", "old", "find"],
  replace: ["replace", "replacement", "new_string", "newString", "new_str", "new_text", "newText", "new"],
  action: ["action", "type", "operation", "kind", "status", "change_type", "changeType"],
  moved: ["new_path", "newPath", "rename_to", "renameTo", "move_to", "moveTo"],
};

const member = (members: Members, names: string[]): { key: string; node: JsonNode } | null => {
  for (const key of names) {
    const node = members.get(key);
    if (node && !(node.kind === "other" && node.value === null)) return { key, node };
  }
  return null;
};

const stringOf = (found: { node: JsonNode } | null): string | null =>
  found?.node.kind === "string" ? found.node.value : null;

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
    label: "info" as const,
  };
  return readPayload(lines, packaging, { ...scope, path, isClosed: true, isRendered: false });
};

const readContent = (path: string, node: JsonNode, scope: Scope): Found[] => {
  if (node.kind !== "string") return [foundFault("the content of a file must be one string", node.at, path)];
  const edits = readString(node.value, node.at, path, false, scope).filter(({ weight }) => weight === "edit");
  if (edits.length > 0) return edits;
  return [
    foundWholeFile(path, unwrapFence(linesOf(node.value, node.at)), { at: node.at, isClosed: true, label: "prose" }),
  ];
};

const deletion = (path: string, at: number): Found =>
  foundFile({ ...createDraft(at, path), after: null, kind: "delete" });

const used = new Set(Object.values(keys).flat());

/** What an object says by its known keys. */
const readEdit = ({ members, at }: JsonNode & { kind: "object" }, path: string | null, scope: Scope): Found[] => {
  const payload = member(members, keys.diff);
  const search = stringOf(member(members, keys.search));
  const replace = stringOf(member(members, keys.replace));
  const content = member(members, keys.content);
  const action = stringOf(member(members, keys.action));
  const moved = stringOf(member(members, keys.moved));
  if (path !== null && moved !== null && moved !== path)
    return [
      foundFault(
        "a rename is not read from JSON: give it as a unified diff with `rename from` and `rename to`",
        at,
        path,
      ),
    ];
  if (payload) return readNode(payload.node, { ...scope, path }, true);
  if (search !== null && replace !== null) {
    const block = { search: linesOf(search, at), replace: linesOf(replace, at), start: null };
    return [foundSearchReplace(block, { at, path })];
  }
  if (path !== null && /^(?:deleted?|removed?)$/i.test(action ?? "")) {
    const isBlank = !content || stringOf(content) === "";
    return [isBlank ? deletion(path, at) : foundFault("a deleted file has no content", at, path)];
  }
  if (!content) return [];
  return path === null ? readNode(content.node, scope, false) : readContent(path, content.node, scope);
};

const readObject = (node: JsonNode & { kind: "object" }, scope: Scope): Found[] => {
  const path = stringOf(member(node.members, keys.path)) ?? scope.path;
  const others = [...node.members].flatMap(([key, value]) => {
    const isFile = value.kind === "string" && value.value.includes("\n") && looksLikePath(key);
    if (isFile) return readContent(key, value, scope);
    return used.has(key) ? [] : readNode(value, { ...scope, path }, false);
  });
  return [...readEdit(node, path, scope), ...others];
};

const readNode = (node: JsonNode, scope: Scope, isDiff: boolean): Found[] => {
  if (node.kind === "object") return readObject(node, scope);
  if (node.kind === "array") return node.items.flatMap((item) => readNode(item, scope, isDiff));
  if (node.kind !== "string" || (!isDiff && !node.value.includes("\n"))) return [];
  return readString(node.value, node.at, scope.path, isDiff, scope);
};

/** Every change in the JSON, in its order. A file's content counts as a whole-file block, unless an edit stands beside it. */
export const readJsonEdits = (node: JsonNode, scope: Scope): Found[] => {
  const found = readNode(node, scope, false);
  const hasEdit = found.some(({ weight }) => weight === "edit");
  return hasEdit ? found.map((one) => (one.weight === "file" ? { ...one, weight: "edit" } : one)) : found;
};

/** Was the JSON, which cannot be read, meant to hold a change? */
export const namesChange = (text: string): boolean =>
  /"(?:diff|patch|udiff|unified_?diff|edits|changes|files|content|contents|search|old_string|path)"\s*:/i.test(
    text.slice(0, 2000),
  );
