/** Lines by which a writer says "the code in between stays": they stand for lines that he left out. */

const maxLength = 100;
const openers = ["//", "/*", "<!--", "--", "{/*", "#", ";", "%", "*", '"""'];
const closers = ["*/}", "*/", "-->", '"""'];

const uncomment = (line: string): { text: string; isComment: boolean } => {
  const text = line.trim();
  const opener = openers.find((one) => text.startsWith(one));
  if (opener === undefined) return { text, isComment: false };
  const inner = text.slice(opener.length);
  const closer = closers.find((one) => inner.endsWith(one));
  return { text: inner.slice(0, closer === undefined ? undefined : -closer.length).trim(), isComment: true };
};

const saysSo =
  /\b(?:existing|previous|remaining|unchanged|rest of|other|omitted|same as before|remains? the same|no changes?)\b/i;

const hasDots = (text: string): boolean =>
  text.startsWith("...") || text.startsWith("\u2026") || text.endsWith("...") || text.endsWith("\u2026");

/** `...`, `// ...`, `# existing code`, `[... 20 lines ...]` and their like. */
export const isElision = (line: string): boolean => {
  if (line.length > maxLength) return false;
  const { text, isComment } = uncomment(line);
  if (/^(?:\.{3,}|\u2026)$/.test(text)) return true;
  const bare = text.replace(/^[[(<{]+|[\])>}]+$/g, "").trim();
  if (isComment)
    return saysSo.test(text)
      ? hasDots(bare) || /\b(?:code|lines?|unchanged|file|function|class|methods?|imports?)\b/i.test(text)
      : false;
  return (
    hasDots(bare) &&
    (saysSo.test(bare) || (/^(?:\.{3}|\u2026).*(?:\.{3}|\u2026)$/.test(bare) && /\blines?\b/i.test(bare)))
  );
};

/** An added line that says that code was left out: taking it literally would replace code by a remark. */
export const isElidingAddition = (line: string): boolean => {
  if (line.length > maxLength) return false;
  const { text, isComment } = uncomment(line);
  return (
    isComment &&
    hasDots(text) &&
    /\b(?:existing (?:code|content|lines|imports|methods)|rest of|unchanged|remains? the same|same as before|remaining (?:code|lines))\b/i.test(
      text,
    )
  );
};
