/** Shows Markdown that is not to be parsed: all of it as one block of code, in which nothing is live. */
import type { RootContent } from "mdast";
import { printMarkdown } from "./print-markdown.ts";
import { safeCode } from "./safe-code.ts";

/** What the fences, the note and the line ends around the code take at most. */
const frame = 200;
/** A longer run would make the fences longer than the text. */
const longestRun = 20;

const fence = /^(`{3,40})\n/;

/** The note that stands behind a text that was cut. */
export const cutNote = (max: number): RootContent => ({
  type: "paragraph",
  children: [
    { type: "emphasis", children: [{ type: "text", value: `Cut here: the text has more than ${max} characters.` }] },
  ],
});

const print = (...children: RootContent[]): string => printMarkdown({ type: "root", children });

/** Without empty lines at either end. */
const withoutBlankEnds = (value: string): string => value.trimEnd().replace(/^(?:[ \t]*\n)+/, "");

const withinFences = (value: string): string => value.replace(/`{20,}/g, "`".repeat(longestRun));

/** A block of code of at most `max` characters with its fences; cut text has a note behind it. */
export const showAsCode = (value: string, max: number): string => {
  const whole = safeCode(withinFences(withoutBlankEnds(value)), null);
  const printed = print(whole);
  if (printed.length <= max) return printed;
  const head = whole.value
    .slice(0, Math.max(0, max - frame))
    .toWellFormed()
    .trimEnd();
  return print({ ...whole, value: head }, cutNote(max));
};

/** True for what `showAsCode` made for `max`: shown again, it is the same, without a look by the parser. */
export const isShownAsCode = (markdown: string, max: number): boolean => {
  const fences = fence.exec(markdown)?.[1];
  if (fences === undefined) return false;
  const note = print(cutNote(max));
  const body = markdown.endsWith(`\n${fences}\n\n${note}`) ? markdown.slice(0, -note.length - 1) : markdown;
  const end = `\n${fences}\n`;
  if (!body.endsWith(end)) return false;
  const value = body.slice(fences.length + 1, -end.length);
  return !value.includes(fences) && print(safeCode(value, null)) === body;
};
