/** Splits prose, paths and code into the words by which files are found. */

const stopWords = new Set(
  "a an and are as at be but by can could do does for from has have how i if in into is it its not of on or should so that the then there this to was we when which will with would you".split(
    " ",
  ),
);

/** `parseJunitXML_fast` → `parse junit xml fast` and the whole; lower case, at least two characters, with repetitions. */
export const splitWords = (text: string): string[] => {
  const words: string[] = [];
  for (const [token] of text.matchAll(/[\p{L}\p{N}_$]+/gu)) {
    const parts = token.split(/[_$]+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);
    for (const part of parts) add(words, part);
    if (parts.length > 1) add(words, token);
  }
  return words;
};

const add = (words: string[], word: string): void => {
  const lower = word.toLowerCase();
  if (lower.length > 1 && lower.length <= 60 && !stopWords.has(lower)) words.push(stem(lower));
};

/** Joins the commonest English endings, so that "tests" finds `test` and "parsing" finds `parse`. */
const stem = (word: string): string => (word.length > 4 ? word.replace(/(?:ing|ed|es|s|e)$/, "") : word);
