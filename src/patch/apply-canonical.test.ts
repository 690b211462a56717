import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyCanonical, namedPaths } from "./apply-canonical.ts";
import { inFiles } from "./apply-reply.fixture.ts";
import { parsePatch } from "./parse/parse-patch.ts";
import { baseOf, randomChanges } from "./random-texts.fixture.ts";
import { renderPatch } from "./render.ts";

const files = { f: "a\nb\nc\n", g: "x\n" };
const changes = [
  { path: "f", before: files.f, after: "a\nB\nc\n" },
  { path: "g", before: files.g, after: null },
  { path: "h", before: null, after: "new\n" },
];
const text = renderPatch(changes);
const { read } = inFiles(files);

describe("applyCanonical", () => {
  it("gives the changes that a text was printed from, and what it says about them", () => {
    expect(applyCanonical(text, read)).toMatchObject({
      ok: true,
      value: { changes, patch: { files: [{ kind: "modify" }, { kind: "delete" }, { kind: "add" }] } },
    });
  });

  it("gives back any changes", () => {
    fc.assert(
      fc.property(randomChanges, (random) => {
        const result = applyCanonical(renderPatch(random), baseOf(random));
        expect(result).toMatchObject({ ok: true, value: { changes: random } });
      }),
    );
  });

  const refused: [string, string, Record<string, string>, RegExp][] = [
    ["prose around it", `Here:\n\n${text}`, files, /^malformed/],
    ["a fence", `\`\`\`diff\n${text}\`\`\`\n`, files, /^malformed/],
    [
      "a wrong number",
      text.replace("@@ -1,3 +1,3 @@", "@@ -2,3 +2,3 @@"),
      files,
      /^no-match: it does not stand exactly/,
    ],
    ["a wrong count", text.replace("@@ -1,3 +1,3 @@", "@@ -1,2 +1,3 @@"), files, /^malformed/],
    ["no number", text.replace("@@ -1,3 +1,3 @@", "@@"), files, /^malformed/],
    ["less context", text.replace("@@ -1,3 +1,3 @@\n a\n", "@@ -2,2 +2,2 @@\n"), files, /^malformed/],
    ["a repeated entry", text + text, files, /^malformed/],
    ["lines in CRLF", text.replaceAll("\n", "\r\n"), files, /^malformed/],
    ["no last newline", text.slice(0, -1), files, /^malformed/],
    ["trailing white space", text.replace(" a\n", " a \n"), files, /^no-match/],
    ["a text that is made already", text, { f: "a\nB\nc\n", h: "new\n" }, /^no-match/],
    ["a file that has moved on", text, { ...files, f: "a\nb\nC\n" }, /^(?:no-match|malformed)/],
    ["a file that is longer now", text, { ...files, f: "0\na\nb\nc\n" }, /^no-match/],
    ["nothing", "", files, /^(?:empty|malformed)/],
  ];
  it.each(refused)("refuses %s", (_, changed, standing, expected) => {
    const result = applyCanonical(changed, inFiles(standing).read);
    expect(result.ok ? "" : result.error.map(({ reason, detail }) => `${reason}: ${detail}`).join("\n")).toMatch(
      expected,
    );
  });
});

describe("namedPaths", () => {
  it("lists old names too", () => {
    const patch = parsePatch(`${text}diff --git a/o b/n\nsimilarity index 100%\nrename from o\nrename to n\n`);
    expect(patch.ok ? namedPaths(patch.value) : patch.error).toEqual(["f", "g", "h", "n", "o"]);
  });
});
