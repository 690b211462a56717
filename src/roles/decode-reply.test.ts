import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeReply, type ReplyShape } from "./decode-reply.ts";

const plain: ReplyShape = { hasDiff: false, defaults: null };
const change: ReplyShape = { hasDiff: true, defaults: (prose) => ({ summary: prose || "none" }) };

const diff = `--- a/src/a.js
+++ b/src/a.js
@@ -1,3 +1,3 @@
 const a = { "x": 1 };
-const b = {"y": 2};
+const b = {"y": 3};
 const c = 4;
`;

describe("replies that can mean only one thing", () => {
  test.each([
    ["the object alone", '{"a": 1}'],
    ["with a byte order mark and blank space", '\uFEFF  \n{"a": 1}\n\n'],
    ["in a json fence", '```json\n{"a": 1}\n```'],
    ["in a fence without a language", '```\n{"a": 1}\n```'],
    ["in a fence that never ends", '```json\n{"a": 1}'],
    ["with prose around the fence", 'Sure! Here it is:\n\n```json\n{"a": 1}\n```\nAnything else?'],
    ["within prose", 'The answer is {"a": 1}. Good luck.'],
    ["with braces of another kind in the prose", 'In f() { return } the answer is {"a": 1}.'],
    ["after a snippet of JSON in prose, when the answer is fenced", 'For {"b": 2} I say:\n```json\n{"a": 1}\n```'],
    ["after reasoning that quotes JSON", '<think>maybe {"a": 2}?</think>{"a": 1}'],
    ["twice the same", 'Draft: {"a": 1}\nFinal: {"a": 1}'],
    ["with a comma too many", '{"a": 1,}'],
  ])("%s", (_, text) => {
    expect(decodeReply(text, plain)).toEqual({ ok: true, value: { a: 1 } });
  });
});

describe("replies that get a complaint", () => {
  test.each([
    ["nothing", "  \n", "empty"],
    ["prose alone", "I cannot help with that.", "no JSON object"],
    ["an array", "[1, 2]", "no JSON object"],
    ["two answers", '{"a": 1} or {"a": 2}', "2 different JSON objects"],
    ["two fenced answers", '```json\n{"a": 1}\n```\n```json\n{"a": 2}\n```', "2 different JSON objects"],
    ["an answer that was cut", '{"a": {"b": "c', "ends before it is closed"],
    ["a broken outer object around good inner ones", '{"a": \'x\', "findings": [{"a": 1}]}', "does not parse"],
    ["a regular expression that is not escaped", '{"a": "\\d+"}', "backslash"],
    ["a repeated key", '{"a": 1, "a": 1}', "twice"],
    ["a key of the prototype", '{"__proto__": {"a": 1}}', "__proto__"],
    ["a limit broken beside a good answer", '{"a": 1}\n{"b": 1, "b": 2}', "twice"],
    ["more than a megabyte", `{"a": "${"x".repeat(1024 * 1024)}"}`, "larger than"],
    ["a diff where none belongs", diff, "3 different JSON objects"],
  ])("%s", (_, text, complaint) => {
    const decoded = decodeReply(text, plain);
    expect(decoded.ok ? decoded.value : decoded.error).toMatch(new RegExp(complaint));
  });

  test("sixty-four kilobytes of any opener are answered", () => {
    for (const opener of [
      "{",
      '{"',
      '{"a":',
      "[",
      "```json\n{",
      "```",
      '"',
      "--- a\n+++ b\n",
      "@@ -1 ",
      "<think>",
      '{"a":1}',
      "{}",
    ])
      decodeReply(opener.repeat(Math.ceil(65_536 / opener.length)), change);
  });
});

describe("replies with a diff", () => {
  const object = { summary: "s", diff };

  test.each([
    ["in the object", JSON.stringify(object)],
    ["in the object, with raw newlines", `{"summary": "s", "diff": "${diff.replaceAll('"', '\\"')}"}`],
    [
      "in the fenced object, with raw newlines and prose",
      `Here:\n\`\`\`json\n{"summary": "s", "diff": "${diff.replaceAll('"', '\\"')}"}\n\`\`\`\n`,
    ],
  ])("%s", (_, text) => {
    expect(decodeReply(text, change)).toEqual({ ok: true, value: object });
  });

  test.each([
    ["two fenced blocks", `\`\`\`json\n{"summary": "s"}\n\`\`\`\n\n\`\`\`diff\n${diff}\`\`\``],
    ["the diff first", `\`\`\`diff\n${diff}\`\`\`\n\`\`\`json\n{"summary": "s"}\n\`\`\``],
    ["a null in the object", `\`\`\`json\n{"summary": "s", "diff": null}\n\`\`\`\n\`\`\`diff\n${diff}\`\`\``],
    ["the object without a fence", `{"summary": "s"}\n\n\`\`\`diff\n${diff}\`\`\``],
  ])("beside the object: %s", (_, text) => {
    expect(decodeReply(text, change)).toEqual({ ok: true, value: { summary: "s", diff: `\`\`\`diff\n${diff}\`\`\`` } });
  });

  test.each([
    ["bare", diff, "none"],
    ["fenced", `\`\`\`diff\n${diff}\`\`\``, "none"],
    [
      "after prose",
      `This mends b.\nIt was wrong.\n\nHere is the diff:\n\n\`\`\`diff\n${diff}\`\`\``,
      "This mends b.\nIt was wrong.",
    ],
  ])("without any object: %s", (_, text, summary) => {
    expect(decodeReply(text, change)).toEqual({ ok: true, value: { summary, diff: text.trim() } });
  });

  test("code in a diff is never taken for the object", () => {
    const decoded = decodeReply(
      `--- a/p.json\n+++ b/p.json\n@@ -1 +1 @@\n-{"summary": "old"}\n+{"summary": "evil", "diff": "x"}\n`,
      change,
    );
    expect(decoded).toMatchObject({ ok: true, value: { summary: "none" } });
  });

  test("two diffs get a complaint", () => {
    const decoded = decodeReply(`\`\`\`json\n${JSON.stringify(object)}\n\`\`\`\n\`\`\`diff\n${diff}\`\`\``, change);
    expect(decoded).toMatchObject({ ok: false, error: expect.stringContaining("two diffs") });
  });

  test("a broken object before a diff gets a complaint, not defaults", () => {
    expect(decodeReply(`{"summary": 's'}\n${diff}`, change)).toMatchObject({
      ok: false,
      error: expect.stringContaining("parse"),
    });
  });
});

test("any object comes through each form", () => {
  const value = fc.dictionary(
    fc.string({ minLength: 1 }).map((key) => `k${key}`),
    fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.constant(null)),
    { minKeys: 1 },
  );
  const form = fc.constantFrom(
    (json: string) => json,
    (json: string) => `\`\`\`json\n${json}\n\`\`\``,
    (json: string) => `Done.\n\n\`\`\`json\n${json}\n\`\`\`\n\nThat is all.`,
  );
  fc.assert(
    fc.property(value, form, fc.constantFrom(undefined, 2), (object, wrap, indent) => {
      expect(decodeReply(wrap(JSON.stringify(object, null, indent)), plain)).toEqual({ ok: true, value: object });
    }),
  );
});

test("arbitrary text never throws", () => {
  const token = fc.constantFrom(
    "{",
    "}",
    '"',
    "\\",
    ":",
    ",",
    "[",
    "]",
    "```json\n",
    "```",
    "\n",
    "--- a\n+++ b\n",
    "a",
    "<think>",
    "</think>",
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
      expect(typeof decodeReply(tokens.join(""), change).ok).toBe("boolean");
    }),
  );
});
