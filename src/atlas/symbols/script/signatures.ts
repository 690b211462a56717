/** Renders the heads of declarations on one line, without comments. */
import type { Span } from "./syntax-node.ts";
import type { Tree } from "./with-tree.ts";

const maxLength = 160;
/** Heads that are longer than this in the source are cut before they are cleaned. */
const maxSource = 1_000;

/** The spans are sorted and apart from each other. */
const firstEndingAfter = (spans: Span[], offset: number): number => {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
};

const withoutLoneSurrogate = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, "");

type Signatures = {
  /** Cut to 160 characters, the last an ellipsis. */
  renderHead(spans: Span[]): string;
  /** Null when it is longer than 160 characters. */
  renderWhole(spans: Span[]): string | null;
};

export const createSignatures = (text: string, tree: Tree): Signatures => {
  let comments: Span[] | null = null;

  const withoutComments = ({ start, end }: Span): string => {
    const source = text.slice(start, end);
    if (!source.includes("/*") && !source.includes("//")) return source;
    comments ??= Array.from(tree.comments, (comment) => ({ start: comment.start, end: comment.end }));
    let kept = "";
    let at = start;
    for (let next = firstEndingAfter(comments, start); ; next++) {
      const comment = comments[next];
      if (comment === undefined || comment.start >= end) break;
      kept += `${text.slice(at, comment.start)} `;
      at = comment.end;
    }
    return kept + text.slice(at, Math.max(at, end));
  };
  const collapse = (spans: Span[]): string =>
    spans
      .map(({ start, end }) => withoutComments({ start, end: Math.min(end, start + maxSource) }))
      .join(" ")
      .replace(/\s+/g, " ")
      .trim();

  return {
    renderHead(spans) {
      const head = collapse(spans).replace(/ ?[=;,{.]$/, "");
      return head.length <= maxLength ? head : `${withoutLoneSurrogate(head.slice(0, maxLength - 1))}…`;
    },
    renderWhole(spans) {
      const last = spans.at(-1);
      if (last === undefined || last.end - last.start > maxSource) return null;
      const whole = collapse(spans).replace(/[;,]$/, "");
      return whole.length <= maxLength ? whole : null;
    },
  };
};
