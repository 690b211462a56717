/** The head of a declaration on one line, for people and models to read. */

/** How a language marks comments; quotes that can hold such marks are passed over. */
export type CommentStyle = { line: readonly string[]; block: boolean; quotes: string };

const maxLength = 160;
const maxRead = 1_000;

const withoutComments = (text: string, style: CommentStyle): string => {
  let result = "";
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote !== "") {
      if (char === "\\") {
        result += char + text.charAt(at + 1);
        at += 1;
        continue;
      }
      if (char === quote || char === "\n") quote = "";
    } else if (style.quotes.includes(char)) {
      quote = char;
    } else {
      const isBlock = style.block && text.startsWith("/*", at);
      if (isBlock || style.line.some((mark) => text.startsWith(mark, at))) {
        const end = text.indexOf(isBlock ? "*/" : "\n", at);
        if (end === -1) return result;
        at = isBlock ? end + 1 : end;
        result += " ";
        continue;
      }
    }
    result += char;
  }
  return result;
};

const idleEnds = " {:;,=";

/** The text between two offsets with runs of white space as one space, no comments, at most 160 characters. */
export const headLine = (text: string, from: number, to: number, style: CommentStyle): string => {
  const raw = text.slice(from, Math.min(to, from + maxRead));
  const isCommented = (style.block && raw.includes("/*")) || style.line.some((mark) => raw.includes(mark));
  const line = (isCommented ? withoutComments(raw, style) : raw).replace(/\s+/g, " ").trim();
  let end = Math.min(line.length, maxLength);
  while (end > 0 && idleEnds.includes(line.charAt(end - 1))) end -= 1;
  return line.slice(0, end);
};
