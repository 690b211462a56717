/** Reads the path that a line of prose, a heading or a comment states for the block behind it. */
import { looksLikePath } from "./looks-like-path.ts";
import type { Line } from "./piece.ts";

const maxLength = 1200;
const listMark = /^(?:#{1,6}|[-*+]|\d{1,3}[.)])[ \t]+/;
const label =
  /^(?:(?:new|updated|modified|the) )?(?:file(?:[ _-]?(?:name|path))?|path|create|add|edit|modify|update|change|replace|write|modified|updated|added|created)(?:[ \t]*:[ \t]*|[ \t]+(?=`))/i;
const remark =
  /\((?:new|new file|added|created|create|modified|modify|updated|update|edited|changed|full|full file|complete)\)$/i;

const order =
  /^(?:(?:and|also|then|next|finally|first|second|now|please|i|i've|i have|in `[^`]{1,200}`),? )*(?:(?:creat|add|updat|chang|modif|edit|replac|extend)(?:e|ed|es|y|ied|ing|s)?|write|wrote|put|(?:the |a )?new (?:file|module|test)) /i;

/**
 * `isWeak`: the path is only mentioned in a sentence; `isLeading`: the line ends with a colon, so that it speaks of what follows;
 * `isOrder`: it does, and its words ask to make or to change the file.
 */
export type StatedPath = { path: string; isWeak: boolean; isLeading: boolean; isOrder: boolean };

const unquote = (text: string): string | null => /^(["'`]{1,2})([^"'`]+)\1$/.exec(text)?.[2]?.trim() ?? null;

const strictPath = (line: string): string | null => {
  let text = line;
  for (let i = 0; i < 3 && listMark.test(text); i++) text = text.replace(listMark, "");
  text = text.replaceAll("**", "").replace(/^\*|\*$/g, "");
  if (/^[=-]{3,} .* [=-]{3,}$/.test(text)) text = text.replace(/^[=-]+ | [=-]+$/g, "").trim();
  const unlabelled = text.replace(label, "");
  const isLabelled = unlabelled !== text;
  text = unlabelled.trim();
  if (text.endsWith(":")) text = text.slice(0, -1).trimEnd();
  text = text.replace(remark, "").trimEnd();
  const quoted = unquote(text);
  if (quoted !== null) return looksLikePath(quoted, true) ? quoted : null;
  return !/\s/.test(text) && looksLikePath(text, isLabelled) ? text : null;
};

/** The path that a line states by itself (a heading, bold, backticks, `File: x`), or that its sentence mentions as the only one in backticks. */
export const readPathLine = (line: string): StatedPath | null => {
  if (line.length > maxLength || !/[./]|file$/i.test(line)) return null;
  const text = line.trim();
  const path = strictPath(text);
  const isLeading = text.endsWith(":");
  if (path !== null) return { path, isWeak: false, isLeading, isOrder: false };
  const mentioned = new Set<string>();
  for (const [, code = ""] of text.matchAll(/`([^`]+)`/g)) if (looksLikePath(code.trim())) mentioned.add(code.trim());
  const [only] = mentioned;
  if (only === undefined || mentioned.size !== 1) return null;
  const isOrder = isLeading && order.test(`${text.replace(listMark, "").slice(0, 400)} `);
  return { path: only, isWeak: true, isLeading, isOrder };
};

const leader = /^(?:\/\/+!?|#+(?!!)|--|;+|%+|\/\*+|<!--|\{\/\*|"""|\(\*|REM )/;
const closers = ["*/}", "*/", "-->", '"""', "*)"];

const uncomment = (line: string): string | null => {
  const text = line.trim();
  const inner = text.replace(leader, "");
  if (inner === text) return null;
  const closer = closers.find((one) => inner.endsWith(one));
  return inner.slice(0, closer === undefined ? undefined : -closer.length).trim();
};

/** The path in a comment that starts a file; `isAlone` when the comment says nothing else. */
export const readCommentPath = (line: string, isMarkdown: boolean): { path: string; isAlone: boolean } | null => {
  if (line.length > maxLength || (isMarkdown && !line.startsWith("<!--"))) return null;
  const inner = uncomment(line);
  if (inner === null) return null;
  const text = inner.replace(/^(?:file(?:[ _-]?(?:name|path))?|path)[ \t]*:[ \t]*/i, "");
  const isLabelled = text !== inner;
  const bare = unquote(text) ?? text;
  if (!/\s/.test(bare) && looksLikePath(bare, isLabelled)) return { path: bare, isAlone: true };
  const first = /^([^\s:]+)(?: +[-–—(]|: )/.exec(text)?.[1];
  return first?.includes("/") && looksLikePath(first) ? { path: first, isAlone: false } : null;
};

/** What the nearest line with text before `at` states, at most two blank lines away and not before `floor`. */
export const readPathBefore = (lines: Line[], at: number, floor: number): StatedPath | null => {
  for (let before = at - 1; before >= Math.max(floor, at - 3); before--) {
    const text = lines[before]?.text ?? "";
    if (text.trim() === "") continue;
    const stated = readPathLine(text);
    if (stated) return stated;
    const commented = readCommentPath(text, false);
    return commented?.isAlone ? { path: commented.path, isWeak: false, isLeading: false, isOrder: false } : null;
  }
  return null;
};
