/** Incoming text as a person saw it on GitHub: what is not drawn is dropped and counted; linear, because strangers choose the text. */
import type { Untrusted } from "../domain/untrusted.ts";
import { cleanMarkup, countLabels } from "./incoming/clean-markup.ts";
import { decodeReferences } from "./incoming/decode-references.ts";
import { type Dropped, nothingDropped } from "./incoming/dropped.ts";
import { removeHidden } from "./incoming/remove-hidden.ts";
import { scanProse } from "./incoming/scan-prose.ts";
import { breakTemplateTokens } from "./incoming/template-tokens.ts";

export type Normalised = { text: Untrusted; dropped: Dropped };

/** Characters that are read at all; GitHub's bodies hold 65,536. */
const maxRead = 100_000;

const cut = (text: string, max: number): string => (text.length <= max ? text : text.slice(0, max).toWellFormed());

/**
 * Markdown without comments, invisible characters, titles, image alternatives and attributes that are not drawn; character
 * references are decoded once, turn markers broken up. Code keeps all but invisible characters and turn markers. At most
 * `maxLength` characters. Line ends become LF; any other ordinary text stays as it is.
 */
export const normaliseIncoming = (text: Untrusted, maxLength: number): Normalised => {
  const dropped = nothingDropped();
  const seen = removeHidden(cut(text, maxRead).replace(/\r\n?/g, "\n"), dropped);
  const pieces = scanProse(seen, dropped);
  const labels = countLabels(seen);
  const drawn = pieces.map((piece) =>
    piece.isCode ? piece.text : decodeReferences(cleanMarkup(piece.text, labels, dropped), dropped),
  );
  const { text: broken, count } = breakTemplateTokens(drawn.join(""));
  const result = cut(broken, maxLength);
  return {
    text: result,
    dropped: { ...dropped, tokens: count, cut: Math.max(0, text.length - maxRead) + broken.length - result.length },
  };
};
