/** Says from one linear look at Markdown what the parser will cost, since some of its searches take quadratic time. */

/** Quotes, list items and footnotes that a line opens inside each other; the parser recurses into each. */
const maxDepth = 16;
/** Columns of indentation before a list item: a list nested deeper than people nest. */
const maxIndent = 48;
/** About microseconds on a common machine; a page of 60 KB that people wrote costs half of it. */
const maxCost = 50_000;

const perCharacter = 0.4;
const perLine = 8;
const perCodeLine = 4;
const perRow = 40;
/** Per sign that may begin a node of its own: code, a tag, a mention, a reference, an escape. */
const perNode = 10;
/** Per pair of brackets or emphasis marks that stand in one block. */
const perPair = 0.014;
/** Per character that an opener without an end is read ahead. */
const perStep = 0.0035;
/** Per pair of containers or underlined headings: each one moves what the parser found before. */
const perMove = 0.25;

const container = /^[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)|\[\^[^\]\s]{1,999}\]:)/;
const underline = /^ {0,3}(?:=+|-+)[ \t]*$/;
const rule = /^ {0,3}(?:[-+*]|1[.)])[ \t]+\S/;

type Block = { length: number; nodes: number; marks: number; ahead: number; ticks: Set<number> };

const emptyBlock = (): Block => ({ length: 0, nodes: 0, marks: 0, ahead: 0, ticks: new Set() });

const costOf = ({ length, nodes, marks, ahead, ticks }: Block): number =>
  nodes * perNode + marks * marks * perPair + (ahead + ticks.size) * length * perStep;

const look = (line: string, block: Block): void => {
  block.length += line.length + 1;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at];
    if (sign === "*" || sign === "_" || sign === "~" || sign === "[" || sign === "]") block.marks++;
    if (sign === "<" && (line[at + 1] === "!" || line[at + 1] === "?")) block.ahead++;
    if (sign === "]" && (line[at + 1] === "(" || line[at + 1] === ":")) block.ahead++;
    if (sign === "`" || sign === "<" || sign === "@" || sign === "#" || sign === "&" || sign === "\\") block.nodes++;
    if (sign !== "`") continue;
    const start = at;
    while (line[at + 1] === "`") at++;
    block.ticks.add(at + 1 - start);
  }
};

/** The fence that a line opens outside of every container, where nothing but a block of HTML could take it for text. */
const fence = /^(`{3,}(?=[^`]*$)|~{3,})/;
const html = /^[\s>*+\d.)-]*</;

const closes = (line: string, open: string): boolean => {
  const bare = line.replace(/^ {0,3}/, "").trimEnd();
  return bare.length >= open.length && bare === open.charAt(0).repeat(bare.length);
};

/** How many containers the line opens, and the indentation before the last of them. */
const openers = (line: string): { depth: number; indent: number } => {
  let [rest, depth, indent] = [line.slice(0, 2_000), 0, 0];
  for (let match = container.exec(rest); match !== null && depth <= maxDepth; match = container.exec(rest)) {
    depth++;
    indent = Math.max(indent, match[0].length);
    rest = rest.slice(match[0].length);
  }
  return { depth, indent };
};

/** False for text that would take the parser longer than a page that people write, or deeper than it can go. */
export const isCheapToParse = (markdown: string): boolean => {
  let cost = markdown.length * perCharacter;
  let [moves, isQuote, hasHtml, block] = [0, false, false, emptyBlock()];
  let open: string | null = null;
  for (const line of markdown.split("\n")) {
    if (open !== null) {
      cost += perCodeLine;
      if (closes(line, open)) open = null;
      continue;
    }
    hasHtml ||= html.test(line);
    if (!hasHtml) open = fence.exec(line)?.[1] ?? null;
    const { depth, indent } = openers(line);
    if (depth > maxDepth || indent > maxIndent) return false;
    const startsQuote = depth > 0 && !isQuote && line.trimStart().startsWith(">");
    isQuote = line.trimStart().startsWith(">");
    if (startsQuote || depth > 1 || (depth === 1 && indent > 2) || underline.test(line)) moves += Math.max(1, depth);
    if (line.trim() === "" || rule.test(line)) {
      cost += costOf(block);
      block = emptyBlock();
    }
    look(line, block);
    cost += perLine + (line.includes("|") ? perRow : 0);
    if (cost > maxCost) return false;
  }
  return cost + costOf(block) + moves * moves * perMove <= maxCost;
};
