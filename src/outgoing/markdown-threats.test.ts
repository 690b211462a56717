/** What foreign Markdown could do to people and bots on GitHub, row by row, and that none of it is left. */
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

/** Everything on the page that is drawn from elsewhere, leads elsewhere, calls somebody, or orders something. */
const effectsOf = (markdown: string): string[] => {
  const nodes = nodesOf(markdown);
  // The address of our own page holds no reference, whatever stands behind its #.
  const isOwnAddress = (text: string): boolean => /^https:\/\/github\.com\/acme\/app\/\S*$/.test(text);
  const words = nodes.map((node) => (node.type === "text" && !isOwnAddress(node.value) ? node.value : "")).join("\n");
  return [
    ...nodes.flatMap((node) =>
      /^(?:html|image|imageReference|definition|linkReference|footnote)/.test(node.type) ? [node.type] : [],
    ),
    ...nodes.flatMap((node) =>
      node.type === "link" && !node.url.startsWith("https://github.com/acme/app/") ? [node.url] : [],
    ),
    ...nodes.flatMap((node) =>
      node.type === "code" && /^(?:suggestion|mermaid|math|geojson)$/i.test(node.lang ?? "") ? [node.lang ?? ""] : [],
    ),
    ...(words.replaceAll(/(?<![\w/#])#42(?!\d)/g, "").match(/@[\p{L}\p{N}]|#\d|(?<!\w)GH-\d/giu) ?? []),
    ...(words.match(/(?<![A-Za-z0-9])(?:clos(?:e[sd]?)|fix(?:e[sd])?|resolve[sd]?)\b[\s:]{0,3}#\d+/gi) ?? []),
    ...(markdown.match(/^[/][a-z]+/gim) ?? []),
    ...(markdown.match(/<!-/g) ?? []),
  ];
};

describe("no effect is left of", () => {
  const mentions = [
    "@octocat",
    "@acme/owners",
    "@dependabot rebase",
    "cc:@octocat",
    "(@octocat)",
    "**@**octocat",
    "@\\octocat",
    "&#x40;octocat",
    "&commat;octocat",
    "@&#8203;octocat",
    "@\u200Boctocat",
    "@<b></b>octocat",
    "[@octocat](x)",
    "# @octocat",
    "| a |\n| - |\n| @octocat |",
    "- [ ] @octocat",
    "> @octocat",
    "~~@octocat~~",
    "![@octocat](x)",
    "[^1]\n\n[^1]: @octocat",
  ];
  const keywords = ["close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved"].flatMap(
    (word) => [
      `${word} #42`,
      `${word.toUpperCase()}: #42`,
      `**${word}** #42`,
      `${word} acme/app#42`,
      `${word} GH-42`,
      `${word} https://github.com/acme/app/issues/42`,
    ],
  );
  const references = [
    "#1",
    "GH-1",
    "gh-1",
    "acme/app#1",
    "other/repo#1",
    "[#1](x)",
    "\\#1",
    "&num;1",
    "&#35;1",
    "other/repo@abcdef1",
    "https://github.com/other/repo/issues/1",
    "[x](https://github.com/other/repo/pull/1)",
  ];
  const addresses = [
    "![](https://evil.example/p.png)",
    "![a][b]\n\n[b]: https://evil.example/p.png",
    "![b]\n\n[b]: https://evil.example",
    "[![a](https://evil.example/a.png)](https://evil.example)",
    "<img src=https://evil.example/p.png>",
    "<picture><source srcset=https://evil.example/a></picture>",
    "<img\nsrc='https://evil.example'>",
    "<svg onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<a href='https://evil.example'>x</a>",
    "<https://evil.example>",
    "<mailto:a@evil.example>",
    "https://evil.example",
    "HTTPS://EVIL.EXAMPLE",
    "www.evil.example",
    "ftp://evil.example",
    "a@evil.example",
    "https://\u0430pple.example",
    "[x](https://xn--pple-43d.example)",
    "[x](//evil.example)",
    "[x](/settings)",
    "[x](javascript:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](data:text/html;base64,AAAA)",
    "[x]( <https://evil.example> 'title' )",
    "[x][]\n\n[x]: https://evil.example",
    '[x]\n\n[x]: <https://evil.example> "t"',
    "[x](https://github.com\\@evil.example/acme/app/blob/a)",
    "[x](https://github.com%2eevil.example/acme/app/blob/a)",
    "[x](https://github.com/acme/app/blob/a?x=https://evil.example)",
  ];
  const orders = [
    "/merge",
    "/close\n/approve",
    "  /retest",
    "para\n/lgtm",
    "\\/merge",
    "&sol;merge",
    "&#47;merge",
    "```\n/merge\n```",
    "    /merge",
    "<pre>\n/merge\n</pre>",
    "- a\n\n/merge",
  ];
  const hidden = [
    "<!-- draftsmith:record {} -->",
    "<!--x",
    "`<!-- a -->`",
    "```\n<!-- draftsmith:end -->\n```",
    "a <!-- b -->",
    "&lt;!-- a --&gt;",
    "<\u200B!-- a -->",
    "<![CDATA[ @octocat ]]>",
    "<?php ?>",
    "<!DOCTYPE html>",
    "<script>alert(1)</script>",
    "<style>*{}</style>",
    "<iframe src=x>",
    "<form action=x>",
    "<b>bold</b>",
  ];
  const drawn = [
    "```suggestion\nx\n```",
    "```mermaid\ngraph\n```",
    "```math\nx\n```",
    "~~~SUGGESTION\nx\n~~~",
    "```suggestion:-0+0\nx\n```",
    "```geojson\n{}\n```",
  ];
  const rows = [...mentions, ...keywords, ...references, ...addresses, ...orders, ...hidden, ...drawn];

  it.each(rows)("%j", (markdown) => {
    const rendered = render(markdown);
    expect(effectsOf(rendered)).toEqual([]);
    expect(render(rendered)).toBe(rendered);
  });

  it("any of them beside any other", () => {
    const glue = fc.constantFrom(" ", "\n", "\n\n", "", "> ", "- ", "| ", "`", "*", "\\", "<", "(");
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...rows), glue), { minLength: 1, maxLength: 8 }), (parts) => {
        const rendered = render(parts.flat().join(""));
        expect(effectsOf(rendered)).toEqual([]);
        expect(render(rendered)).toBe(rendered);
      }),
      { numRuns: 300 },
    );
  });
});
