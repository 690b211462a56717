/** Drops from issue text what a person reading it on GitHub did not see; linear, because strangers choose the text. */
import type { Untrusted } from "../domain/untrusted.ts";
import { removeInvisible } from "../outgoing/visible-text.ts";

/** Character references, decoded only to see whether they draw anything. */
const reference = /&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));/g;

/**
 * Markdown without HTML comments, invisible characters, image alternatives, link titles and attributes that are not drawn.
 * Code keeps everything but invisible characters. A help for the model, not a wall: whatever remains is still untrusted.
 */
export const cleanProse = (text: Untrusted): string => {
  const lines = dropInvisible(text.replace(/\r\n?/g, "\n")).split("\n");
  const lastCommentEnd = lines.findLastIndex((line) => line.includes("-->"));
  const kept: string[] = [];
  let fence = "";
  let inComment = false;
  for (const [index, line] of lines.entries()) {
    if (fence !== "") {
      kept.push(line);
      if (line.trim().startsWith(fence) && line.trim().replaceAll(fence.charAt(0), "") === "") fence = "";
      continue;
    }
    const end = inComment ? line.indexOf("-->") : 0;
    if (end === -1) continue;
    const rest = inComment ? line.slice(end + 3) : line;
    inComment = false;
    fence = /^ {0,3}(`{3,}|~{3,})/.exec(rest)?.[1] ?? "";
    if (fence !== "") {
      kept.push(rest);
      continue;
    }
    const cleaned = cleanLine(rest.replace(definitionTitle, "$1"), lastCommentEnd > index);
    inComment = cleaned.opensComment;
    kept.push(cleaned.text);
  }
  return kept.join("\n");
};

const dropInvisible = (text: string): string =>
  removeInvisible(text).replace(reference, (whole, hex: string | undefined, decimal: string | undefined) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff && removeInvisible(String.fromCodePoint(code)) === "" ? "" : whole;
  });

/** `commentEnds`: a later line closes a comment that this line leaves open; unclosed, only one that starts a line hides text. */
const cleanLine = (line: string, commentEnds: boolean): { text: string; opensComment: boolean } => {
  const opening = /`+|<!--/g;
  const lastEnd = line.lastIndexOf("-->");
  let text = "";
  let from = 0;
  for (let match = opening.exec(line); match !== null; match = opening.exec(line)) {
    const isComment = match[0] === "<!--";
    const inner = match.index + match[0].length;
    const end = isComment
      ? lastEnd < inner
        ? -1
        : line.indexOf("-->", inner) + 3
      : codeEnd(line, inner, match[0].length);
    const hidesRest = isComment && end === -1 && (commentEnds || line.slice(0, match.index).trim() === "");
    if (hidesRest) return { text: text + cleanMarkup(line.slice(from, match.index)), opensComment: true };
    if (end === -1) continue;
    text += cleanMarkup(line.slice(from, match.index)) + (isComment ? "" : line.slice(match.index, end));
    from = end;
    opening.lastIndex = end;
  }
  return { text: text + cleanMarkup(line.slice(from)), opensComment: false };
};

/** Behind the next run of exactly `length` backticks; -1 when the line has none. */
const codeEnd = (line: string, from: number, length: number): number => {
  const run = /`+/g;
  run.lastIndex = from;
  for (let match = run.exec(line); match !== null; match = run.exec(line))
    if (match[0].length === length) return run.lastIndex;
  return -1;
};

/** A tag with quotes taken into account, so that a bracket inside a value does not end it. */
const tag = /<[a-zA-Z][^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>/g;
const hiddenAttribute = /\s(?:data-[\w-]+|aria-[\w-]+|alt|title)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi;
const imageAlternative = /!\[(?:[^\][]|\[[^\][]*\])*\](?=[([])/g;
const linkTitle = /(\]\([^\s()]*)\s+(?:"[^"]*"|'[^']*'|\([^()]*\))\s*\)/g;
const definitionTitle = /^( {0,3}\[(?!\^)[^\]]*\]:\s*\S+)\s+["'(].*$/;

const cleanMarkup = (prose: string): string =>
  prose
    .replace(imageAlternative, "![]")
    .replace(linkTitle, "$1)")
    .replace(tag, (found) => found.replace(hiddenAttribute, ""));
