/** Keeps mail addresses out of what the map stores and shows. */

/** Starts only where a word starts, so that a long word without `@` is read once. `lodash@4.17.21` is no address. */
const address = /(?<![\w.+-])[\w.+-]+@[\w.-]*\.[a-z]{2,}\b/gi;

/** Puts `(address)` in the place of every mail address. */
export const hideAddresses = (text: string): string => (text.includes("@") ? text.replace(address, "(address)") : text);
