/** Reads YAML as plain data: no tags, anchors, aliases, directives or duplicate keys, and a line for every path. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { failure, type Result, success } from "../domain/result.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { findYamlExcess } from "./yaml-bounds.ts";

export type Path = (string | number)[];

/** What is wrong at a line of the file; `line` is null where no line of the file is to blame. */
export type Fault = { line: number | null; path: Path; message: string };

/** `lineOf` gives the 1-based line of a path, or of its nearest ancestor that the text has. */
export type YamlData = { value: unknown; lineOf: (path: Path) => number | null };

const maxBytes = 64 * 1024;
// Line feed and tab may stand in a quoted argument; everything else invisible hides something from a reader.
const hidden = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const keyOf = (path: Path) => JSON.stringify(path);

/** The text as plain data, or every fault of its form. */
export const readYaml = (text: Untrusted): Result<YamlData, Fault[]> => {
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes)
    return failure([{ line: 1, path: [], message: `the file has ${bytes} bytes; at most ${maxBytes} are allowed` }]);
  const excess = findYamlExcess(text);
  if (excess !== null) return failure([{ line: excess.line, path: [], message: `cannot be read: ${excess.message}` }]);
  const directive = /^%[^\s]{0,20}/m.exec(text);
  if (directive !== null) {
    const line = text.slice(0, directive.index).split("\n").length;
    return failure([{ line, path: [], message: `a ${directive[0]} directive is not allowed` }]);
  }
  const lineCounter = new LineCounter();
  // Duplicate keys are found below, since the parser's own search takes quadratic time.
  const document = parseDocument(text, {
    schema: "core",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    lineCounter,
  });
  const lineAt = (offset: number | undefined) => lineCounter.linePos(offset ?? 0).line || 1;
  const faults: Fault[] = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    path: [],
    message: `not valid YAML: ${error.message}`,
  }));
  if (faults.length > 0) return failure(faults);

  const lines = new Map<string, number>();
  const visit = (node: unknown, path: Path): void => {
    const { range, tag, anchor } = node as Node & { anchor?: string };
    const blame = (message: string) => faults.push({ line: lineAt(range?.[0]), path, message });
    if (!lines.has(keyOf(path))) lines.set(keyOf(path), lineAt(range?.[0]));
    if (isAlias(node)) blame(`the alias *${node.source} is not allowed; write the value out`);
    else if (tag) blame(`the tag ${tag} is not allowed; write a plain value`);
    else if (anchor) blame(`the anchor &${anchor} is not allowed; write the value out where it is needed`);
    if (isScalar(node) && typeof node.value === "string" && hidden.test(node.value))
      blame("holds a control or invisible character; remove it");
    if (isSeq(node)) for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    if (!isMap(node)) return;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      const at = isScalar(key) ? lineAt(key.range?.[0]) : lineAt(range?.[0]);
      if (!isScalar(key) || typeof key.value !== "string" || key.tag || key.anchor || hidden.test(key.value)) {
        faults.push({ line: at, path, message: "a key must be a plain word" });
        continue;
      }
      const child = [...path, key.value];
      if (seen.has(key.value)) faults.push({ line: at, path: child, message: "the key stands twice; keep one" });
      seen.add(key.value);
      lines.set(keyOf(child), at);
      if (value) visit(value, child);
    }
  };
  if (document.contents) visit(document.contents, []);
  if (faults.length > 0) return failure(faults);
  return success({
    value: document.toJS() ?? {},
    lineOf: (path) => {
      for (let length = path.length; length > 0; length--) {
        const line = lines.get(keyOf(path.slice(0, length)));
        if (line !== undefined) return line;
      }
      return lines.get(keyOf([])) ?? null;
    },
  });
};
