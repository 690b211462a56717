/** Finds the words of a text that GitHub, or another bot, would act on: mentions, references, addresses, commands. */

/** `isActive` marks a word that must stand in code to stay quiet. */
export type Segment = { isActive: boolean; text: string };

const active = [
  /@[\p{L}\p{N}]/u,
  /#\d/,
  /(?<![A-Za-z0-9])GH-\d/i,
  /:\/\//,
  /www\./i,
  /(?:mailto|xmpp|javascript|data|vbscript):/i,
  /^\/[a-z]/i,
];

const closing = /(?<![A-Za-z0-9])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?![A-Za-z0-9])/i;

/** True where a following reference would close an issue on merge. */
export const hasClosingKeyword = (text: string): boolean => closing.test(text);

const isActive = (word: string, quiet: string | null): boolean =>
  word !== quiet && active.some((pattern) => pattern.test(word));

const edges = /^[^\p{L}\p{N}@#/]*|[^\p{L}\p{N}/]*$/gu;

/** Cuts text into plain and active segments; joined they are the text. `quiet` is a word that may stay, such as `#12`. */
export const segmentReferences = (text: string, quiet: string | null = null): Segment[] => {
  const segments: Segment[] = [];
  const push = (isOne: boolean, part: string) => {
    const last = segments.at(-1);
    if (part === "") return;
    if (last?.isActive === false && !isOne) last.text += part;
    else segments.push({ isActive: isOne, text: part });
  };
  for (const word of text.split(/(\s+)/)) {
    const [before = "", after = ""] = word.match(edges) ?? [];
    const core = word.slice(before.length, word.length - after.length);
    if (core !== "" && isActive(core, quiet)) {
      push(false, before);
      push(true, core);
      push(false, after);
    } else push(false, word);
  }
  return segments;
};
