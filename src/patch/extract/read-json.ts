/** Reads JSON with the line of every string; line breaks and tabs that a model left raw inside of strings are taken as meant. */

export type JsonNode = { at: number } & (
  | { kind: "string"; value: string }
  | { kind: "array"; items: JsonNode[] }
  | { kind: "object"; members: Map<string, JsonNode> }
  | { kind: "other"; value: boolean | number | null }
);

const maxDepth = 40;
const space = /[ \t\r\n]*/y;
/** A backslash that escapes a raw line break or tab: nobody knows what is meant. */
const escapedBreak = /^(?:[^\\]|\\[^\n\r\t])*\\[\n\r\t]/;
const scalar = /true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

class NotJson extends Error {
  readonly isCutOff: boolean;
  constructor(isCutOff: boolean) {
    super("not JSON");
    this.isCutOff = isCutOff;
  }
}

const escapeRaw = (text: string): string =>
  text.replace(/[\n\r\t]/g, (sign) => (sign === "\n" ? "\\n" : sign === "\r" ? "\\r" : "\\t"));

const createReader = (text: string, firstLine: number) => {
  let at = 0;
  let line = firstLine;
  let nextBreak = text.indexOf("\n");

  const lineNow = (): number => {
    for (; nextBreak >= 0 && nextBreak < at; nextBreak = text.indexOf("\n", nextBreak + 1)) line++;
    return line;
  };
  const skipSpace = (): string | undefined => {
    space.lastIndex = at;
    space.test(text);
    at = space.lastIndex;
    return text[at];
  };
  const fail = (): never => {
    throw new NotJson(at >= text.length);
  };
  const expectSign = (sign: string): void => {
    if (skipSpace() !== sign) fail();
    at++;
  };
  const readString = (): string => {
    expectSign('"');
    const start = at;
    while (text[at] !== '"') {
      if (at >= text.length) fail();
      at += text[at] === "\\" ? 2 : 1;
    }
    const raw = text.slice(start, at++);
    if (!/[\\\n\r\t]/.test(raw)) return raw;
    if (escapedBreak.test(raw)) throw new NotJson(false);
    try {
      return JSON.parse(`"${escapeRaw(raw)}"`);
    } catch {
      throw new NotJson(false);
    }
  };
  const readItems = (close: string, readItem: () => void): void => {
    at++;
    if (skipSpace() === close) {
      at++;
      return;
    }
    for (;;) {
      readItem();
      const sign = skipSpace();
      if (sign !== "," && sign !== close) fail();
      at++;
      if (sign === close) return;
    }
  };
  const readNode = (depth: number): JsonNode => {
    if (depth > maxDepth) throw new NotJson(false);
    const sign = skipSpace();
    const here = lineNow();
    if (sign === '"') return { at: here, kind: "string", value: readString() };
    if (sign === "[") {
      const items: JsonNode[] = [];
      readItems("]", () => items.push(readNode(depth + 1)));
      return { at: here, kind: "array", items };
    }
    if (sign === "{") {
      const members = new Map<string, JsonNode>();
      readItems("}", () => {
        const key = readString();
        if (members.has(key)) throw new NotJson(false);
        expectSign(":");
        members.set(key, readNode(depth + 1));
      });
      return { at: here, kind: "object", members };
    }
    scalar.lastIndex = at;
    const word = scalar.exec(text)?.[0];
    if (word === undefined) return fail();
    at += word.length;
    return { at: here, kind: "other", value: JSON.parse(word) };
  };
  return () => ({ node: readNode(0), length: at });
};

/** The object or array at the start of `text` and how many characters it takes; `isCutOff` when the text ends inside of it. */
export const readJson = (
  text: string,
  firstLine: number,
): { node: JsonNode; length: number } | { isCutOff: boolean } => {
  try {
    return createReader(text, firstLine)();
  } catch (error) {
    if (error instanceof NotJson) return { isCutOff: error.isCutOff };
    throw error;
  }
};
