import { describe, expect, it } from "vitest";
import { diff, extracted, fenced, hunk, indented } from "./reply.fixture.ts";

const code = "const a = 1;\nexport { a };\n";
const inner = `# Title\n\n${fenced("npm test\n", "sh")}`;
const whole = (at: number, path: string, text = code) => [`unknown@${at} ${path}\n=\n${text}`];

describe("a block with a whole file", () => {
  const found: [string, string, string[]][] = [
    ["named in the info string", fenced(code, "ts src/a.ts"), whole(1, "src/a.ts")],
    ["named by the info string alone", fenced(code, "src/a.ts"), whole(1, "src/a.ts")],
    ["named behind a colon", fenced(code, "ts:src/a.ts"), whole(1, "src/a.ts")],
    ["named by a title", fenced(code, 'ts title="src/a.ts" {1,3}'), whole(1, "src/a.ts")],
    ["without a directory", fenced(code, "js index.js"), whole(1, "index.js")],
    ["named by a heading", `## src/a.ts\n\n${fenced(code, "ts")}`, whole(3, "src/a.ts")],
    ["named in bold with a remark", `**\`src/a.ts\`** (new file):\n${fenced(code, "ts")}`, whole(2, "src/a.ts")],
    ["named by a label", `File: src/a.ts\n${fenced(code, "ts")}`, whole(2, "src/a.ts")],
    ["named by a verb", `Create \`bin/run\`:\n${fenced(code, "")}`, whole(2, "bin/run")],
    ["named in a list", `1. \`src/a.ts\`\n\n${indented(fenced(code, "ts"), "   ")}`, whole(3, "src/a.ts")],
    ["named by a comment", fenced(`// src/a.ts\n${code}`, "ts"), whole(1, "src/a.ts")],
    ["named by a labelled comment", fenced(`# File: src/a.py\nx = 1\n`, "python"), whole(1, "src/a.py", "x = 1\n")],
    ["named by a comment of HTML", fenced("<!-- a.html -->\n<p>\n", "html"), whole(1, "a.html", "<p>\n")],
    ["named by a comment of CSS", fenced("/* a.css */\np {}\n", "css"), whole(1, "a.css", "p {}\n")],
    [
      "named by a comment that says more",
      fenced(`// src/a.ts - the numbers\n${code}`, "ts"),
      whole(1, "src/a.ts", `// src/a.ts - the numbers\n${code}`),
    ],
    [
      "whose comment is its own",
      fenced(`// src/a.ts\n${code}`, "ts src/a.ts"),
      whole(1, "src/a.ts", `// src/a.ts\n${code}`),
    ],
    ["that is empty", fenced("", "py src/__init__.py"), whole(1, "src/__init__.py", "")],
    ["in CRLF", fenced(code, "ts src/a.ts").replaceAll("\n", "\r\n"), whole(1, "src/a.ts")],
    ["of Markdown in a longer fence", fenced(inner, "md README.md", "````"), whole(1, "README.md", inner)],
    [
      "of Python with a lone ellipsis",
      fenced("class A:\n    ...\n", "py a.py"),
      whole(1, "a.py", "class A:\n    ...\n"),
    ],
    [
      "beside an unnamed illustration",
      `${fenced("run()\n", "ts")}\n${fenced(code, "ts src/a.ts")}`,
      whole(5, "src/a.ts"),
    ],
    ["given twice", `${fenced(code, "ts src/a.ts")}${fenced(code, "ts src/a.ts")}`, whole(1, "src/a.ts")],
    ["with a path out of the tree, raw", fenced(code, "ts ../../a.ts"), whole(1, "../../a.ts")],
    [
      "in a fence around the answer",
      fenced(`### src/a.ts\n${fenced(code, "ts")}`, "markdown", "~~~~"),
      whole(3, "src/a.ts"),
    ],
  ];
  it.each(found)("%s", (_, reply, expected) => {
    expect(extracted(reply)).toEqual(expected);
  });

  const ignored: [string, string][] = [
    ["without a path", fenced(code, "ts")],
    ["below a product's name", `### Node.js\n${fenced(code, "js")}`],
    ["below a sentence that mentions a file", `As in \`src/a.ts\`:\n${fenced(code, "ts")}`],
    ["with commands below a file's name", `### package.json\n${fenced("npm i\n", "bash")}`],
    ["that cites lines", fenced(code, "12:15:src/a.ts")],
    ["with lines behind the path", fenced(code, "ts src/a.ts:12-20")],
    ["with a media type", fenced(code, "text/plain")],
    ["with a language that has a dot", fenced(code, "asp.net")],
    ["called an excerpt", `src/a.ts (excerpt):\n${fenced(code, "ts")}`],
    ["with a comment about a file", fenced(`// see src/a.ts for more\n${code}`, "ts")],
    ["with a version in a comment", fenced("# 1.2.3\nx\n", "text")],
  ];
  it.each(ignored)("is an illustration %s", (_, reply) => {
    expect(extracted(reply)).toEqual([
      expect.stringMatching(/^empty null null: the reply holds no change: write a unified diff/),
    ]);
    expect(extracted(`${fenced(diff)}\n${reply}`)).toEqual([`diff@2\n${diff}`]);
  });

  it("that an edit names too is an illustration", () => {
    expect(extracted(`${fenced(diff)}\nThe result:\n${fenced(code, "ts x.ts")}`)).toEqual([`diff@2\n${diff}`]);
  });
  const doubtful: [string, string][] = [
    ["the info string", fenced(code, "ts y.ts")],
    ["a heading", `### \`y.ts\`\n\n${fenced(code, "ts")}`],
    ["a bold line", `**y.ts**\n${fenced(code, "ts")}`],
    ["a line of its own", `y.ts\n${fenced(code, "")}`],
    ["a comment", fenced(`// y.ts\n${code}`, "ts")],
    ["a label", `Create \`y.ts\`:\n\n${fenced(code, "ts")}`],
    ["a sentence that asks for it", `Create a new file \`y.ts\` with:\n\n${fenced(code, "ts")}`],
    ["a sentence that asks to change it", `In \`y.ts\`, replace the import:\n${fenced(code, "ts")}`],
    ["JSON", fenced(`${JSON.stringify({ path: "y.ts", content: code })}\n`, "json")],
    ["JSON that deletes it", fenced(`${JSON.stringify({ path: "y.ts", action: "delete" })}\n`, "json")],
    ["a tag", `<file path="y.ts">\n${code}</file>\n`],
  ];
  it.each(doubtful)("is refused beside edits of other files where %s names it", (_, block) => {
    const refused = [expect.stringMatching(/^malformed \d+ y\.ts: /)];
    expect(extracted(`${fenced(diff)}\n${block}`)).toEqual(refused);
    expect(extracted(`${block}\nAnd then:\n\n\n\n${fenced(diff)}`)).toEqual(refused);
  });
  it("that a sentence asks for is refused where it could be a part", () => {
    expect(extracted(`Add \`y.ts\` to the tests:\n${fenced(code, "ts")}`)).toEqual([
      expect.stringMatching(/^malformed 2 y\.ts: the sentence above the block asks to change this file/),
    ]);
  });

  const faulty: [string, string, RegExp][] = [
    [
      "elided by dots",
      fenced("// ... existing code ...\nx\n", "ts a.ts"),
      /FAULT malformed: line 2 of the reply \(`\/\/ ... existing code ...`\) leaves out/,
    ],
    ["elided by a lone ellipsis", fenced("x\n...\ny\n", "ts a.ts"), /leaves out a part/],
    ["elided by words", fenced("x = 1\n# rest of the file unchanged\n", "py a.py"), /leaves out a part/],
    ["elided in a comment of JSX", fenced("{/* existing code */}\n", "tsx a.tsx"), /leaves out a part/],
    ["that is cut off", `\`\`\`ts a.ts\n${code}`, /FAULT malformed: .*cut off/],
    ["given in two versions", fenced(code, "ts a.ts") + fenced(hunk.slice(20), "ts a.ts"), /two different texts/],
    [
      "of Markdown with fences as long as its own",
      fenced(inner, "md README.md"),
      /^malformed 1 README\.md: .*longer fence/,
    ],
    ["with 200 blank lines", fenced(`${code}${"\n".repeat(201)}evil()\n`, "ts a.ts"), /more than 200 blank lines/],
    ["with code far to the right", fenced(`x;${" ".repeat(2100)}evil()\n`, "ts a.ts"), /out of sight/],
  ];
  it.each(faulty)("%s is refused", (_, reply, expected) => {
    expect(extracted(reply).join("\n")).toMatch(expected);
  });
});
