/** Divides Markdown into prose and code, and leaves out comments: a pass over the lines, never a look back. */
import type { Dropped } from "./dropped.ts";

export type Piece = { isCode: boolean; text: string };

/** What ends each kind of hidden markup. */
const endOf: Record<string, string> = { "<!--": "-->", "<?": "?>", "<![CDATA[": "]]>" };

/** Where each end stands last, so that no opener looks for one that is not there. */
const lastEnds = (find: (end: string) => number): Record<string, number> =>
  Object.fromEntries(Object.values(endOf).map((end) => [end, find(end)]));

const fenceStart = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;
/** Until the next empty line such a line begins a block of HTML, in which a fence is no fence. */
const htmlBlock =
  /^ {0,3}<\/?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|section|summary|table|tbody|td|th|thead|tr|ul)(?:[\s/>]|$)/i;
const opening = /`+|<!--|<\?|<!\[CDATA\[/g;
const declaration = /<![A-Za-z][^<>]*>/g;

const isFenceEnd = (line: string, fence: string): boolean => {
  const text = line.trim();
  return text.startsWith(fence) && text.replaceAll(fence.charAt(0), "") === "";
};

/** Behind the next run of exactly `length` backticks; -1 when the line has none. */
const codeEnd = (line: string, from: number, length: number): number => {
  const run = /`+/g;
  run.lastIndex = from;
  for (let match = run.exec(line); match !== null; match = run.exec(line))
    if (match[0].length === length) return run.lastIndex;
  return -1;
};

type Line = { pieces: Piece[]; hidden: string | null };

/** `endsLater` tells whether a later line ends a comment that this line leaves open; else only one that starts a line hides text. */
const scanLine = (line: string, endsLater: (end: string) => boolean, dropped: Dropped): Line => {
  const pieces: Piece[] = [];
  const unmatched = new Set<number>();
  const start = line.search(/\S/);
  const lastEnd = lastEnds((end) => line.lastIndexOf(end));
  let from = 0;
  const keep = (to: number): void => {
    const text = line.slice(from, to).replace(declaration, () => {
      dropped.comments += 1;
      return "";
    });
    if (text !== "") pieces.push({ isCode: false, text });
  };
  opening.lastIndex = 0;
  for (let match = opening.exec(line); match !== null; match = opening.exec(line)) {
    const [open] = match;
    const inner = match.index + open.length;
    const end = endOf[open];
    if (end === undefined) {
      const after = unmatched.has(open.length) ? -1 : codeEnd(line, inner, open.length);
      if (after === -1) {
        unmatched.add(open.length);
        continue;
      }
      keep(match.index);
      pieces.push({ isCode: true, text: line.slice(match.index, after) });
      from = after;
    } else {
      const at = (lastEnd[end] ?? -1) < inner ? -1 : line.indexOf(end, inner);
      if (at === -1 && !endsLater(end) && match.index !== start) continue;
      keep(match.index);
      dropped.comments += 1;
      if (at === -1) return { pieces, hidden: end };
      from = at + end.length;
    }
    opening.lastIndex = from;
  }
  keep(line.length);
  return { pieces, hidden: null };
};

/** Text without carriage returns, in pieces that put together are the text without its comments. */
export const scanProse = (text: string, dropped: Dropped): Piece[] => {
  const lines = text.split("\n");
  const lastEnd = lastEnds((end) => lines.findLastIndex((line) => line.includes(end)));
  const pieces: Piece[] = [];
  const add = (piece: Piece): void => {
    const last = pieces.at(-1);
    if (last !== undefined && last.isCode === piece.isCode) last.text += piece.text;
    else pieces.push({ ...piece });
  };
  let fence = "";
  let hidden: string | null = null;
  let inHtml = false;
  for (const [index, line] of lines.entries()) {
    const end = hidden === null ? 0 : line.indexOf(hidden);
    if (fence === "" && end === -1) continue;
    if (index > 0) add({ isCode: false, text: "\n" });
    if (fence !== "") {
      add({ isCode: true, text: line });
      if (isFenceEnd(line, fence)) fence = "";
    } else {
      const rest: string = hidden === null ? line : line.slice(end + hidden.length);
      hidden = null;
      inHtml = rest.trim() !== "" && (inHtml || htmlBlock.test(rest));
      const opened = inHtml ? null : fenceStart.exec(rest);
      fence = opened?.[1] ?? opened?.[2] ?? "";
      if (fence !== "") add({ isCode: true, text: rest });
      else {
        const scanned = scanLine(rest, (mark) => (lastEnd[mark] ?? -1) > index, dropped);
        hidden = scanned.hidden;
        for (const piece of scanned.pieces) add(piece);
      }
    }
  }
  return pieces;
};
