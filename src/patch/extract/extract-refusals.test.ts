import { describe, expect, it } from "vitest";
import { diff, edit, extracted, fenced, hunk, indented, patch } from "./reply.fixture.ts";

const blanks = "\n".repeat(201);

describe("a reply is refused", () => {
  const refused: [string, string, RegExp][] = [
    [
      "without text",
      "",
      /^empty null null: the reply holds no change: write a unified diff in a fenced block that starts with ```diff/,
    ],
    ["with prose alone", "I could not do it.\n\n- reason\n", /^empty/],
    ["with code alone", fenced("x\n", "ts"), /^empty/],
    ["with an empty diff", `Nothing:\n${fenced("")}${fenced("\n", "diff")}`, /^no-change 2 null: the diff is empty/],
    ["with a diff that says so", fenced("# no changes\n", "diff"), /^no-change 1 null/],
    ["that says so", "No changes are needed: it works already.\n", /^no-change null null: the reply says that nothing/],
    ["that is too long", "x".repeat(4_000_001), /^malformed null null: the reply has more than 4000000 characters/],
    [
      "with a context diff",
      "*** a/x\n--- b/x\n***************\n*** 1,2 ****\n! a\n",
      /^malformed 1 null: .*context diff/,
    ],
    [
      "with a context diff in a fence",
      fenced("*** a/x\n--- b/x\n***************\n*** 1,2 ****\n! a\n", "diff"),
      /^malformed 2 null: it is a context diff/,
    ],
    ["with a normal diff", fenced("3c3\n< a\n---\n> b\n", "diff"), /^malformed 2 null: it is a normal diff/],
    ["with a bare normal diff", "3c3\n< a\n---\n> b\n", /normal diff/],
    ["with an ed script", fenced("3c\nb\n.\nw\n", "diff"), /^malformed 2 null: it is an ed script/],
    [
      "with a diff behind code in its block",
      fenced(`run();\n${diff}`, "ts"),
      /^malformed 3 null: a change stands behind other lines in a block of code/,
    ],
    ["with an unevenly indented diff", fenced(indented(diff, "  ").replace("  +c", "+c")), /not all indented alike/],
    [
      "with a bare unevenly indented diff",
      indented(diff, "  ").replace("  +c", "+c"),
      /not all indented or quoted alike/,
    ],
    [
      "with an unevenly quoted diff",
      `${indented(diff, "> ").replace("> +c", "+c")}`,
      /^malformed 1 null: the lines of the diff are not all indented or quoted alike/,
    ],
    ["with blocks in blocks without end", `${"> ".repeat(8)}x\n`, /too deep/],
  ];
  it.each(refused)("%s", (_, reply, expected) => {
    expect(extracted(reply).join("\n")).toMatch(expected);
  });
});

describe("a change that a reader would overlook is refused", () => {
  const refused: [string, string, RegExp][] = [
    ["in a comment", `<!--\n${fenced(diff)}-->\n`, /^malformed 1 null: a change is hidden in an HTML comment/],
    ["in a comment, bare", `Hi <!--\n${diff}-->\n`, /HTML comment/],
    ["in a comment that nothing closes", `<!-- x\n${diff}`, /HTML comment/],
    ["in a comment beside a visible one", `${fenced(diff)}\n<!--\n${fenced(edit)}\n-->\n`, /HTML comment/],
    ["in a comment behind a bare diff", `${diff}\nBye\n<!--\n${diff.replaceAll("x.ts", "z.ts")}-->\n`, /HTML comment/],
    ["in a second comment of a line", `<!-- a --> <!--\n${diff}-->\n`, /HTML comment/],
    [
      "in folded details",
      `<details>\n<summary>Log</summary>\n\n${fenced(diff)}</details>\n`,
      /hidden in a <details> element/,
    ],
    ["in details within a quotation", indented(`<details>\n${fenced(diff)}</details>\n`, "> "), /<details>/],
    ["in details, as a patch", `<details>\n${patch}</details>\n`, /<details>/],
    ["in details, as a whole file", `<details>\n\n${fenced("x\n", "ts a.ts")}</details>\n`, /<details>/],
    ["in a hidden element", `<div hidden>\n\n${fenced(diff)}</div>\n`, /<div>/],
    ["in an element of no size", `<p style="display:none">\n\n${fenced(diff)}</p>\n`, /<p>/],
    ["in a declaration", `<?php\n${diff}?>\n`, /declaration/],
    ["in details whose tag ends on the next line", `<details\n>\n\n${fenced(diff)}</details>\n`, /<details>/],
    ["in details with an attribute on the next line", `<details\nid=x>\n\n${fenced(diff)}</details>\n`, /<details>/],
    ["in an element hidden before another", `<p\nhidden><b>\n\n${fenced(diff)}</b></p>\n`, /<p>/],
    ["in an element hidden on its second line", `<p\nhidden>\n\n${fenced(diff)}</p>\n`, /<p>/],
    ["in a link's definition", `[x]: y\n${diff}`, /link's definition/],
    ["in a footnote", `[^1]: y\n\n${indented(diff, "    ")}`, /a footnote/],
    ["in a footnote's second paragraph", `[^1]: y\n\n    z\n\n${indented(fenced(diff), "    ")}`, /a footnote/],
    ["in the text of an image", `![\n${diff}](x.png)\n`, /a link or image/],
    ["in the text of a link", `See [x\n${diff}](y)\n`, /a link or image/],
    ["in the title of a link", `[x](y "\n${diff}")\n`, /a link or image/],
    ["in an attribute", `Hi <a title="\n${diff}">x</a>\n`, /a link or image/],
    ...["\u200b", "&nbsp;", "<br>", "<p></p>", "\u2800"].map((sign): [string, string, RegExp] => [
      `behind 200 lines of ${JSON.stringify(sign)}`,
      `Hi\n${`${sign}\n`.repeat(201)}\n${fenced(diff)}`,
      /more than 200 blank lines/,
    ]),
    [
      "behind 200 blank lines",
      `Hi${blanks}\n${fenced(diff)}`,
      /^malformed 204 a\/x\.ts: a change stands behind more than 200 blank lines/,
    ],
    [
      "behind blank lines in its fence",
      fenced(`${diff}${blanks}${diff.replaceAll("x.ts", "z.ts")}`),
      /more than 200 blank lines/,
    ],
    ["behind blank lines, as a file", `Hi${blanks}\n${fenced("x\n", "ts a.ts")}`, /more than 200 blank lines/],
    [
      "far to the right",
      fenced(`${diff.trimEnd()}${" ".repeat(2100)}evil()\n`),
      /^malformed 7 a\/x\.ts: white space pushes/,
    ],
  ];
  it.each(refused)("%s", (_, reply, expected) => {
    expect(extracted(reply).join("\n")).toMatch(expected);
  });

  const visible: [string, string][] = [
    ["a comment that holds nothing", `<!-- note -->\n${fenced(diff)}`],
    ["details that hold a log", `<details>\n\n${fenced("npm test\n", "sh")}</details>\n${fenced(diff)}`],
    ["a tag that a sentence names", `It writes a \`<details>\` tag and <!-- too.\n\n${fenced(diff)}`],
    ["a link's definition further above", `[x]: y\n\n${fenced(diff)}`],
    ["a footnote further above", `[^1]: y\n\n    z\n\n${fenced(diff)}`],
    ["a link above", `- [ ] see [x](y "z") and \`a[0\`\n${fenced(diff)}`],
    ["an open bracket above a fence", `The range [0, 1):\n${fenced(diff)}`],
    ["a long line", `${"word ".repeat(1000)}\n${fenced(diff)}`],
  ];
  it.each(visible)("but %s hides nothing", (_, reply) => {
    expect(extracted(reply).map((piece) => piece.replace(/@\d+/, ""))).toEqual([`diff\n${diff}`]);
  });

  it("but a file of HTML may hold comments", () => {
    const html = "--- a/x.html\n+++ b/x.html\n@@ -1,2 +1,3 @@\n <!--\n+<details>\n -->\n";
    expect(extracted(html)).toEqual([`diff@1 open bare\n${html}`]);
    expect(extracted(`${fenced(html)}${fenced(hunk, "diff y.ts")}`)).toHaveLength(2);
  });
});
