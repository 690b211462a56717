/** Beginnings that make a parser hope: each, repeated, is a text that a careless function takes quadratic time over. */

const markdown = [
  ...'> |>|1. |- |* |+ |- > |> - |1) |>1. |- [ ] |[|![|]|](|[a](|[a](b |[a](<|[[|[]|[a][|[^1]|[^|[^1]: |[a]: b\n|[|![](|<|<a |<a b="|</|<!|<?|<![CDATA[|<!--|<!-->|<a@|<http://a|<b>'.split(
    "|",
  ),
  ..."*a |**a |*a_ |_a |__a|*|**|***a|_|~|~~a|~~|`|``a|`a``|\\`|*a **b |**a*|*_|[*a](b |&|&amp;|&#|&#x|&a|\\|\\*|# |#|a\n=|a\n-|---\n|```\n|```a\n~~~\n|~~~\n|    a\n|\t|  \n|\\\n|http://|www.|http://a(|a@b.|a.b@c|a_b_|@a|#1 |:".split(
    "|",
  ),
  "|",
  "|a",
  "a|b\n-|-\n",
  "|-",
  "|a|b|\n|-|-|\n|`",
  "a\n|-|\n",
  "> a\n\n",
  "- a\n\n",
  "- a\n - b\n",
  "1. a\n   1. b\n",
  "> [a](\n",
  "* *\n",
  "<details>\n",
  "<script>\n",
  "<pre\n",
  "[a]: <b\n",
  '[a]: b "c\n',
  "[a](b 'c\n",
  "$",
  "$$\n",
  "@a/b ",
  "fixes #",
  "GH-",
  "/a\n",
];

const terminal = [
  "\u001B",
  "\u001B[",
  "\u001B[1;",
  "\u001B[31m",
  "\u001B]",
  "\u001B]0;",
  "\u001B]8;;\u0007",
  "\u009B",
  "\u001BP",
  "\b",
  "a\b",
  "\r",
  "\r\n",
  "\v",
  "\u2028",
];

const commands = ["::", "::a ", "::a b=c::", "##[", "##[group]", " ::", "%0A", "EOF\n", "a<<b\n", "=", "a=b\n"];

const encodings = [
  "%",
  "%2",
  "%25",
  "%41",
  "\\u",
  "\\u0041",
  "\\x41",
  "\\\\u0041",
  "&#65;",
  "&#38;#65;",
  "=41",
  "=\n",
  "QUFB",
  "QUJD+/",
  "4142",
  "A".repeat(76).concat("\n"),
  '"a" + "b" + ',
  "aGVsbG8",
];

const unicode = [
  "\u0301",
  "a\u0301",
  "\u200B",
  "a\u200Db",
  "\u202E",
  "\u{E0041}",
  "\uFEFF",
  "\uD800",
  "😀",
  "ﬃ",
  "\uFDFA",
  "İ",
  "é",
  "中",
  "\u00A0",
  "\u0000",
  "\u3164",
];

const secrets = [
  "ghp_",
  "ghs_1_eyJ",
  "eyJ",
  "eyJa.eyJ",
  "-----BEGIN ",
  "-----BEGIN PRIVATE KEY-----\n",
  "://a:",
  "a://b:c@",
  "aws key ",
  "aws_secret_access_key=",
  'secret="',
  "token: ",
  "password=",
  "sk-",
  "sk-ant-",
  "xoxb-",
  "AKIA",
  "SG.",
  "AIza",
  "Authorization: Bearer ",
  "machine a login b password ",
  "AccountKey=",
  "0123456789abcdef",
  "Zq7kd93Xw8",
];

const documents = [
  "[",
  "{",
  '{"a":',
  '{"a":[',
  '{"a":1,',
  '"',
  '"\\',
  "[1,",
  "[[],",
  "'",
  "a: ",
  "a: b\n",
  "a:\n",
  "? ",
  "- - ",
  "-\n",
  "- a\n",
  "&a ",
  "*a ",
  "!!a ",
  "!a ",
  "{a: ",
  "[a, ",
  "{a,",
  "|\n",
  ">\n",
  "#",
  "# a\n",
  "a #",
  "%a\n",
  "---\n",
  "...\n",
  "a: |\n ",
  "a: >\n\n",
  "a: 'b\n",
  'a: "b\n',
  '"\\x41',
  "<<: ",
  "a: {b: [",
  "<a>",
  "<a b='c'>",
  "<a><b>",
  "<testcase name='a'>",
  "&lt;",
  "]]>",
  'a{b="c"} 1\n',
  "# TYPE a histogram\n",
  "# HELP a b\n",
  "pkg:npm/a@",
  "file:///a/",
];

const diffs = [
  "diff --git a/a b/a\n",
  "--- a/a\n",
  "+++ b/a\n",
  "--- a/a\n+++ b/a\n",
  "@@ -1 +1 @@\n",
  "@@ -1,1 +1,1 @@\n-a\n+b\n",
  "@@\n",
  "+a\n",
  "-a\n",
  "-a\n+b\n",
  " a\n",
  "rename from a\n",
  "index 1..2\n",
  "<<<<<<< SEARCH\n",
  "=======\n",
  ">>>>>>> REPLACE\n",
  "*** Begin Patch\n",
  "*** Update File: a\n",
  "```diff\n",
  "<file path='a'>\n",
  "<think>\n",
  '"a\\',
  "a/",
  "../",
  "**/",
  "*a",
  "{a,b}",
  "(",
  "a(",
  "at a (",
  "    at a (b:1:1)\n",
  '  File "a", line 1\n',
  "Error: a\n",
  "error[E0433]: a\n --> a:1:1\n",
  "a.ts(1,1): error TS2304: Cannot find name '",
  "cannot find name '",
  '{"Action":"output"}\n',
  "Draftsmith-Run: 1\n",
  "Signed-off-by: a\n",
  "<!-- draftsmith:record\n",
  "depends on #",
  "blocked by #1, ",
];

const plain = ["a", " ", "\n", "\t", "a ", "a\n", " a", "A", "0", "-", "_", ".", ",", "/", "\\", "a-", "a.", "aA1_"];

/** What ends otherwise than it began, so that whoever hoped has to go back. */
const disappointing = [
  ["", "a", "!"],
  ["", "a ", "!"],
  ["", "aA1_", "!"],
  ["", " ", "a"],
  ["", "\t", "a"],
  ["", " \n", "a"],
  ["", "\n", "a"],
  ["", ".", "a"],
  ["", "-", "a"],
  ["", "/", "!"],
  ["", "a/", "!"],
  ["", "a.", "!"],
  ["", "a@", "!"],
  ["a", " ", "\n"],
  ["--- a/a\n+++ b/a\n@@ -1,9 +1,9 @@\n", " a\n", ""],
  ["--- a/a\n+++ b/a\n@@ -1,9 +1,9 @@\n", "-a\n", "+b\n"],
  ["--- a/a\n+++ b/a\n@@ -1,9 +1,9 @@\n", " a\n b\n", "+c\n"],
  ["--- a/a\n+++ b/a\n", "@@ -1 +1 @@\n-a\n+b\n", ""],
  ["```diff\n--- a/a\n+++ b/a\n", "@@ -1 +1 @@\n a\n+b\n", "```\n"],
  ["```json\n", "[", "\n```\n"],
  ['```json\n{"a": "', "a", '"}\n```\n'],
  ["```json\n", '{"a":', "1}\n```\n"],
  ["<!--", " ", "-->"],
  ["<!-- draftsmith:record ", "a", " -->"],
  ['<?xml version="1.0"?><testsuites>', '<testsuite name="a"><testcase name="b"/>', "</testsuites>"],
  ['<?xml version="1.0"?><!DOCTYPE a [', '<!ENTITY a "b">', "]><a>&a;</a>"],
  ["a:\n", " - a\n", "b"],
  ["{", '"a":1,', '"b":2}'],
  ["TAP version 13\n", "ok 1 - a\n", "not ok"],
  ["https://", "a.", "com/"],
  ["https://a.com/", "%", ""],
  ["\u001B[", "1;", "m"],
  ["\u001B]0;", "a", "\u0007"],
  ["x", "\u0301", "y"],
  ["", "skipped '", "x"],
  ["", "... ok ", "x"],
  ["", "[a](b(c)", "x"],
  ["", "```json ", "x"],
  ["", "```json\n", "{"],
  ["", "<a b=", "x"],
  ["", "a,{", "x"],
] as const;

/** Nested and closed again. */
const nested = [
  ["[", "]"],
  ["(", ")"],
  ["{", "}"],
  ['{"a":', "1}"],
  ["<a>", "</a>"],
  ["<b>", "</b>"],
  ["*", "*"],
  ["`", "`"],
  ["> ", ""],
  ["<!--", "-->"],
  ["![", "](a)"],
  ["[", "](a)"],
  ['"', '"'],
  ["\\(", "\\)"],
] as const;

/** Lines as long as limits are, and a little longer. */
const seams = [100, 200, 300, 400, 500, 1_000, 2_000, 4_096, 10_000, 20_000].flatMap((length) => [
  length - 1,
  length + 1,
]);

type Opener = {
  /** As it is printed. */
  shown: string;
  open: (length: number) => string;
};

const fill = (body: string, length: number): string => body.repeat(Math.ceil(length / body.length)).slice(0, length);

const repeated = [
  ...new Set([markdown, terminal, commands, encodings, unicode, secrets, documents, diffs, plain].flat()),
].filter((body) => body !== "");

const quote = (text: string): string => JSON.stringify(text);

/** Runs of one sign or two that are not the end of the text, for patterns that look for its end. */
const runs = repeated.filter(
  (body) => body.length <= 2 && !disappointing.some(([head, each]) => head === "" && each === body),
);

const openers: readonly Opener[] = [
  ...runs.map((body) => ({ shown: `${quote(body)} then "x"`, open: (length: number) => `${fill(body, length - 1)}x` })),
  ...repeated.map((body) => ({ shown: quote(body), open: (length: number) => fill(body, length) })),
  ...disappointing.map(([head, body, tail]) => ({
    shown: `${quote(head)} then ${quote(body)} then ${quote(tail)}`,
    open: (length: number) => `${head}${fill(body, length - head.length - tail.length)}${tail}`,
  })),
  ...nested.map(([left, right]) => ({
    shown: `${quote(left)} nested in ${quote(right)}`,
    open: (length: number) => {
      const depth = Math.floor(length / (left.length + right.length));
      return `${left.repeat(depth)}${right.repeat(depth)}`;
    },
  })),
  ...seams.map((width) => ({
    shown: `lines of ${width} characters`,
    open: (length: number) => fill(`${"a ".repeat(width / 2)}${"b".repeat(width % 2)}\n`, length),
  })),
];

export const openerCount = openers.length;

export const describeOpener = (number: number): string => openers[number]?.shown ?? "";

const size = 65_536;

/** The opener of that number, up to 64 KB of it. */
export const openText = (number: number): string => openers[number]?.open(size) ?? "";
