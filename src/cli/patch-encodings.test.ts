/** Patches on files that are not plain UTF-8 with line feeds, byte by byte. */
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { addFile, changeLine, deleteFile, withPatchCase } from "./patch-case.fixture.ts";

const hunk = (body: string): string => `diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n${body}`;
const twoLines = hunk("@@ -1,2 +1,2 @@\n ä\n-one\n+zwö\n");
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

it.each<[string, Buffer, Buffer, Buffer]>([
  ["UTF-8", Buffer.from("ä\none\n"), Buffer.from(twoLines), Buffer.from("ä\nzwö\n")],
  [
    "a byte order mark",
    Buffer.from("\ufeffä\none\n"),
    Buffer.from(twoLines.replace("ä", "\ufeffä")),
    Buffer.from("\ufeffä\nzwö\n"),
  ],
  ["CRLF", Buffer.from("ä\r\none\r\n"), Buffer.from(twoLines), Buffer.from("ä\r\nzwö\r\n")],
  [
    "no last line feed",
    Buffer.from("ä\none"),
    Buffer.from(`${twoLines}\\ No newline at end of file\n`),
    Buffer.from("ä\nzwö"),
  ],
  ["Latin-1 by a reply in UTF-8", latin1("ä\none\n"), Buffer.from(twoLines), latin1("ä\nzwö\n")],
  ["Latin-1 by a raw diff", latin1("ä\none\n"), latin1(twoLines), latin1("ä\nzwö\n")],
  [
    "ASCII that becomes Latin-1 by a raw diff",
    latin1("a\none\n"),
    latin1(twoLines.replace("ä", "a")),
    latin1("a\nzwö\n"),
  ],
])("keeps %s", (_, before, patch, after) =>
  withPatchCase({ "a.txt": before }, async ({ run, snapshot }) => {
    const { exit, out } = await run(["apply"], patch);
    expect({ exit, out }).toMatchObject({ exit: 0 });
    expect(snapshot()["a.txt"]).toBe(after.toString("latin1"));
  }),
);

it("writes a new Latin-1 file with the bytes of the diff", () =>
  withPatchCase({}, async ({ run, snapshot }) => {
    expect((await run(["apply"], latin1(addFile("n.txt", "grün")))).exit).toBe(0);
    expect(snapshot()).toEqual({ "n.txt": "grün\n" });
  }));

it("refuses a character that the file's Latin-1 lacks", () =>
  withPatchCase({ "a.txt": latin1("ä\none\n") }, async ({ run, snapshot }) => {
    const { exit, out } = await run(["apply", "--json"], twoLines.replace("zwö", "5 €"));
    expect(exit).toBe(3);
    expect(JSON.parse(out).refused).toMatchObject([{ path: "a.txt", reason: "malformed" }]);
    expect(out).toContain("Latin-1");
    expect(snapshot()).toEqual({ "a.txt": "ä\none\n" });
  }));

it.each<[string, Buffer]>([
  ["a file with a NUL", Buffer.from("one\n\0")],
  ["UTF-16", Buffer.from("\ufeffone\n", "utf16le")],
])("refuses to change, delete or replace %s", (_, content) =>
  withPatchCase({ "a.txt": content }, async ({ run, snapshot }) => {
    const before = snapshot();
    for (const patch of [changeLine("a.txt", "one", "two"), deleteFile("a.txt", "one"), addFile("a.txt", "two")]) {
      const { exit, out } = await run(["apply", "--json"], patch);
      expect({ exit, refused: JSON.parse(out).refused }).toMatchObject({
        exit: 3,
        refused: [{ path: "a.txt", reason: "binary" }],
      });
    }
    expect(snapshot()).toEqual(before);
  }),
);

it("refuses a file that is too large to be read", () =>
  withPatchCase({ "a.txt": "one\n" }, async ({ dir, run }) => {
    truncateSync(join(dir, "a.txt"), 64 * 1024 * 1024 + 1);
    const { exit, out } = await run(["check"], changeLine("a.txt", "one", "two"));
    expect({ exit, out }).toMatchObject({ exit: 3, out: expect.stringContaining("more than 64 MB") });
  }));

it("does not take another file for one that is no text", () =>
  withPatchCase({ "a.txt": "one\n\0", "a/a.txt": "one\n" }, async ({ run, snapshot }) => {
    const before = snapshot();
    expect((await run(["apply"], "--- a/a.txt\n+++ a/a.txt\n@@ -1 +1 @@\n-one\n+two\n")).exit).toBe(3);
    expect(snapshot()).toEqual(before);
  }));
