/** The one way for foreign Markdown onto GitHub: parsed, rebuilt from an allow-list, printed, and read again until it stands. */
import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Untrusted } from "../domain/untrusted.ts";
import type { RepositoryName } from "./own-link.ts";
import { printMarkdown } from "./print-markdown.ts";
import { plainText } from "./safe-inline.ts";
import { safeTree } from "./safe-tree.ts";
import type { SecretScanner } from "./secrets.ts";
import { removeInvisible, removeTerminalSequences } from "./visible-text.ts";

export type MarkdownDoor = {
  scanner: SecretScanner;
  repository: RepositoryName;
  /** `#n` of this issue may stay a link, where no closing keyword stands near it. */
  ownIssue: number | null;
  /** Characters of the result at most; default 60,000. */
  maxLength?: number;
};

const defaultMaxLength = 60_000;
const maxRounds = 6;
const maxContainers = 20;
const maxParserSteps = 5_000_000;

const parse = (text: string): Root => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

const containers = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){20,}/gm;

/** The parser takes time quadratic in the markers of one block: text that would cost seconds loses its markers. */
const tame = (text: string): string => {
  const shallow = text.replace(containers, (markers) => markers.slice(0, maxContainers));
  const steps = shallow
    .split(/\n[ \t]*\n/)
    .reduce((sum, block) => sum + (block.match(/[*_~[\]<&!]/g)?.length ?? 0) ** 2, 0);
  return steps > maxParserSteps ? shallow.replace(/[*_~[\]<&!]/g, "") : shallow;
};

const note = (max: number): Root["children"][number] => ({
  type: "paragraph",
  children: [
    { type: "emphasis", children: [{ type: "text", value: `Cut here: the text has more than ${max} characters.` }] },
  ],
});

/** Prints as many whole blocks as fit; a first block that is too long alone is shown as code, cut. */
const printWithin = (root: Root, max: number): string => {
  const whole = printMarkdown(root);
  if (whole.length <= max) return whole;
  const sizes = root.children.map((child) => printMarkdown({ type: "root", children: [child] }).length + 1);
  let [count, size] = [0, 0];
  while (count < sizes.length && size + (sizes[count] ?? 0) <= max) size += sizes[count++] ?? 0;
  for (; count > 0; count--) {
    const printed = printMarkdown({ type: "root", children: [...root.children.slice(0, count), note(max)] });
    if (printed.length <= max) return printed;
  }
  const value = root.children
    .slice(0, 1)
    .map(plainText)
    .join("")
    .slice(0, Math.max(0, max - 200))
    .toWellFormed();
  return printMarkdown({ type: "root", children: [{ type: "code", value: value.replace(/`{3,}/g, "``") }, note(max)] });
};

const renderOnce = (markdown: string, door: MarkdownDoor): string => {
  const max = door.maxLength ?? defaultMaxLength;
  const source = tame(
    removeInvisible(removeTerminalSequences(door.scanner.redact(markdown.slice(0, 2 * max)).replace(/\r\n?/g, "\n"))),
  );
  const tree = safeTree(parse(source), door);
  const plain = plainText(tree);
  // A secret in pieces, or behind escapes, shows only in the text that a reader sees.
  if (door.scanner.find(plain).length > 0)
    return printWithin(safeTree(parse(tame(door.scanner.redact(plain))), door), max);
  return printWithin(tree, max);
};

/**
 * Markdown that may stand in a comment or PR body: no HTML, images, comments, foreign links, live mentions, references,
 * closing keywords or commands, no secrets, at most `maxLength` characters. Rendering the result again gives the result.
 */
export const renderSafeMarkdown = (markdown: Untrusted, door: MarkdownDoor): string => {
  let last = markdown as string;
  for (let round = 0; round < maxRounds; round++) {
    const next = renderOnce(last, door);
    if (next === last) return next;
    last = next;
  }
  // Text on which printer and parser do not agree keeps its words and loses its markup.
  const words = last.replace(/[^\p{L}\p{N}\s.,;:()/-]/gu, " ").replace(/[^\S\n]+/g, " ");
  return renderOnce(renderOnce(words, door), door);
};
