/** Changes in XML-like tags: `<diff>`, `<patch>`, `<file path="…">`, and the tags that only wrap an answer. */
import { readPayload } from "./payload.ts";
import { type Found, foundFault, type Line, nextText, type Scope, type Taken } from "./piece.ts";
import { opensFence, unwrapFence } from "./read-fence.ts";
import { foundSearchReplace } from "./read-search-replace.ts";
import { foundWholeFile } from "./whole-file.ts";

const diffNames = /^(?:git_?)?(?:diff|patch|udiff|unified_?diff)$/i;
const fileNames = /^(?:file|change|edit|write_to_file|replace_in_file|create_file|new_file|file_edit|search_replace)$/i;
const wrapperNames =
  /^(?:answer|response|output|result|solution|changes|files|edits|artifact|code_changes|final_answer|function_calls|invoke)$/i;
const pathNames = /^(?:path|file_?path|file_?name)$/i;
const contentNames = /^(?:contents?|new_?content|file_?content|code)$/i;
const searchNames = /^(?:search|find|old|old_(?:string|str|text|code))$/i;
const replaceNames = /^(?:replace|replacement|new|new_(?:string|str|text|code))$/i;
const childNames = [diffNames, pathNames, contentNames, searchNames, replaceNames];

type Tag = { name: string; path: string | null; inner: Line[]; at: number; end: number; isClosed: boolean };

const opening = /^([ \t]{0,40})<([A-Za-z][\w-]{0,40})((?:\s[^<>]{0,1200})?)>/;
const attribute = /\s(?:path|name|file|filename|file_path|src)\s{0,3}=\s{0,3}(?:"([^"]*)"|'([^']*)')/;

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", "#39": "'", "#34": '"' };
const entity = /&(lt|gt|amp|quot|apos|#39|#34);/g;

const decode = (text: string): string => text.replace(entity, (_, name: string) => entities[name] ?? "");

/** Text inside of XML is decoded where every sign that XML reserves is written as an entity. */
const decodeLines = (lines: Line[]): Line[] => {
  const isEncoded = lines.some(({ text }) => /&(?:lt|gt|amp);/.test(text));
  const isRaw = lines.some(({ text }) => /[<>]/.test(text) || text.replace(entity, "").includes("&"));
  return isEncoded && !isRaw ? lines.map(({ text, at }) => ({ text: decode(text), at })) : lines;
};

const withoutCdata = (lines: Line[]): Line[] | null => {
  const first = nextText(lines);
  const last = lines.findLastIndex(({ text }) => text.trim() !== "");
  const head = lines[first]?.text.trimStart() ?? "";
  if (!head.startsWith("<![CDATA[") || !lines[last]?.text.trimEnd().endsWith("]]>")) return null;
  const inner = lines
    .slice(first, last + 1)
    .map(({ text, at }) => ({ text: text.replaceAll("]]]]><![CDATA[>", "]]>"), at }));
  const [start] = inner;
  const end = inner.at(-1);
  if (start) start.text = start.text.trimStart().slice("<![CDATA[".length);
  if (end) end.text = end.text.trimEnd().slice(0, -"]]>".length);
  return inner.filter(({ text }, index) => text !== "" || (index > 0 && index < inner.length - 1));
};

/** The element that opens in the line at `at`; one that nothing closes takes all lines. */
const readTag = (lines: Line[], at: number, names: RegExp[]): Tag | null => {
  const line = lines[at];
  const match = line && opening.exec(line.text);
  if (!line || !match) return null;
  const [head, indent = "", name = "", attributes = ""] = match;
  if (attributes.endsWith("/") || !names.some((one) => one.test(name))) return null;
  const stated = attribute.exec(attributes);
  const raw = stated?.[1] ?? stated?.[2];
  const close = `</${name}>`;
  const rest = line.text.slice(head.length);
  const tag = { name, path: raw === undefined ? null : decode(raw), at: line.at };
  const single = rest.indexOf(close);
  if (single >= 0)
    return { ...tag, inner: [{ text: rest.slice(0, single), at: line.at }], end: at + 1, isClosed: true };
  const first = rest.trim() === "" ? [] : [{ text: rest, at: line.at }];
  const mayEndLine = diffNames.test(name);
  for (let end = at + 1; end < lines.length; end++) {
    const text = (lines[end]?.text ?? "").trimEnd();
    if (!text.endsWith(close)) continue;
    const before = text.slice(0, -close.length);
    const isAlone = before === indent || before.trimEnd().endsWith("]]>");
    if (!isAlone && !mayEndLine) continue;
    const last = before.trim() === "" ? [] : [{ text: before, at: lines[end]?.at ?? line.at }];
    return { ...tag, inner: [...first, ...lines.slice(at + 1, end), ...last], end: end + 1, isClosed: true };
  }
  return { ...tag, inner: [...first, ...lines.slice(at + 1)], end: lines.length, isClosed: false };
};

const contentOf = ({ inner }: Tag): Line[] => withoutCdata(inner) ?? decodeLines(inner);

const readChildren = (lines: Line[]): Tag[] => {
  const children: Tag[] = [];
  for (let at = nextText(lines); at < lines.length; ) {
    const child = readTag(lines, at, childNames);
    if (!child) break;
    children.push(child);
    at = nextText(lines, child.end);
  }
  return children;
};

const readFileTag = (tag: Tag, scope: Scope): Found[] => {
  const children = readChildren(tag.inner);
  const child = (names: RegExp) => children.find(({ name }) => names.test(name));
  const stated = child(pathNames);
  const path = tag.path ?? (stated ? contentOf(stated)[0]?.text.trim() : null) ?? scope.path;
  const isClosed = tag.isClosed || scope.isClosed;
  const search = child(searchNames);
  const replace = child(replaceNames);
  if (search && replace)
    return [
      foundSearchReplace(
        { search: contentOf(search), replace: contentOf(replace), start: null },
        { at: search.at, path },
      ),
    ];
  const content = child(contentNames);
  if (content && path === null)
    return [foundFault("a file's content stands in a tag without its path", content.at, null, "file")];
  const inner = content ? contentOf(content) : contentOf(tag);
  if (path !== null && (content || (children.length === 0 && !opensFence(inner[nextText(inner)]?.text ?? "")))) {
    const packaging = {
      at: tag.at,
      language: "text",
      path,
      hint: null,
      isExcerpt: true,
      isDoubtful: false,
      isClosed,
    };
    const edits = readPayload(inner, packaging, { ...scope, path });
    if (edits.length > 0) return edits;
    return [foundWholeFile(path, unwrapFence(inner), { at: tag.at, isClosed })];
  }
  return scope.scan(inner, { ...scope, path, isClosed });
};

/** The changes in the tag that opens at `at`; null when no tag of a known name does. */
export const readTagged = (lines: Line[], at: number, scope: Scope): Taken | null => {
  const tag = readTag(lines, at, [diffNames, fileNames, wrapperNames]);
  if (!tag) return null;
  const isClosed = tag.isClosed || scope.isClosed;
  const path = tag.path ?? scope.path;
  if (tag.path !== null && /&#?\w{1,20};/.test(tag.path))
    return {
      found: [foundFault("the tag's path holds a sign of XML in words: write it plainly", tag.at, tag.path)],
      end: tag.end,
    };
  if (fileNames.test(tag.name)) return { found: readFileTag(tag, scope), end: tag.end };
  if (wrapperNames.test(tag.name)) return { found: scope.scan(tag.inner, { ...scope, isClosed }), end: tag.end };
  const packaging = {
    at: tag.at,
    language: "diff",
    path,
    hint: null,
    isExcerpt: true,
    isDoubtful: false,
    isClosed,
  };
  return { found: readPayload(contentOf(tag), packaging, scope), end: tag.end };
};
