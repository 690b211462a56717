/** Every piece of a live secret that must not leave, in all its spellings, cut into short windows. */
import { secretForms } from "./secret-forms.ts";

const minLength = 8;

/** What stands between the armour lines of a key; the lines themselves are the same for every key. */
const withoutArmour = (secret: string): string => secret.replace(/-----[A-Z0-9 ]{1,60}-----/g, "");

/** Rows of dashes or zeros stand in every text; of bits, two signs are all there is. */
const isTelling = (window: string): boolean => new Set(window).size > (window.length > 64 ? 1 : 2);

const cut = (text: string, length: number): string[] => {
  if (text.length <= length) return [text];
  const windows = Array.from({ length: text.length - length + 1 }, (_, start) => text.slice(start, start + length));
  return windows.filter(isTelling);
};

/**
 * Lower-case windows to look for in text that has lost white space and case; `reduce` takes away
 * what the searched view has lost besides. Secrets of less than 8 characters give none: they would be found in any text.
 */
export const secretWindows = (secrets: readonly string[], reduce: (text: string) => string): Set<string> => {
  const windows = new Set<string>();
  for (const given of secrets) {
    const secret = withoutArmour(given).replace(/\s/g, "");
    if (secret.length < minLength) continue;
    for (const { text, length } of secretForms(secret)) {
      const reduced = reduce(text.toLowerCase());
      if (reduced.length >= minLength) for (const window of cut(reduced, length)) windows.add(window);
    }
  }
  return windows;
};
