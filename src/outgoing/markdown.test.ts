import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { renderSafeMarkdown } from "./markdown.ts";
import { createSecretScanner } from "./secrets.ts";

const door = {
  scanner: createSecretScanner(["Zq7kd93Xw81pLm4RtB0vYc6Hs2"]),
  repository: { owner: "acme", name: "app" },
  ownIssue: 42,
};
const render = (markdown: string) => renderSafeMarkdown(markdown, door);

const nodesOf = (markdown: string): Nodes[] => {
  const walk = (node: Nodes): Nodes[] => [node, ...("children" in node ? node.children.flatMap(walk) : [])];
  return walk(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
};

const allowed = new Set(
  "root paragraph heading text inlineCode code emphasis strong delete link list listItem table tableRow tableCell blockquote thematicBreak break".split(
    " ",
  ),
);

/** What GitHub or a bot would act on in this text, as it would read it. */
const effectsOf = (markdown: string): string[] => {
  const nodes = nodesOf(markdown);
  const linkTexts = new Set(nodes.flatMap((node) => (node.type === "link" ? node.children : [])));
  const texts = nodes.flatMap((node) => (node.type === "text" && !linkTexts.has(node) ? [node.value] : []));
  return [
    ...nodes.filter((node) => !allowed.has(node.type)).map((node) => node.type),
    ...nodes.flatMap((node) =>
      node.type === "link" && !node.url.startsWith("https://github.com/acme/app/") ? [node.url] : [],
    ),
    ...texts
      .flatMap((text) => text.match(/@[a-z0-9]|#\d+|\bGH-\d|:\/\/|www\./gi) ?? [])
      .filter((found) => found !== "#42"),
    ...(markdown.match(/^\s*\/[a-z]/gim) ?? []).filter((found) => found.startsWith("/")),
    ...(markdown.match(/<!--/g) ?? []),
  ];
};

describe("renderSafeMarkdown", () => {
  it("keeps the document that a role would write", () => {
    const text = `# Plan

Add **limits** to *all* readers, ~~not~~ to writers. See [the reader](https://github.com/acme/app/blob/main/src/read.ts#L3-L9).

- [ ] one \`a < b\`
- [x] two
  1. inner
  2. more

> quoted

| file   | change |
| ------ | :----: |
| \`a.ts\` |   add  |

\`\`\`ts
const a: Array<string> = [];
\`\`\`

---

Line  
break
`;
    const compact = text
      .replace(/ +\|/g, " |")
      .replace(/\| +/g, "| ")
      .replace(/-{3,} /g, "- ")
      .replace(":----:", ":-:")
      .replace("Line  \n", "Line\\\n");
    expect(render(text)).toBe(compact);
  });

  it.each([
    ["a mention", "thanks @octo-cat, @acme/team.", "thanks `@octo-cat`, `@acme/team`.\n"],
    ["a mention behind a reference", "&#64;octo &commat;octo \\@octo", "`@octo` `@octo` `@octo`\n"],
    ["a mention put together by a comment", "@<!-- x -->octo", "`@octo`\n"],
    ["a mention put together by an image", "@![octo](x)", "`@octo` (`x`)\n"],
    ["a package", "bump @types/node", "bump `@types/node`\n"],
    ["an address", "mail a@b.example", "mail `a@b.example`\n"],
    ["references", "#1, GH-2 and acme/app#3 (other/repo#4)", "`#1`, `GH-2` and `acme/app#3` (`other/repo#4`)\n"],
    ["our own issue", "part of #42.", "part of #42.\n"],
    ["our own issue behind a keyword", "Fixes #42", "Fixes `#42`\n"],
    ["our own issue behind a keyword in bold", "**closes**: #42", "**closes**: `#42`\n"],
    [
      "a closing URL",
      "resolves https://github.com/acme/app/issues/7",
      "resolves `https://github.com/acme/app/issues/7`\n",
    ],
    ["a foreign link", "[click](https://evil.example/?d=1)", "click (`https://evil.example/?d=1`)\n"],
    [
      "a foreign link by definition",
      "[click][1]\n\n[1]: https://evil.example 'title'",
      "click (`https://evil.example`)\n",
    ],
    ["a script link", "[x](javascript:alert(1))", "x (`javascript:alert(1)`)\n"],
    ["a bare URL", "see www.evil.example now", "see `www.evil.example` now\n"],
    ["an image", "![alt](https://evil.example/p.png)", "alt (`https://evil.example/p.png`)\n"],
    ["a relative link", "[x](../settings)", "x (`../settings`)\n"],
    ["HTML in a line", "a <b>bold</b> List<string>", "a `<b>`bold`</b>` List`<string>`\n"],
    ["an HTML block", "<img src=x>\n\nafter", "```html\n<img src=x>\n```\n\nafter\n"],
    ["a comment", "<!-- draftsmith:record -->\n\nafter", "after\n"],
    ["a comment without an end", "<!-- x\n\n@octo", ""],
    ["a marker in code", "`<!-- x -->`", "`<! -- x -->`\n"],
    ["a command", "/merge now\n/retest", "`/merge` now\n`/retest`\n"],
    ["a command in a fence", "```\n/merge\n```", "```\n /merge\n```\n"],
    ["a fence inside a fence", "`````\n````\n`````", "`````\n````\n`````\n"],
    ["a suggestion", "```suggestion\nx\n```", "```\nx\n```\n"],
    ["a footnote", "a[^1]\n\n[^1]: b @c", "a\\[1]\n\nb `@c`\n"],
    ["bidi and tag characters", "a\u202Eb\u{E0041}c &#x202E;d", "abc d\n"],
    ["terminal colours", "\u001B[31mred\u001B[0m", "red\n"],
    ["a secret", "one\n\nkey Zq7kd93Xw81pLm4RtB0vYc6Hs2\n\ntwo", "one\n\n\\[redacted: live secret]\n\ntwo\n"],
    ["a token behind escapes", `ghp\\_${"a1".repeat(18)}`, "\\[redacted: GitHub token]\n"],
    ["a token in pieces", `ghp_a1a1**${"a1".repeat(10)}**${"a1".repeat(6)}`, "\\[redacted: GitHub token]\n"],
    ["nothing", " \n", ""],
  ])("answers %s", (_, markdown, expected) => {
    expect(render(markdown)).toBe(expected);
    expect(effectsOf(expected)).toEqual([]);
  });

  it.each([
    "https://github.com/acme/app/blob/main/a.ts",
    "https://github.com/ACME/app/tree/main",
    "https://github.com/acme/app/issues/42",
    "https://github.com/acme/app/actions/runs/1",
  ])("keeps %s a link", (url) => {
    expect(nodesOf(render(`[x](${url})`)).some((node) => node.type === "link" && node.url === url)).toBe(true);
  });

  it.each([
    "https://github.com/acme/application/blob/main/a.ts",
    "https://github.com/acme/app/../../evil/app/blob/main/a",
    "https://github.com/acme/app/%2e%2e/%2e%2e/evil/app/blob/x",
    "https://github.com.evil.example/acme/app/blob/x",
    "https://x@github.com/acme/app/blob/x",
    "https://github.com:444/acme/app/blob/x",
    "http://github.com/acme/app/blob/x",
    "https://github.com/acme/app/blob/x?q=1",
    "https://github.com/acme/app/settings",
    "https://github.com/acme/app/issues/7",
    "https://github.com/acme/app/issues/42/new",
    "https://github.com/acme/app/pull/42",
    "//github.com/acme/app/blob/x",
  ])("makes %s code", (url) => {
    expect(nodesOf(render(`[x](${url})`)).some((node) => node.type === "link")).toBe(false);
  });

  it("cuts at a block and says so", () => {
    const block = `${"word ".repeat(20).trim()}\n\n`;
    const cut = renderSafeMarkdown(block.repeat(20), { ...door, maxLength: 500 });
    expect(cut.length).toBeLessThanOrEqual(500);
    expect(cut).toBe(`${block.repeat(4)}*Cut here: the text has more than 500 characters.*\n`);
    const one = renderSafeMarkdown(`\`\`\`\n${"x".repeat(2_000)}\n\`\`\``, { ...door, maxLength: 500 });
    expect(one.length).toBeLessThanOrEqual(500);
    expect(one).toContain("Cut here");
  });

  it.each([
    "[",
    "![",
    "](",
    "*",
    "*a_",
    "_",
    "`",
    "<",
    "<!--",
    "> ",
    "1. ",
    "- ",
    "~",
    "|",
    "@",
    "&#64;",
    "\\",
    "#1 ",
    "[a](",
    "```\n",
  ])(
    "ends on 64 KB of %j without effects",
    (opener) => {
      const rendered = render(opener.repeat(65_536 / opener.length));
      expect(rendered.length).toBeLessThanOrEqual(60_000);
      expect(effectsOf(rendered)).toEqual([]);
    },
    20_000,
  );

  const piece = fc.oneof(
    fc.constantFrom(
      ..."@octo|#1|#42|GH-7|a/b#3|fixes |closes #42|/merge|<!--|-->|<b>|</b>|<details>|![x](y)|[x](|)|](|[1]|\n[1]: http://x.example\n|http://x.example|https://github.com/acme/app/blob/main/a|www.x.example|a@b.example|&#64;|&lt;|\\|*|**|_|~~|`|``|```|~~~|\n|\n\n|    |\t|> |- |1. |- [ ] |# |---|\n|a|b|\n|-|-|\n|[^1]|[^1]: |$|\u200B|\u202E|\uFEFF|<|>|&|!|:|word |é|😀".split(
        "|",
      ),
      "|",
    ),
    fc.string({ maxLength: 6 }),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  const markdowns = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(""));

  it("lets no effect through, whatever is put together", () => {
    fc.assert(
      fc.property(markdowns, (markdown) => {
        expect(effectsOf(render(markdown))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("gives the same when its result is rendered again", () => {
    fc.assert(
      fc.property(markdowns, fc.option(fc.integer({ min: 300, max: 600 })), (markdown, max) => {
        const limited = max === null ? door : { ...door, maxLength: max };
        const once = renderSafeMarkdown(markdown, limited);
        expect(renderSafeMarkdown(once, limited)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});
