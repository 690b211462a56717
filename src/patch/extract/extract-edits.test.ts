import { describe, expect, it } from "vitest";
import { edit, extracted, fenced, indented, patch } from "./reply.fixture.ts";

const change = "@\n a\n-b\n+c";

describe("a search/replace block", () => {
  const found: [string, string, string[]][] = [
    ["below its path", `src/x.ts\n${edit}`, [`unknown@2 src/x.ts\n${change}`]],
    ["in a fence below its path", `src/x.ts\n${fenced(edit, "ts")}`, [`unknown@3 src/x.ts\n${change}`]],
    ["in a fence with its path", fenced(edit, "ts src/x.ts"), [`unknown@2 src/x.ts\n${change}`]],
    ["in a fence below a path inside", fenced(`src/x.ts\n${edit}`), [`unknown@3 src/x.ts\n${change}`]],
    [
      "of other signs",
      `x.ts\n${edit.replace(/<{7}/, "<<<<<").replace(/={7}/, "=====").replace(/>{7}/, ">>>>>>>>>")}`,
      [`unknown@2 x.ts\n${change}`],
    ],
    [
      "with ORIGINAL and UPDATED",
      `x.ts\n${edit.replace("SEARCH", "ORIGINAL").replace("REPLACE", "UPDATED")}`,
      [`unknown@2 x.ts\n${change}`],
    ],
    [
      "with HEAD",
      `x.ts\n${edit.replace("SEARCH", "HEAD").replace("REPLACE", "updated")}`,
      [`unknown@2 x.ts\n${change}`],
    ],
    [
      "twice for one path",
      `x.ts\n${edit}\n${edit.replace("c\n", "d\n")}`,
      [`unknown@2 x.ts\n${change}\n@\n a\n-b\n+d`],
    ],
    ["given twice", `x.ts\n${edit}\n${edit}`, [`unknown@2 x.ts\n${change}`]],
    [
      "in fences for one path",
      `x.ts\n${fenced(edit)}\nThen:\n${fenced(edit.replace("c\n", "d\n"))}`,
      [`unknown@3 x.ts\n${change}\n@\n a\n-b\n+d`],
    ],
    ["of two paths", `x.ts\n${edit}\ny.ts\n${edit}`, [`unknown@2 x.ts\n${change}`, `unknown@11 y.ts\n${change}`]],
    ["of a heading further above", `### y.ts\n\nIt needs c.\n\n${edit}`, [`unknown@5 y.ts\n${change}`]],
    ["that adds a file", "new.ts\n<<<<<<< SEARCH\n=======\nx\n>>>>>>> REPLACE\n", ["add@2 null > new.ts\n=\nx\n"]],
    ["that deletes lines", "x.ts\n<<<<<<< SEARCH\na\n=======\n>>>>>>> REPLACE\n", ["unknown@2 x.ts\n@\n-a"]],
    [
      "with a line number",
      "x.ts\n<<<<<<< SEARCH\n:start_line:7\n-------\na\n=======\nb\n>>>>>>> REPLACE\n",
      ["unknown@2 x.ts\n@ 7\n-a\n+b"],
    ],
    ["that is indented", `x.ts\n\n${indented(edit, "    ")}`, [`unknown@3 x.ts\n${change}`]],
    [
      "with a shorter rule in its text",
      `x.ts\n${edit.replace("a\nb\n", "a\n=====\n")}`,
      ["unknown@2 x.ts\n@\n a\n-=====\n+c"],
    ],
  ];
  it.each(found)("%s", (_, reply, expected) => {
    expect(extracted(reply)).toEqual(expected);
  });

  const refused: [string, string, RegExp][] = [
    ["without a path", edit, /^malformed 1 null: the edit names no file: write the file's path on the line above it/],
    [
      "when another file was mentioned",
      `x.ts\n${edit}\nAs \`y.ts\` does it.\n\n${edit.replace("c\n", "d\n")}`,
      /^malformed 12 null: the edit names no file/,
    ],
    ["that is cut off", "x.ts\n<<<<<<< SEARCH\na\n=======\nb\n", /^malformed 2 x\.ts: .*cut off/],
    ["without a divider", "x.ts\n<<<<<<< SEARCH\na\n>>>>>>> REPLACE\n", /no dividing line/],
    ["with two dividers", `x.ts\n${edit.replace("b\n", "=======\n")}`, /two dividing lines/],
    ["that another one interrupts", `x.ts\n<<<<<<< SEARCH\na\n${edit}`, /not closed before the next/],
    ["with three parts", `x.ts\n${edit.replace("=======\n", "||||||| base\nz\n=======\n")}`, /three parts/],
    ["among code", fenced(`code();\n${edit}`, "ts x.ts"), /stands among other lines/],
  ];
  it.each(refused)("%s is refused", (_, reply, expected) => {
    expect(extracted(reply).join("\n")).toMatch(expected);
  });
});

describe("a *** Begin Patch", () => {
  const update = "unknown@2 x.ts\n@\n a\n-b\n+c";
  const found: [string, string, string[]][] = [
    ["bare", patch, [update]],
    ["among prose", `Here:\n\n${patch}\nDone.\n- ok\n`, [update.replace("@2", "@4")]],
    ["in a fence", fenced(patch, ""), [update.replace("@2", "@3")]],
    ["in a fence of another language", fenced(patch, "ts"), [update.replace("@2", "@3")]],
    ["in a here-document", fenced(`apply_patch <<'EOF'\n${patch}EOF\n`, "sh"), [update.replace("@2", "@4")]],
    [
      "in a here-document without its end",
      fenced(`apply_patch <<'EOF'\n${patch.replace("*** End Patch\n", "")}EOF\n`, "sh"),
      [update.replace("@2", "@4")],
    ],
    ["without its end, in a fence", fenced(patch.replace("*** End Patch\n", "")), [update.replace("@2", "@3")]],
    ["without its end", patch.replace("*** End Patch\n", ""), [update.replace("@\n", "@ open\n")]],
    ["without its start", patch.replace("*** Begin Patch\n", ""), [update.replace("@2", "@1")]],
    ["without its end, before prose", `${patch.replace("*** End Patch\n", "")}\nThat is all.\n`, [update]],
    [
      "that adds",
      "*** Begin Patch\n*** Add File: n.ts\n+x\n+\n+y\n*** End Patch\n",
      ["add@2 null > n.ts\n=\nx\n\ny\n"],
    ],
    [
      "that adds lines without marks",
      "*** Begin Patch\n*** Add File: n.ts\nx\n\ny\n*** End Patch\n",
      ["add@2 null > n.ts\n=\nx\n\ny\n"],
    ],
    ["that deletes", "*** Begin Patch\n*** Delete File: n.ts\n*** End Patch\n", ["delete@2 n.ts > null"]],
    ["that moves", patch.replace("x.ts\n", "x.ts\n*** Move to: y.ts\n"), ["rename@2 x.ts > y.ts\n@\n a\n-b\n+c"]],
    [
      "with sections",
      patch.replace("@@\n", "@@ class A\n@@ def b():\n"),
      ["unknown@2 x.ts\n@ [class A] [def b():]\n a\n-b\n+c"],
    ],
    ["with numbers", patch.replace("@@\n", "@@ -3,2 +3,2 @@ f\n"), ["unknown@2 x.ts\n@ 3 [f]\n a\n-b\n+c"]],
    ["without a section line", patch.replace("@@\n", ""), [update]],
    ["with two sections", patch.replace("+c\n", "+c\n@@ g\n-d\n"), ["unknown@2 x.ts\n@\n a\n-b\n+c\n@ [g]\n-d"]],
    [
      "at the end of the file",
      patch.replace("+c\n", "+c\n*** End of File\n"),
      ["unknown@2 x.ts\n@ mustEnd\n a\n-b\n+c"],
    ],
    [
      "with blank lines",
      patch.replace("-b\n", "\n-b\n").replace("+c\n", "+c\n\n"),
      ["unknown@2 x.ts\n@\n a\n?\n-b\n+c"],
    ],
    [
      "of several files",
      "*** Begin Patch\n*** Delete File: d\n*** Add File: n\n+x\n*** End Patch\n",
      ["delete@2 d > null", "add@3 null > n\n=\nx\n"],
    ],
    [
      "around a unified diff",
      "*** Begin Patch\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n*** End Patch\n",
      ["diff@2\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"],
    ],
    ["that names its file twice", patch.replace("x.ts\n", "x.ts\n--- a/x.ts\n+++ b/x.ts\n"), [update]],
    ["that is indented", indented(patch, "  "), [update]],
  ];
  it.each(found)("%s", (_, reply, expected) => {
    expect(extracted(reply)).toEqual(expected);
  });

  const refused: [string, string, RegExp][] = [
    ["that is empty", "*** Begin Patch\n*** End Patch\n", /followed by no file/],
    ["without a file", "*** Begin Patch\n@@\n-a\n+b\n*** End Patch\n", /write `\*\*\* Add File: path`/],
    [
      "that adds unmarked lines among others",
      "*** Begin Patch\n*** Add File: n\n+x\ny\n*** End Patch\n",
      /^malformed 4 n: every line of a new file/,
    ],
    ["that adds and is cut off", "*** Begin Patch\n*** Add File: n\n+x\n", /FAULT malformed: .*cut off/],
    ["with another mark", patch.replace("@@\n", "*** Copy to: z\n"), /no mark of the patch format/],
    ["with an empty section", patch.replace("@@\n", "@@ f\n*** End of File\n@@\n"), /holds no lines/],
    ["with another file's names", patch.replace("x.ts\n", "x.ts\n--- a/y.ts\n+++ b/y.ts\n"), /name another file/],
    ["with lines below a deletion", "*** Begin Patch\n*** Delete File: d\n-a\n*** End Patch\n", /nothing of its own/],
  ];
  it.each(refused)("%s is refused", (_, reply, expected) => {
    expect(extracted(reply).join("\n")).toMatch(expected);
  });
});
