/** What is known of a hunk and a file while the hunk is aligned with it. */
import type { Effort } from "./effort.ts";
import type { LineIndex } from "./line-index.ts";
import { proseStart } from "./prose-tail.ts";
import type { Reading, Token } from "./reading.ts";

/** Running counts over the tokens, so that any stretch between two of them is priced at once. */
type Stretch = { removes: Int32Array; contexts: Int32Array; blanks: Int32Array; elisions: Int32Array };

const countStretches = (tokens: Token[]): Stretch => {
  const size = tokens.length + 1;
  const made = () => new Int32Array(size);
  const counts: Stretch = { removes: made(), contexts: made(), blanks: made(), elisions: made() };
  for (const [at, token] of tokens.entries()) {
    const isBlank = token.role === "context" && token.text.trim() === "";
    counts.removes[at + 1] = (counts.removes[at] ?? 0) + (token.role === "remove" ? 1 : 0);
    counts.elisions[at + 1] = (counts.elisions[at] ?? 0) + (token.isElision ? 1 : 0);
    counts.blanks[at + 1] = (counts.blanks[at] ?? 0) + (isBlank ? 1 : 0);
    counts.contexts[at + 1] =
      (counts.contexts[at] ?? 0) + (token.role === "context" && !isBlank && !token.isElision ? 1 : 0);
  }
  return counts;
};

export type Alignment = {
  tokens: Token[];
  /** Lines of the file. */
  lines: string[];
  counts: Stretch;
  /** The first token that could be prose below the hunk. */
  prose: number;
  effort: Effort;
  /** Pairs of a token and a line that were compared already. */
  likeness: Map<string, boolean>;
};

export const createAlignment = ({ tokens, isClosed }: Reading, index: LineIndex, effort: Effort): Alignment => ({
  tokens,
  lines: index.text.lines,
  counts: countStretches(tokens),
  prose: isClosed ? tokens.length : proseStart(tokens),
  effort,
  likeness: new Map(),
});
