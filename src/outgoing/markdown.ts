/** The one way for foreign Markdown onto GitHub: parsed, rebuilt from an allow-list, printed, and read again until it stands. */
import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Untrusted } from "../domain/untrusted.ts";
import type { RepositoryName } from "./own-link.ts";
import { isCheapToParse } from "./parsing-cost.ts";
import { printMarkdown } from "./print-markdown.ts";
import { findInText, redactText } from "./redact-text.ts";
import { plainText } from "./safe-inline.ts";
import { safeTree } from "./safe-tree.ts";
import type { SecretScanner } from "./secrets.ts";
import { cutNote, isShownAsCode, showAsCode } from "./show-as-code.ts";
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
const maxRounds = 4;

const parse = (text: string): Root => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** Prints as many whole blocks as fit; a first block that is too long alone is shown as code, cut. */
const printWithin = (root: Root, max: number): string => {
  const whole = printMarkdown(root);
  if (whole.length <= max) return whole;
  const sizes = root.children.map((child) => printMarkdown({ type: "root", children: [child] }).length + 1);
  let [count, size] = [0, 0];
  while (count < sizes.length && size + (sizes[count] ?? 0) <= max) size += sizes[count++] ?? 0;
  for (let step = 1; count > 0; count -= step, step *= 2) {
    const printed = printMarkdown({ type: "root", children: [...root.children.slice(0, count), cutNote(max)] });
    if (printed.length <= max) return printed;
  }
  return showAsCode(root.children.slice(0, 1).map(plainText).join(""), max);
};

const clean = (markdown: string, { scanner }: MarkdownDoor): string =>
  removeInvisible(removeTerminalSequences(redactText(markdown, scanner).replace(/\r\n?/g, "\n")));

/** What a reader of the page might put together, where the text itself is not parsed. */
const withoutMarks = (markdown: string): string => markdown.replace(/\\(?=[!-/:-@[-`{-~])|[*~`]/g, "");

/** A secret in pieces, or behind escapes, shows only in the text that a reader sees: then that is what goes on, redacted. */
const withoutSecrets = (markdown: string, seen: string, { scanner }: MarkdownDoor): string =>
  seen !== markdown && findInText(seen, scanner).length > 0 ? redactText(seen, scanner) : markdown;

/**
 * Markdown that may stand in a comment or PR body: no HTML, images, comments, foreign links, live mentions, references,
 * closing keywords or commands, no secrets, at most `maxLength` characters. Rendering the result again gives the result.
 * Text that would take the parser too long, or on which parser and printer do not agree, is shown as code.
 */
export const renderSafeMarkdown = (markdown: Untrusted, door: MarkdownDoor): string => {
  const max = door.maxLength ?? defaultMaxLength;
  const given = clean(markdown.slice(0, 2 * max), door);
  let last = given;
  for (let round = 0; round < maxRounds && isCheapToParse(last); round++) {
    if (isShownAsCode(last, max)) return last;
    const tree = safeTree(parse(last), door);
    const printed = printWithin(tree, max);
    const next = withoutSecrets(printed, plainText(tree), door);
    if (next === last) return next;
    last = clean(next, door);
  }
  return isShownAsCode(last, max) ? last : showAsCode(withoutSecrets(given, withoutMarks(given), door), max);
};
