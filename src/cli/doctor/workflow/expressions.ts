/** Expressions of GitHub Actions inside a text, and the contexts that they name. */

/** The inside of every `${{ … }}`; linear. */
export const expressionsIn = (text: string): string[] => {
  const found: string[] = [];
  for (let from = text.indexOf("${{"); from >= 0; from = text.indexOf("${{", from + 3)) {
    const end = text.indexOf("}}", from);
    if (end < 0) break;
    found.push(text.slice(from + 3, end).trim());
  }
  return found;
};

const path = /[A-Za-z_][\w-]{0,100}(?:\s?\.\s?(?:[A-Za-z_][\w-]{0,100}|\*)|\[[^\][]{0,100}\])*/g;
const words = new Set(["true", "false", "null"]);

/** Contexts in lower case with dots alone, such as `github.event.issue.title`; `[…]` that is computed reads as `*`. Functions are left out. */
export const contextsIn = (expression: string): string[] => {
  const dotted = expression.replace(/\[\s?'([\w-]{1,100})'\s?\]/g, ".$1").replace(/'[^']*'/g, "''");
  return [...dotted.matchAll(path)].flatMap((match) => {
    const after = dotted.slice(match.index + match[0].length).trimStart();
    const name = match[0]
      .replace(/\s/g, "")
      .replace(/\[[^\]]*\]/g, ".*")
      .toLowerCase();
    return after.startsWith("(") || words.has(name) ? [] : [name];
  });
};

/** True or false whatever stands in it, so that no text of anybody comes out. */
export const isVerdict = (expression: string): boolean => {
  const plain = expression.replace(/'[^']*'/g, "''");
  if (/&&|\|\|/.test(plain)) return false;
  return (
    /[=!]=|[<>]/.test(plain) ||
    /^!?\s?(?:contains|startsWith|endsWith|success|failure|always|cancelled)\s?\(/i.test(plain) ||
    /^hashFiles\s?\(/i.test(plain)
  );
};
