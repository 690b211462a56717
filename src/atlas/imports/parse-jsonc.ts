/** Reads JSON as people write it in configuration files: with comments, trailing commas and a byte order mark. */

const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 92) at += 1;
    else if (code === 34) return at + 1;
  }
  return text.length;
};

const endOfComment = (text: string, start: number): number => {
  const isLine = text[start + 1] === "/";
  const end = text.indexOf(isLine ? "\n" : "*/", start + 2);
  if (end < 0) return text.length;
  return isLine ? end : end + 2;
};

/** Each piece of the text is a string, a comment, a comma or what lies between; a comma waits for what follows it. */
const withoutExtras = (text: string): string => {
  const kept: string[] = [];
  let hasComma = false;
  let at = 0;
  const next = /["/,\]}]|[^\s"/,\]}]+/g;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    at = match.index;
    const first = match[0];
    if (first === "/" && (text[at + 1] === "/" || text[at + 1] === "*")) {
      next.lastIndex = endOfComment(text, at);
      continue;
    }
    if (first === '"') next.lastIndex = endOfString(text, at);
    if (hasComma && first !== "]" && first !== "}") kept.push(",");
    hasComma = first === ",";
    if (!hasComma) kept.push(text.slice(at, next.lastIndex));
  }
  return kept.join("");
};

/** Null when it is not JSON even so. Linear in the length of the text. */
export const parseJsonc = (text: string): unknown => {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  for (const attempt of [() => plain, () => withoutExtras(plain)]) {
    try {
      return JSON.parse(attempt());
    } catch {}
  }
  return null;
};
