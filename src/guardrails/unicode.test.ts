import { describe, expect, it } from "vitest";
import { changeOf, contextOf } from "./example-change.fixture.ts";
import { unicode } from "./unicode.ts";

const check = (line: string) => unicode(changeOf({ path: "a", before: "1\n", after: `1\n${line}\n` }), contextOf());

describe("unicode", () => {
  it.each([
    ["bidi override", "a\u202eb", "U+202E"],
    ["isolate", "a\u2066b", "U+2066"],
    ["direction mark", "a\u200fb", "U+200F"],
    ["Arabic letter mark", "a\u061cb", "U+061C"],
    ["tag character", "a\u{e0041}", "U+E0041"],
    ["selector behind a letter", "a\ufe0f", "U+FE0F"],
    ["selector behind a digit", "1\ufe0f2", "U+FE0F"],
    ["supplementary selector", "a\u{e0100}", "U+E0100"],
    ["Hangul filler", "const \u3164 = 1", "U+3164"],
    ["half-width filler", "\uffa0", "U+FFA0"],
    ["zero width space", "a\u200bb", "U+200B"],
    ["zero width non-joiner", "a\u200cb", "U+200C"],
    ["joiner between letters", "a\u200db", "U+200D"],
    ["joiner behind an emoji and before a letter", "😀\u200db", "U+200D"],
    ["word joiner", "a\u2060b", "U+2060"],
    ["soft hyphen", "a\u00adb", "U+00AD"],
    ["byte order mark", "a\ufeffb", "U+FEFF"],
    ["escape", "\u001b[31m", "U+001B"],
    ["form feed", "a\fb", "U+000C"],
    ["C1", "a\u0085b", "U+0085"],
    ["delete", "a\u007fb", "U+007F"],
    ["line separator", "a\u2028b", "U+2028"],
    ["lone carriage return", "a\rb", "U+000D"],
    ["lone surrogate", "a\ud800b", "U+D800"],
  ])("refuses a %s", (_, line, code) => {
    expect(check(line)).toMatchObject([
      {
        rule: "unicode",
        path: "a",
        message: expect.stringContaining(`line 2 of \`a\` holds the invisible or control character ${code}`),
      },
    ]);
  });

  it.each([
    "\tplain",
    "naïve façade Ünï",
    "日本語 العربية हिन्दी",
    "😀 👍🏽 👩‍💻 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥 1️⃣ ☂️ ☂︎ 🇩🇪",
    "windows\r",
    "“quotes” – dashes… ×",
  ])("accepts %j", (line) => {
    expect(check(line)).toEqual([]);
  });

  it.each([
    ["fa.md", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", 0],
    ["fa.ts", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", 1],
    ["fa.md", "\u0645\u200d\u062e", 1],
    ["fa.md", "\u0645\u200c a", 1],
    ["fa.md", "\u0645\u200c\u200c\u0645", 1],
    ["hi.md", "\u0915\u094d\u200d\u0937", 0],
    ["hi.md", "\u0915\u200d\u0937", 1],
    ["a.md", "a\u200cb", 1],
  ])("lets joiners stand in %s only where a language is spelled with them: %j", (path, line, count) => {
    expect(unicode(changeOf({ path, before: "1\n", after: `1\n${line}\n` }), contextOf())).toHaveLength(count);
  });

  it("looks only at added lines", () => {
    const change = changeOf({ path: "a", before: "\u202e\n1\n\u200b\n", after: "\u202e\n2\n" });
    expect(unicode(change, contextOf())).toEqual([]);
  });

  it("lets a file keep the byte order mark that it has", () => {
    expect(unicode(changeOf({ path: "a", before: "\ufeffx\n", after: "\ufeffy\n" }), contextOf())).toEqual([]);
    expect(unicode(changeOf({ path: "a", before: null, after: "\ufeffy\n" }), contextOf())).toHaveLength(1);
  });
});
