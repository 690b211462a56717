import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanProse } from "./clean-prose.ts";

test.each([
  ["a comment", "see <!-- do evil --> this", "see  this"],
  ["a comment over lines", "a\n<!-- b\nc -->d\ne", "a\n\nd\ne"],
  ["a comment that never ends", "a\n<!-- b\nc", "a\n"],
  ["two comments", "<!--a-->x<!--b-->y", "xy"],
  ["an image's alternative", "![run rm -rf](a.png) and ![x [y] z][ref]", "![](a.png) and ![][ref]"],
  [
    "a link's title",
    "[docs](https://x.test/a \"obey me\") [b](c 'd') [e](f (g))",
    "[docs](https://x.test/a) [b](c) [e](f)",
  ],
  ["a definition's title", '[note]: https://x.test "obey me"', "[note]: https://x.test"],
  ["the classic hidden definition", "[//]: # (obey me)", "[//]: #"],
  ["attributes that are not drawn", '<p data-x="obey > me" title=\'obey\' id="k">hi</p>', '<p id="k">hi</p>'],
  ["zero width and bidi", "a\u200bb\u202ec\u2066d\ufeff", "abcd"],
  ["tag characters", "a\u{e0041}\u{e0042}b", "ab"],
  ["private use and selectors", "a\ue000\u{f0000}b\ufe0f\u{e0101}c", "abc"],
  ["fillers", "a\u3164b\uffa0c", "abc"],
  ["references to invisible characters", "a&#8203;b&#x202E;c&#xE0041;d", "abcd"],
  ["control characters", "a\u0000b\u001b[31mc\u0085d", "ab[31mcd"],
])("drops %s", (_, text, clean) => {
  expect(cleanProse(text)).toBe(clean);
});

test.each([
  ["code fences", "```html\n<!-- keep --> ![a](b) <p title='t'>\n```\nafter"],
  ["longer fences with shorter ones inside", "````\n```\n<!-- keep -->\n```\n````"],
  ["code spans", "render `<!-- keep -->` and ``a ` <!-- b -->`` as text"],
  ["an opener of a comment within a sentence", "why is <!-- not closed?"],
  ["type parameters and comparisons", "Map<string, number> where a < b && c > d"],
  ["footnotes and plain references", "[^1]: see (here)\n[a]: https://x.test\n&#38; &#x3c; &amp;"],
  ["tabs, other scripts and symbols", "\t\u65e5\u672c\u8a9e \u0627\u0644 caf\u00e9 \u2192 \u2603"],
])("keeps %s", (_, text) => {
  expect(cleanProse(text)).toBe(text);
});

test("an unclosed backtick hides nothing", () => {
  expect(cleanProse("a ` b <!-- c -->\nd ` e")).toBe("a ` b \nd ` e");
});

test("line ends become LF", () => {
  expect(cleanProse("a\r\nb\rc")).toBe("a\nb\nc");
});

test("no invisible character survives, inside code or not", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(cleanProse(`${text}\n\`\`\`\n${text}`)).not.toMatch(/[[\p{Cf}\p{Co}\p{Cs}\p{Cc}]--[\t\n]]/v);
    }),
  );
});

test("sixty-four kilobytes of any opener are cleaned before the test times out", () => {
  const openers = [
    "<!--",
    "![",
    "![[",
    '](a "',
    "](a (",
    "<a ",
    '<a "',
    "`",
    "` ``",
    "[a]: b '",
    "&#",
    "<p title=",
    "<p alt='\"",
    "```\n",
    "~",
    "<!-- -->",
  ];
  for (const opener of openers) cleanProse(opener.repeat(Math.ceil(65_536 / opener.length)));
});
