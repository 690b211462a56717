/** Tells whether text goes on inside of a link, an image or a tag that the paragraph before it opens: there a reader does not see it. */

const codeSpan = /`[^`]*`/g;
const link = /!?\[[^[\]]*\]\([^()]*(?:\([^()]*\)[^()]*)*\)/g;
const bracket = /\[[^[\]]*\](?!\()/g;
const openTag = /<[a-z][\w-]{0,40}\s[^<>]*=\s*(?:"[^"<>]*|'[^'<>]*)$/i;
const maxNesting = 4;

/** `text` is the paragraph, or what there is of it, up to the text in question. */
export const endsHidden = (text: string): boolean => {
  if (!/[[<]/.test(text)) return false;
  let rest = text.replace(/\\[\\[\]()`<]/g, "").replace(codeSpan, "");
  for (let level = 0; level < maxNesting; level++) rest = rest.replace(link, "").replace(bracket, "");
  return rest.includes("[") || openTag.test(rest.slice(rest.lastIndexOf("<")));
};
