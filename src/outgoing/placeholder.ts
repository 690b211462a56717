/** Tells what documentation writes in the place of a credential from a credential. */

const words =
  /example|placeholder|redacted|changeme|change_me|dummy|your[-_ ]|-here\b|_here\b|x{6}|\*{4}|\.{3}|<[a-z]|\$\{|\$\(|\{\{/i;

/** True for words that stand for a value, and for a value that is one sign again and again behind its prefix. */
export const isPlaceholder = (text: string): boolean => {
  if (words.test(text)) return true;
  const tail = text.slice(-12);
  return tail.length === 12 && new Set(tail).size === 1;
};
