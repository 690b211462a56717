/** Foreign text as one line inside Markdown of our own: taken literally, with live references in code. */
import type { Untrusted } from "../domain/untrusted.ts";
import { printMarkdown } from "./print-markdown.ts";
import { redactText } from "./redact-text.ts";
import { segmentReferences } from "./references.ts";
import type { SecretScanner } from "./secrets.ts";
import { cutAtWord, toOneLine } from "./visible-text.ts";

const defaultMaxLength = 300;

/** One line of Markdown that shows the text as it is, cut at `maxLength` characters of the text. */
export const renderInlineText = (text: Untrusted, scanner: SecretScanner, maxLength = defaultMaxLength): string => {
  const line = cutAtWord(toOneLine(redactText(text, scanner)), maxLength).replaceAll("<!-", "<! -");
  const children = segmentReferences(scanner.redact(line)).map((segment) =>
    segment.isActive
      ? ({ type: "inlineCode", value: segment.text } as const)
      : ({ type: "text", value: segment.text } as const),
  );
  return printMarkdown({ type: "root", children: [{ type: "paragraph", children }] }).trim();
};

/** The same for a cell of a table: each pipe behind an odd number of backslashes, of which the printer sets one at times. */
export const renderTableCell = (text: Untrusted, scanner: SecretScanner, maxLength = defaultMaxLength): string =>
  renderInlineText(text, scanner, maxLength).replace(/(?<!\\)\\*\|/g, (pipe) =>
    pipe.length % 2 === 0 ? pipe : `\\${pipe}`,
  );
