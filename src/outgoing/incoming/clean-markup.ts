/** Takes out of Markdown prose what GitHub does not draw: titles, alternatives, attributes, unused link definitions. */
import type { Dropped } from "./dropped.ts";

/** A tag with quotes taken into account, so that a bracket inside a value does not end it. */
const tag = /<[a-zA-Z][^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>/g;
const attribute = /\s([^\s"'<>/=]{1,80})\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/g;
const drawn = /^(?:href|src|srcset|width|height|align|valign|id|open|type|start|colspan|rowspan|lang|dir|target|rel)$/i;
const imageAlternative = /!\[((?:[^\][]|\[[^\][]*\])+)\](?=[([])/g;
const linkTitle = /(\]\([^\s()]{0,2000})\s+(?:"[^"]*"|'[^']*'|\([^()]*\))\s*\)/g;
const definition =
  /^( {0,3}\[(?!\^)([^\][\n]{1,999})\]:[ \t]*(?:\n[ \t]*)?[^\s[]\S*)([ \t]*(?:[ \t]|\n[ \t]*)(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*(?:\n|$)/gm;
const bracketed = /\[([^\][\n]{1,999})\]/g;

const labelOf = (text: string): string => text.trim().replace(/\s+/g, " ").toLowerCase();

/** How often each label stands in brackets, its own definition included. */
export const countLabels = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const [, label = ""] of text.matchAll(bracketed))
    counts.set(labelOf(label), (counts.get(labelOf(label)) ?? 0) + 1);
  return counts;
};

/** `labels` are those of the whole text: a link may stand before and after its definition. */
export const cleanMarkup = (prose: string, labels: ReadonlyMap<string, number>, dropped: Dropped): string => {
  const drop = (kept: string): string => {
    dropped.undrawn += 1;
    return kept;
  };
  return prose
    .replace(definition, (whole, bare: string, label: string, title: string | undefined) => {
      if ((labels.get(labelOf(label)) ?? 0) < 2) return drop("");
      return title === undefined ? whole : drop(whole.endsWith("\n") ? `${bare}\n` : bare);
    })
    .replace(imageAlternative, () => drop("![]"))
    .replace(linkTitle, (_, link: string) => drop(`${link})`))
    .replace(tag, (found) => found.replace(attribute, (whole, name: string) => (drawn.test(name) ? whole : drop(""))));
};
