/** The difference of two lines, word by word, with everything visible that a reader would overlook. */
import { diffWordsWithSpace } from "diff";
import { cutText } from "./number-lines.ts";

const maxCompared = 300;
const maxLead = 40;

const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[^\P{Zs} ]/gu;
const names: Record<string, string> = { "\t": "→", "\r": "\\r" };

const nameOf = (character: string): string =>
  names[character] ?? `\\u{${character.codePointAt(0)?.toString(16).toUpperCase() ?? ""}}`;

const dots = (text: string): string => text.replaceAll(" ", "·");

const show = (text: string): string => text.replace(hidden, nameOf);

/** Spaces at the ends of what is said are dots; accents that could stand apart from their letter are named. */
const showChanged = (text: string): string => {
  const [kept, ended] = [text.trim(), text.trimEnd()];
  const lead = ended.slice(0, ended.length - kept.length);
  return show(dots(lead) + kept + dots(text.slice(ended.length))).replace(/\p{Mn}/gu, nameOf);
};

const marked = (removed: string, added: string): string =>
  (removed === "" ? "" : `[-${showChanged(removed)}-]`) + (added === "" ? "" : `{+${showChanged(added)}+}`);

const sharedStart = (one: string, other: string): number => {
  const shorter = Math.min(one.length, other.length);
  let at = 0;
  while (at < shorter && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
};

/** Of long lines only what lies around the first difference is compared. */
const windowsOf = (one: string, other: string): { lead: string; windows: [string, string] } => {
  if (one.length <= maxCompared && other.length <= maxCompared) return { lead: "", windows: [one, other] };
  const from = Math.max(sharedStart(one, other) - maxLead, 0);
  const cut = (text: string) => cutText(text.slice(from), maxCompared - maxLead).toWellFormed();
  return { lead: from > 0 ? "…" : "", windows: [cut(one), cut(other)] };
};

/**
 * `[-what only the first has-]{+what only the second has+}` between what they share. Tabs are `→`, carriage returns `\r`,
 * spaces at the ends of what differs `·`, other characters without a look of their own `\u{HEX}`. Lines are cut to some hundred characters.
 */
export const renderWordDiff = (one: string, other: string): string => {
  const { lead, windows } = windowsOf(one, other);
  let [text, removed, added] = [lead, "", ""];
  for (const change of diffWordsWithSpace(...windows)) {
    if (change.removed) removed += change.value;
    else if (change.added) added += change.value;
    else {
      text += marked(removed, added) + show(change.value);
      [removed, added] = ["", ""];
    }
  }
  return text + marked(removed, added);
};
