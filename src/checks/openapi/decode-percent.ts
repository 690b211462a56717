/** Percent-encoded text as people write it. */

/** What is not encoded well stays as it is. */
export const decodePercent = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
