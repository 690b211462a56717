import { describe, expect, it } from "vitest";
import { fenced, outcome } from "../apply-reply.fixture.ts";

const path = "src/f.ts";
const whole = (text: string) => fenced(text, `ts ${path}`);
const add = (...lines: string[]) => `--- /dev/null\n+++ b/${path}\n${lines.join("\n")}\n`;
const remove = (...lines: string[]) => `--- a/${path}\n+++ /dev/null\n${lines.join("\n")}\n`;

/** What a reply makes of the one file: its text, null, or the refusals in lines. */
const made = (reply: string, before: string | null): string | null => {
  const result = outcome(reply, before === null ? {} : { [path]: before });
  return Array.isArray(result) ? result.join("\n") : (result[path] ?? null);
};

describe("a new file", () => {
  const added: [string, string[], string][] = [
    ["is its added lines", ["@@ -0,0 +1,2 @@", "+a", "+b"], "a\nb\n"],
    ["may miscount them", ["@@ -0,0 +1,9 @@", "+a", "+b"], "a\nb\n"],
    ["may leave blank ones unmarked", ["@@ -0,0 +1,3 @@", "+a", "", "+b"], "a\n\nb\n"],
    ["may leave all unmarked", ["@@ -0,0 +1,2 @@", "a", "b"], "a\nb\n"],
    ["may come in hunks that go on", ["@@ -0,0 +1,2 @@", "+a", "+b", "@@ -0,0 +3 @@", "+c"], "a\nb\nc\n"],
    ["may end without a newline", ["@@ -0,0 +1 @@", "+a", "\\ No newline at end of file"], "a"],
  ];
  it.each(added)("%s", (_, lines, text) => {
    expect(made(fenced(add(...lines)), null)).toBe(text);
  });

  it.each<[string, string[], RegExp]>([
    ["context", ["@@ -0,0 +1,2 @@", "+a", " b"], /^malformed src\/f.ts #1 .*every line must be an added line/],
    ["a gap", ["@@ -0,0 +1 @@", "+a", "@@ -0,0 +9 @@", "+c"], /^malformed src\/f.ts #2 .*one hunk/],
    ["removed lines", ["@@ -0,0 +1 @@", "-a", "+b"], /^malformed/],
    ["a remark for code", ["@@ -0,0 +1,2 @@", "+a", "+// ... existing code ..."], /^malformed .*write that code/],
  ])("is refused with %s", (_, lines, expected) => {
    expect(made(fenced(add(...lines)), null)).toMatch(expected);
  });

  it("may stand already with its text, whatever its line ends, or without any", () => {
    const reply = add("@@ -0,0 +1,2 @@", "+a", "+b");
    expect(made(reply, "a\nb\n")).toMatch(/^no-change/);
    expect(made(reply, "a\r\nb")).toMatch(/^no-change/);
    expect(made(reply, "")).toBe("a\nb\n");
    expect(made(reply, "a\nc\n")).toMatch(/^file-exists/);
  });
});

describe("a deleted file", () => {
  it.each<[string, string[], string]>([
    ["all of its lines", ["@@ -1,2 +0,0 @@", "-a", "-b"], "a\nb\n"],
    ["its lines in LF", ["@@ -1,2 +0,0 @@", "-a", "-b"], "a\r\nb\r\n"],
    ["its lines without the mark of its end", ["@@ -1,2 +0,0 @@", "-a", "-b"], "a\nb"],
    ["its lines unmarked", ["@@ -1,2 +0,0 @@", "a", "b"], "a\nb\n"],
    ["no line", [], "a\n"],
  ])("may show %s", (_, lines, before) => {
    const reply = lines.length > 0 ? remove(...lines) : `diff --git a/${path} b/${path}\ndeleted file mode 100644\n`;
    expect(outcome(fenced(reply), { [path]: before })).toEqual({ [path]: null });
  });

  it.each<[string, string[]]>([
    ["a part of its lines", ["@@ -1,2 +0,0 @@", "-a", "-b"]],
    ["its lines in another order", ["@@ -1,3 +0,0 @@", "-b", "-a", "-c"]],
    ["another line", ["@@ -1,3 +0,0 @@", "-a", "-x", "-c"]],
    ["an added line", ["@@ -1,3 +1 @@", "-a", "-b", "-c", "+d"]],
    ["dots", ["@@ -1,3 +0,0 @@", "-a", "-...", "-c"]],
  ])("is kept when the reply shows %s", (_, lines) => {
    expect(made(fenced(remove(...lines)), "a\nb\nc\n")).toMatch(/^(?:malformed|no-match) src\/f.ts/);
  });
});

describe("a whole file", () => {
  it.each<[string, string, string, string]>([
    ["replaces the text", "a\nb\n", "a\nc\n", "a\nc\n"],
    ["keeps CRLF", "a\r\nb\r\n", "a\nc\n", "a\r\nc\r\n"],
    ["keeps a missing last newline", "a\nb", "a\nc\n", "a\nc"],
    ["keeps a mark of the byte order", "\uFEFFa\nb\n", "a\nc\n", "\uFEFFa\nc\n"],
    ["fills an empty file", "", "a\n", "a\n"],
  ])("%s", (_, before, text, after) => {
    expect(made(whole(text), before)).toBe(after);
  });

  it("makes a new file", () => {
    expect(made(whole("a\n"), null)).toBe("a\n");
  });

  it.each<[string, string, RegExp]>([
    ["leaves lines out", whole("a\n// ... existing code ...\n"), /^malformed src\/f.ts #null @1: line 3 of the reply/],
    ["says what stands", whole("a\nb\n"), /^no-change/],
    ["only differs by line ends", whole("a\r\nb\r\n"), /^no-change/],
    ["is given twice", `${whole("a\nx\n")}\n${whole("a\ny\n")}`, /^malformed .*two different texts/],
  ])("is refused when it %s", (_, reply, expected) => {
    expect(made(reply, "a\nb\n")).toMatch(expected);
  });

  it.each<[string, string]>([
    ["a part of the file", "three\n"],
    ["no line at all", ""],
  ])("is refused when it holds %s", (_, text) => {
    expect(made(whole(text), "one\ntwo\nthree\nfour\nfive\nsix\nseven\n")).toMatch(/^ambiguous src\/f.ts #null @1/);
  });

  it("is an illustration beside a diff of the same file", () => {
    const diff = fenced(`--- a/${path}\n+++ b/${path}\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n`);
    expect(made(`${whole("a\nc\n")}\n${diff}`, "a\nb\n")).toBe("a\nc\n");
  });
});

describe("a rename", () => {
  const header = `diff --git a/${path} b/g\nrename from ${path}\nrename to g\n`;

  it("keeps the text, and edits it", () => {
    const diff = `--- a/${path}\n+++ b/g\n@@ -1 +1 @@\n-a\n+b\n`;
    expect(outcome(header, { [path]: "a\r\n" })).toEqual({ [path]: null, g: "a\r\n" });
    expect(outcome(header + diff, { [path]: "a\r\n" })).toEqual({ [path]: null, g: "b\r\n" });
  });

  it("fails with its hunk", () => {
    const diff = `--- a/${path}\n+++ b/g\n@@ -1 +1 @@\n-z\n+b\n`;
    expect(outcome(header + diff, { [path]: "a\n" })).toEqual([expect.stringMatching(/^no-match g #1 @6/)]);
  });
});
