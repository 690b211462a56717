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
    [
      "with a deletion alone",
      json({ path: "a", action: "delete", content: "", reason: "unused" }),
      ["delete@1 a > null"],
    ],
    [
      "with a deletion in a fence",
      `Do:\n${fenced(`${json({ path: "a", action: "remove" })}\n`, "json")}`,
      ["delete@3 a > null"],
    ],
    [
      "with a file that must be new",
      json({ path: "a.ts", action: "add", content: "x\n" }),
      ["add@4 null > a.ts\n=\nx\n"],
    ],
    [
      "of a call of an editor",
      json({ command: "str_replace", path: "x.ts", old_str: "a\nb", new_str: "a\nc" }),
      [`unknown@1 x.ts\n${change}`],
    ],
    [
      "of a call of another editor",
      json({ file_path: "x.ts", old_string: "a\nb", new_string: "a\nc", replace_all: false }),
      [`unknown@1 x.ts\n${change}`],
    ],
    [
      "with remarks and a list of files",
      json({ risk: "low", changed: [{ path: "x.ts", status: "modified" }], diff }),
      [`diff@9\n${diff}`],
    ],
    [
      "with files by name, one of a single line",
      json({ "a.ts": "x\ny\n", "b.ts": "z" }),
      ["unknown@2 a.ts\n=\nx\ny\n", "unknown@3 b.ts\n=\nz\n"],
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

  const edits = { path: "x.ts", search: "a", replace: "b" };
  const open: [string, unknown, RegExp][] = [
    ["deletes with a search", { path: "a", action: "delete", old_string: "x" }, /no content and no edits/],
    [
      "deletes with a search and no content",
      { path: "a", action: "delete", search: "x", content: "" },
      /no content and no/,
    ],
    ["deletes a place", { path: "a", action: "delete", lines: "3-5" }, /nobody can tell what `lines` means/],
    ["deletes a part", { path: "a", edits: [{ action: "delete" }] }, /names none itself/],
    ["deletes and edits", { path: "a", action: "delete", type: "edit" }, /contradict each other/],
    ["appends", { path: "a", action: "append", content: "x\n" }, /the action `append` is not known/],
    ["inserts", { path: "a", insert_line: 2, content: "x\n" }, /nobody can tell what `insert_line` means/],
    ["writes lines", { path: "a", start_line: 4, end_line: 4, content: "x\n" }, /`start_line`, `end_line`/],
    ["writes a part", { path: "a", functions: [{ code: "x\n" }] }, /names none itself/],
    ["writes what is unchanged", { path: "a", status: "unchanged", content: "x\n" }, /`unchanged` is not known/],
    ["inserts behind a search", { ...edits, action: "insert_after" }, /`insertafter` is not known/],
    ["replaces all", { ...edits, replace_all: true }, /nobody can tell what `replace_all` means/],
    ["searches a list", [{ ...edits, search: ["b"] }, edits], /an edit needs one string to search/],
    ["searches without replacing", [{ path: "x.ts", search: "b" }, edits], /an edit needs one string to search/],
    ["has an edit of unknown keys", { edits: [edits, { path: "g", before: "a", after: "b" }] }, /`before`, `after`/],
    ["has an item of unknown keys", { edits: [edits, { target: "g", before: "a", after: "b" }] }, /`target`, `before`/],
    ["has a status beside an edit", [edits, { path: "g", status: "deleted" }], /the action `deleted` is not known/],
    ["has a diff and a search", { ...edits, diff: hunk }, /in more than one way/],
    ["has a search and a content", { ...edits, content: "x\ny\n" }, /in more than one way/],
    ["has a diff and a content", { path: "x.ts", diff: hunk, content: "x" }, /in more than one way/],
    ["has a diff and edits", { path: "x.ts", diff: hunk, edits: [edits] }, /in more than one way/],
    ["has an empty diff and content", { path: "x.ts", diff: "", content: "" }, /in more than one way/],
    ["has two searches", { ...edits, old_string: "b" }, /say the same thing twice/],
    ["has two paths", { ...edits, file: "y.ts" }, /`file` names a second file/],
    ["has a diff in lines", { path: "x.ts", diff: hunk.split("\n") }, /a diff must be one string/],
    [
      "has a patch of JSON",
      { path: "x.json", patch: [{ op: "replace", path: "/a", value: 1 }] },
      /a diff must be one string/,
    ],
    ["has a content in lines", { path: "x.ts", content: ["a", "b"] }, /content of a file must be one string/],
    ["has no file among files", { files: { "a.ts": "x\ny\n", b: 3 } }, /`b` stands among files, but is none/],
  ];
  it.each(open)("that %s is refused", (_, value, expected) => {
    expect(extracted(json(value)).join("\n")).toMatch(expected);
  });

  it("that deletes among prose is refused", () => {
    expect(extracted(`The tool prints:\n${json({ file: "f", action: "delete" })}\n`)).toEqual([
      expect.stringMatching(/^malformed 2 f: a deletion in JSON among other text/),
    ]);
  });

  const shown: [string, unknown][] = [
    ["a status", { file: "f", status: "deleted" }],
    ["a finding", { file: "src/a.ts", message: "Unexpected any", line: 3 }],
    ["settings", { name: "x", scripts: { test: "vitest" }, files: ["dist"] }],
  ];
  it.each(shown)("that shows %s is no change", (_, value) => {
    expect(extracted(`It prints:\n${json(value)}\n`)).toEqual([expect.stringMatching(/^empty/)]);
    expect(extracted(`${fenced(diff)}${fenced(`${json(value)}\n`, "json")}`)).toEqual([`diff@2\n${diff}`]);
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

  it("with an entity in their path are refused", () => {
    expect(extracted('<file path="..&#47;a.ts">\nx\n</file>\n').join("\n")).toMatch(/sign of XML in words/);
    expect(extracted('<file path="a&amp;b.ts">\nx\n</file>\n')).toEqual(["unknown@1 a&b.ts\n=\nx\n"]);
  });
  it("with a file that is cut off are refused", () => {
    expect(extracted('<file path="a.ts">\nx\n').join("\n")).toMatch(/FAULT malformed: .*cut off/);
  });
});
