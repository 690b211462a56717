/** Keeps mail addresses out of what the map stores and shows. */

const letter = "\\p{L}\\p{M}\\p{N}";
const plain = `[${letter}.!#$%&'*+/=?^_{|}~-]`;

/**
 * Of letters of any script. Starts only where a word starts, so that a long word without `@` is read once; what stands in
 * quotes is at most 64 characters long, as the rules for mail say. `lodash@4.17.21` is no address.
 */
const address = new RegExp(
  `(?:(?<!${plain})${plain}+|"[^"\\n]{1,64}")@(?:[${letter}.-]*\\.(?:xn--[a-z0-9-]+|[\\p{L}\\p{M}]{2,})|\\[[^\\]\\s]{1,64}\\])`,
  "giu",
);

/** Puts `(address)` in the place of every mail address. */
export const hideAddresses = (text: string): string => (text.includes("@") ? text.replace(address, "(address)") : text);
