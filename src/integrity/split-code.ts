/** Tells code from comments and strings, line by line, closely enough that a marker in a string raises no alarm. */

export type Language =
  | "javascript"
  | "python"
  | "go"
  | "rust"
  | "java"
  | "ruby"
  | "php"
  | "csharp"
  | "swift"
  | "cpp"
  | "dart"
  | "elixir"
  | "other";

const endings: [RegExp, Language][] = [
  [/\.[cm]?[jt]sx?$/, "javascript"],
  [/\.pyi?$/, "python"],
  [/\.go$/, "go"],
  [/\.rs$/, "rust"],
  [/\.(?:java|kt|kts|groovy|scala|gradle)$/, "java"],
  [/\.rb$/, "ruby"],
  [/\.php$/, "php"],
  [/\.cs$/, "csharp"],
  [/\.swift$/, "swift"],
  [/\.(?:c|cc|cpp|cxx|h|hh|hpp)$/, "cpp"],
  [/\.dart$/, "dart"],
  [/\.exs?$/, "elixir"],
];

export const languageOf = (path: string): Language => endings.find(([ending]) => ending.test(path))?.[1] ?? "other";

/** One line of a file; `code` has comments and the inside of strings taken out, `comment` has nothing else than comments. */
export type SplitLine = { code: string; comment: string };

type Delimiter = { open: string; close: string; kind: "string" | "comment"; isOneLine: boolean; escapes: boolean };

const string = (mark: string, isOneLine: boolean, escapes = true): Delimiter => ({
  open: mark,
  close: mark,
  kind: "string",
  isOneLine,
  escapes,
});
const toEnd = (open: string): Delimiter => ({ open, close: "\n", kind: "comment", isOneLine: true, escapes: false });
const block: Delimiter = { open: "/*", close: "*/", kind: "comment", isOneLine: false, escapes: false };

const quotes = [string('"', true), string("'", true)];

/** Longer marks stand before their own beginnings. */
const delimiters: Record<Language, Delimiter[]> = {
  javascript: [toEnd("//"), block, string("`", false), string('"', true), string("'", true)],
  python: [toEnd("#"), string('"""', false), string("'''", false), string('"', true), string("'", true)],
  go: [toEnd("//"), block, string("`", false, false), string('"', true), string("'", true)],
  // A quote in Rust is a lifetime more often than a character.
  rust: [toEnd("//"), block, string('"', false)],
  java: [toEnd("//"), block, string('"""', false), string('"', true), string("'", true)],
  ruby: [toEnd("#"), ...quotes],
  php: [toEnd("//"), toEnd("#"), block, ...quotes],
  csharp: [toEnd("//"), block, ...quotes],
  swift: [toEnd("//"), block, string('"""', false), string('"', true)],
  cpp: [toEnd("//"), block, ...quotes],
  dart: [toEnd("//"), block, string("'''", false), string('"""', false), ...quotes],
  elixir: [toEnd("#"), string('"""', false), ...quotes],
  other: [toEnd("#"), toEnd("//")],
};

const anyOf = (marks: string[]): RegExp => new RegExp(`[\\n\\\\${marks.map((mark) => mark.charAt(0)).join("")}]`, "g");

/** Where code may end: at what opens something, or at a line's end. */
const openers = Object.fromEntries(
  Object.entries(delimiters).map(([language, marks]) => [language, anyOf(marks.map(({ open }) => open))]),
) as Record<Language, RegExp>;
const closers = new Map(
  Object.values(delimiters).flatMap((marks) => marks.map(({ close }) => [close, anyOf([close])])),
);

const regexLiteral = /\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,200}\]){1,500}\/[a-z]{0,8}/y;
const mayPrecedeRegex = /(?:^|[(,=:[!&|?{};+>]|\breturn)\s*$/;

/** Runs in time linear in the text. Regular expressions of JavaScript count as strings where they stand after an operator. */
export const splitCode = (text: string, language: Language): SplitLine[] => {
  const lines: SplitLine[] = [];
  let code = "";
  let comment = "";
  let open: Delimiter | null = null;
  const marks = delimiters[language];
  const endLine = (): void => {
    lines.push({ code, comment });
    code = comment = "";
    if (open?.isOneLine) open = null;
  };
  for (let at = 0; at < text.length; ) {
    const stop = open === null ? openers[language] : (closers.get(open.close) ?? openers[language]);
    stop.lastIndex = at;
    const next = stop.exec(text)?.index ?? text.length;
    if (open === null) code += text.slice(at, next);
    else if (open.kind === "comment") comment += text.slice(at, next);
    at = next;
    const char = text[at] ?? "";
    if (char === "") break;
    if (char === "\n") {
      endLine();
      at += 1;
    } else if (open !== null) {
      if (open.escapes && char === "\\" && text[at + 1] !== "\n") at += 2;
      else if (text.startsWith(open.close, at)) {
        if (open.kind === "string") code += open.close;
        at += open.close.length;
        open = null;
      } else {
        if (open.kind === "comment") comment += char;
        at += 1;
      }
    } else {
      const end = language === "javascript" && char === "/" ? endOfRegex(text, at) : null;
      open = end === null ? (marks.find((mark) => text.startsWith(mark.open, at)) ?? null) : null;
      if (end !== null) code += "//";
      else if (open?.kind === "string") code += open.open;
      else if (open === null) code += char;
      at = end ?? at + (open?.open.length ?? 1);
    }
  }
  endLine();
  return lines;
};

const endOfRegex = (text: string, at: number): number | null => {
  if (!mayPrecedeRegex.test(text.slice(Math.max(0, at - 40), at))) return null;
  regexLiteral.lastIndex = at;
  return regexLiteral.test(text) ? regexLiteral.lastIndex : null;
};
