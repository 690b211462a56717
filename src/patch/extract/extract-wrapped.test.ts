import { describe, expect, it } from "vitest";
import { diff, edit, extracted, fenced, hunk, other, patch } from "./reply.fixture.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);
const change = "@\n a\n-b\n+c";

describe("JSON", () => {
  const found: [string, string, string[]][] = [
    ["with a diff", json({ plan: "p", diff }), [`diff@3\n${diff}`]],
    ["with a diff in one line", JSON.stringify({ patch: diff }), [`diff@1\n${diff}`]],
    ["with a fenced diff", json({ answer: `Here:\n${fenced(diff)}` }), [`diff@2\n${diff}`]],
    ["in a fence", `Result:\n${fenced(`${json({ diff })}\n`, "json")}`, [`diff@4\n${diff}`]],
    ["in a fence without a language", fenced(`${json({ diff })}\n`, ""), [`diff@3\n${diff}`]],
    ["behind prose and before prose", `Here:\n${json({ diff })}\nDone.\n`, [`diff@3\n${diff}`]],
    ["with a path and a hunk", json({ path: "x.ts", diff: hunk }), [`diff@3 x.ts\n${hunk}`]],
    ["with several diffs", json([{ diff }, { diff: other }]), [`diff@3\n${diff}`, `diff@6\n${other}`]],
    ["with raw line breaks", `{"diff": "${diff}"}`, [`diff@1\n${diff}`]],
    [
      "with files",
      json({
        files: [
          { path: "a.ts", content: "x\n" },
          { path: "b.ts", content: "y" },
        ],
      }),
      ["unknown@5 a.ts\n=\nx\n", "unknown@9 b.ts\n=\ny\n"],
    ],
    ["with files by name", json({ files: { "a.ts": "x\ny\n" } }), ["unknown@3 a.ts\n=\nx\ny\n"]],
    ["with a fenced content", json({ path: "a.ts", content: fenced("x\n", "ts") }), ["unknown@3 a.ts\n=\nx\n"]],
    [
      "with searches",
      json({ file: "x.ts", edits: [{ search: "a\nb", replace: "a\nc" }] }),
      [`unknown@4 x.ts\n${change}`],
    ],
    ["with a search/replace block", json({ path: "x.ts", content: edit }), [`unknown@3 x.ts\n${change}`]],
    [
      "with a deletion beside a file",
      json([
        { path: "a", action: "delete" },
        { path: "b.ts", content: "x" },
      ]),
      ["delete@2 a > null", "unknown@8 b.ts\n=\nx\n"],
    ],
    ["of a call of apply_patch", json({ command: ["apply_patch", patch] }), ["unknown@4 x.ts\n@\n a\n-b\n+c"]],
  ];
  it.each(found)("%s", (_, reply, expected) => {
    expect(extracted(reply)).toEqual(expected);
  });

  const refused: [string, string, RegExp][] = [
    ["that is cut off", json({ diff }).slice(0, 40), /^malformed 1 null: the JSON ends too early/],
    ["that cannot be read", `{"diff": 'x'}`, /^malformed 1 null: the JSON cannot be read/],
    ["with an escaped raw tab", `{"path": "a.ts", "content": "x\\\ty"}`, /cannot be read/],
    ["with an escaped raw line break", `{"path": "a.ts", "content": "x\\\ny"}`, /cannot be read/],
    ["with a key twice", `{"diff": "a", "diff": "b"}`, /cannot be read/],
    ["with an empty diff", json({ diff: "" }), /^no-change 2 null: the diff is empty/],
    ["with a rename", json({ path: "a", new_path: "b", content: "x" }), /rename is not read from JSON/],
    ["with a deletion that has content", json({ path: "a", action: "delete", content: "x" }), /has no content/],
    ["with many blank lines", json({ diff: `${"\n".repeat(201)}${diff}` }), /more than 200 blank lines/],
    ["without a change", json({ name: "x", files: ["dist"] }), /^empty/],
  ];
  it.each(refused)("%s is refused", (_, reply, expected) => {
    expect(extracted(reply).join("\n")).toMatch(expected);
  });

  it("in a fence is an illustration beside a diff", () => {
    expect(extracted(fenced(`${json({ path: "/v1", content: "x" })}\n`, "json") + fenced(diff))).toEqual([
      `diff@8\n${diff}`,
    ]);
  });
});

describe("tags", () => {
  const found: [string, string, string[]][] = [
    ["with a diff", `<diff>\n${diff}</diff>\n`, [`diff@2\n${diff}`]],
    ["with a diff on the tag's line", `<patch>${diff}</patch>\n`, [`diff@1\n${diff}`]],
    ["with a path", `<diff path="x.ts">\n${hunk}</diff>\n`, [`diff@2 x.ts\n${hunk}`]],
    ["with CDATA", `<patch><![CDATA[\n${diff}]]></patch>\n`, [`diff@2\n${diff}`]],
    ["with CDATA on lines of its own", `<patch>\n<![CDATA[${diff}]]>\n</patch>\n`, [`diff@2\n${diff}`]],
    ["with a fenced diff", `<answer>\n${fenced(diff)}</answer>\nBye\n`, [`diff@3\n${diff}`]],
    ["with a bare diff and prose", `<answer>\nHi\n${diff}</answer>\nBye\n`, [`diff@3 bare\n${diff}`]],
    ["with a file", `<file path="a.ts">\nx\n</file>\n`, ["unknown@1 a.ts\n=\nx\n"]],
    ["with a file in a fence", `<file path="a.ts">\n${fenced("x\n", "ts")}</file>\n`, ["unknown@2 a.ts\n=\nx\n"]],
    ["with a file's diff", `<file path="x.ts">\n${hunk}</file>\n`, [`diff@2 x.ts\n${hunk}`]],
    [
      "with children",
      `<edit>\n<path>x.ts</path>\n<search>\na\nb\n</search>\n<replace>\na\nc\n</replace>\n</edit>\n`,
      [`unknown@3 x.ts\n${change}`],
    ],
    [
      "with a content",
      "<write_to_file>\n<path>a.ts</path>\n<content>\nx\n</content>\n</write_to_file>\n",
      ["unknown@1 a.ts\n=\nx\n"],
    ],
    [
      "with a search/replace block",
      `<replace_in_file>\n<path>x.ts</path>\n<diff>\n${edit}</diff>\n</replace_in_file>\n`,
      [`unknown@4 x.ts\n${change}`],
    ],
    [
      "with entities throughout",
      "<diff>\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b &lt; c &amp;&amp; d\n</diff>\n",
      ["diff@2\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b < c && d\n"],
    ],
    [
      "with some entities",
      "<diff>\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b &lt; <c>\n</diff>\n",
      ["diff@2\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b &lt; <c>\n"],
    ],
    ["that are not closed", `<diff>\n${diff}`, [`diff@2 open\n${diff}`]],
    ["in a fence", fenced(`<diff>\n${diff}</diff>\n`, "xml"), [`diff@3\n${diff}`]],
  ];
  it.each(found)("%s", (_, reply, expected) => {
    expect(extracted(reply)).toEqual(expected);
  });

  it("with a file that is cut off are refused", () => {
    expect(extracted('<file path="a.ts">\nx\n').join("\n")).toMatch(/FAULT malformed: .*cut off/);
  });
});
