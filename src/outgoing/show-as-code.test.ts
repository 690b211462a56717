import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderSafeMarkdown } from "./markdown.ts";
import { isCheapToParse } from "./parsing-cost.ts";
import { createSecretScanner } from "./secrets.ts";
import { isShownAsCode, showAsCode } from "./show-as-code.ts";

const door = {
  scanner: createSecretScanner(["Zq7kd93Xw81pLm4RtB0vYc6Hs2"]),
  repository: { owner: "acme", name: "app" },
  ownIssue: 42,
};
const render = (markdown: string) => renderSafeMarkdown(markdown, door);

const page = `# Plan\n\nAdd **limits** to \`read()\`, see [the reader](https://github.com/acme/app/blob/main/a.ts).\n\n- [ ] one\n  - two\n\n| a | b |\n| - | - |\n| \`c\` | d |\n\n`;

describe("what the parser would take too long over", () => {
  it("is not what people write", () => {
    expect(isCheapToParse(page.repeat(40))).toBe(true);
    expect(isCheapToParse("A sentence of words, and one more.\n\n".repeat(1_500))).toBe(true);
    expect(isCheapToParse(`\`\`\`ts\n${"const a: Array<string> = [];\n".repeat(1_500)}\`\`\`\n`)).toBe(true);
    expect(isCheapToParse(`${"- [x] `a.ts`: **done**\n".repeat(700)}`)).toBe(true);
  });

  it.each([
    ["quotes", "> "],
    ["quotes without a space", ">"],
    ["lists", "- "],
    ["numbered lists", "1. "],
    ["lists and quotes", "1) > "],
    ["footnotes", "[^1]: "],
    ["brackets", "["],
    ["closing brackets", "]"],
    ["links", "[a]("],
    ["definitions", "[a]: b 'c\n"],
    ["emphasis", "*a_"],
    ["strike-through", "~~a"],
    ["code", "``a"],
    ["tags", "<b>"],
    ["comments in a line", "a <!-- "],
    ["instructions in a line", "a <? "],
    ["tables", "a|b\n-|-\n"],
    ["quotes one by one", "> a\n\n"],
    ["lists in lists", "1. a\n   1. b\n"],
    ["headings", "=\n"],
    ["mentions", "@a "],
    ["lines", "a\n"],
  ])("is shown as code, cut: 64 KB of %s", (_, opener) => {
    const text = opener.repeat(65_536 / opener.length);
    const rendered = render(text);
    expect(isCheapToParse(text)).toBe(false);
    expect(rendered).toMatch(/^(`{3,21})\n[\s\S]*\n\1\n\n\*Cut here: the text has more than 60000 characters\.\*\n$/);
    expect(rendered.length).toBeLessThanOrEqual(60_000);
    expect(render(rendered)).toBe(rendered);
  });

  it("keeps all of a shorter text, without markers, commands and secrets", () => {
    const text = `${"> ".repeat(30)}one\n/merge\n<!-- x -->\nkey Zq7kd93Xw81pLm4RtB0vYc6Hs2\n`;
    expect(render(text)).toBe(`\`\`\`\n${"> ".repeat(30)}one\n /merge\n<! -- x -->\n[redacted: live secret]\n\`\`\`\n`);
  });

  it("hides no secret behind marks", () => {
    const hidden = render(`${"> ".repeat(30)}ghp\\_a1a1**${"a1".repeat(10)}**${"a1".repeat(6)}\n`);
    expect(hidden).toContain("[redacted: GitHub token]");
    expect(hidden).not.toContain("a1a1");
  });
});

describe("showAsCode", () => {
  const piece = fc.constantFrom("`", "```", "~~~", "\n", "/a", "<!--", "a", " ", "> ", "\t", "word ", "```js\n");
  const texts = fc
    .array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 40 })
    .map((parts) => parts.join(""));

  it("is known again, and within its bound", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 300, max: 500 }), (text, max) => {
        const shown = showAsCode(text, max);
        fc.pre(text.trim() !== "");
        expect(isShownAsCode(shown, max)).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(max);
      }),
    );
  });

  it("shortens rows of backticks, which would make fences of their length", () => {
    expect(showAsCode("`".repeat(1_000), 300)).toBe(`${"`".repeat(21)}\n${"`".repeat(20)}\n${"`".repeat(21)}\n`);
  });

  it.each([
    "```\na\n```\n\nb\n",
    "```\na\n```\nb\n```\n",
    "```\n<!-- a -->\n```\n",
    "```\n/merge\n```\n",
    "```ts\na\n```\n",
    "````\na\n````\n",
    "> ```\n> a\n> ```\n",
    "a\n",
  ])("is not taken for what others wrote: %j", (text) => {
    expect(isShownAsCode(text, 300)).toBe(false);
  });
});
