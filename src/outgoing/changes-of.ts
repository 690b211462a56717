/** Tells drawn characters from words: digits, capitals and small letters change often in the one and seldom in the other. */

const kindOf = (sign: string): number => (sign < ":" ? 0 : sign < "[" ? 1 : 2);

/** The share of neighbours of which one is a digit, capital or small letter and the other is not: names and words change seldom. */
export const changesOf = (text: string): number => {
  let changes = 0;
  for (let at = 1; at < text.length; at++) if (kindOf(text.charAt(at)) !== kindOf(text.charAt(at - 1))) changes++;
  return changes / text.length;
};
