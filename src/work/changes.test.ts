/** What a run changed: where findings may stand in it, and how it comes back in a later claim. */
import { describe, expect, it } from "vitest";
import { decodeChanges } from "./decode-changes.ts";
import { describeMisplaced } from "./place-findings.ts";

const blob = (path: string, content: string | Buffer | null) => ({
  path,
  mode: "100644" as const,
  content: content === null ? null : Buffer.from(content).toString("base64"),
});

describe("decodeChanges", () => {
  it("sets texts and removals against the base", () => {
    const base = (path: string) => (path === "a.ts" ? "old\n" : null);
    expect(decodeChanges([blob("a.ts", "grün\n"), blob("b.ts", ""), blob("c.ts", null)], base)).toEqual([
      { path: "a.ts", before: "old\n", after: "grün\n" },
      { path: "b.ts", before: null, after: "" },
      { path: "c.ts", before: null, after: null },
    ]);
  });

  it("names a file that the bot cannot have written", () => {
    expect(() => decodeChanges([blob("logo.png", Buffer.from([0xff, 0xd8]))], () => null)).toThrow(
      /logo\.png .* not text/,
    );
  });
});

describe("describeMisplaced", () => {
  const changes = [
    { path: "a.ts", before: null, after: "1\n2\n" },
    { path: "gone.ts", before: "1\n2\n3\n4\n", after: null },
  ];
  const at = (file: string, line: number) => ({ file, line, severity: "minor" as const, reason: "x" });

  it("accepts lines of changed files, and the file as a whole", () => {
    expect(describeMisplaced([at("a.ts", 2), at("a.ts", 0), at("gone.ts", 4)], changes)).toBe(null);
  });

  it("names every finding that stands nowhere", () => {
    const said = describeMisplaced([at("b.ts", 1), at("a.ts", 2), at("a.ts", 9)], changes);
    expect(said?.split("\n")).toEqual([
      expect.stringMatching(/^findings\[0\]\.file: "b\.ts" is not in the diff; its files are a\.ts, gone\.ts/),
      expect.stringMatching(/^findings\[2\]\.line: a\.ts has \d lines, 9 is past its end/),
    ]);
  });
});
