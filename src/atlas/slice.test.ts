import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestWindows } from "./best-windows.ts";
import { renderTree } from "./render-tree.ts";
import { type SliceOptions, sliceAtlas } from "./slice.ts";

const filler = (count: number, from = 1) =>
  Array.from({ length: count }, (_, i) => `const filler${i + from} = ${i};`).join("\n");

const files: Record<string, string | null> = {
  ".env": "slugify=canary",
  "README.md": "# Text tools\nslugify makes slugs.\n",
  "dist/slugify.js": "slugify canary",
  "empty.ts": "",
  "logo.png": null,
  "src/long.ts": `${filler(1_000)}\nexport const slugify = 1;\n${filler(1_000, 1_001)}\n`,
  "src/other.ts": "export const other = 1;\n",
  "src/slugify.ts": "export const slugify = (text: string) => text;\n",
  "test/other.test.ts": "other();\n",
  "test/slugify.test.ts": "slugify('A');\n",
};

const slice = (more: Partial<SliceOptions> = {}) =>
  sliceAtlas({
    files: Object.keys(files),
    read: (path) => files[path] ?? null,
    text: "slugify fails",
    budgetTokens: 8_000,
    ...more,
  });

describe("sliceAtlas", () => {
  it("gives small files whole, tests apart, and the tree", () => {
    const found = slice();
    expect(found.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["src/slugify.ts", "README.md", "src/long.ts"]),
    );
    expect(found.files[0]).toEqual({
      path: "src/slugify.ts",
      from: 1,
      to: 1,
      total: 1,
      text: "export const slugify = (text: string) => text;\n",
    });
    expect(found.tests.map(({ path }) => path)).toEqual(["test/slugify.test.ts", "test/other.test.ts"]);
    expect(found.tree).toContain("src/: long.ts other.ts slugify.ts");
  });

  it("gives the windows of a long file that speak of the text", () => {
    const windows = slice().files.filter(({ path }) => path === "src/long.ts");
    expect(
      windows.some(({ from, to, text }) => from <= 1_001 && to >= 1_001 && text.includes("export const slugify")),
    ).toBe(true);
    for (const { from, to, total, text } of windows) {
      expect(total).toBe(2_001);
      expect(text.split("\n")).toHaveLength(to - from + 2);
    }
  });

  it("never shows secret, generated or binary files, even when they are pinned", () => {
    const all = JSON.stringify(slice({ pinned: [".env", "dist/slugify.js", "logo.png", "../outside"] }));
    expect(all).not.toContain("canary");
    expect(all).not.toContain(".env");
  });

  it("puts pinned files first, whole, and each file once", () => {
    const found = slice({
      pinned: ["src/other.ts", "test/other.test.ts", "empty.ts", "src/other.ts"],
      budgetTokens: 20_000,
    });
    expect(found.files.slice(0, 2).map(({ path }) => path)).toEqual(["src/other.ts", "empty.ts"]);
    expect(found.files[1]).toEqual({ path: "empty.ts", from: 0, to: 0, total: 0, text: "" });
    expect(found.tests.map(({ path }) => path)).toEqual(["test/other.test.ts", "test/slugify.test.ts"]);
    const whole = slice({ pinned: ["src/long.ts"], budgetTokens: 50_000 }).files;
    expect(whole.filter(({ path }) => path === "src/long.ts")).toMatchObject([{ from: 1, to: 2_001 }]);
  });

  it("is the same every time and stays within its budget", () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.shuffledSubarray(Object.keys(files)),
        fc.constantFrom("slugify", "other filler7", "README.md", ""),
        (budgetTokens, pinned, text) => {
          const found = slice({ budgetTokens, pinned, text });
          expect(slice({ budgetTokens, pinned, text })).toEqual(found);
          const texts = [found.tree, ...[...found.files, ...found.tests].map((excerpt) => excerpt.text)];
          expect(Buffer.byteLength(texts.join(""))).toBeLessThanOrEqual(budgetTokens * 3.5);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("bestWindows", () => {
  it("joins neighbours and keeps file order", () => {
    const lines = Array.from({ length: 400 }, (_, i) => ([10, 100, 350].includes(i) ? "needle" : "hay"));
    const windows = bestWindows(lines, "needle", 3);
    expect(windows.map(({ from }) => from)).toEqual(windows.map(({ from }) => from).sort((a, b) => a - b));
    for (const line of [11, 101, 351]) expect(windows.some(({ from, to }) => from <= line && line <= to)).toBe(true);
    for (const [i, window] of windows.entries()) expect(window.from).toBeGreaterThan((windows[i - 1]?.to ?? -1) + 1);
  });

  it("gives the start when nothing matches", () => {
    expect(bestWindows(Array(200).fill("hay"), "needle", 3)).toEqual([{ from: 1, to: 60 }]);
  });
});

describe("renderTree", () => {
  it("counts what does not fit", () => {
    const paths = Array.from({ length: 500 }, (_, i) => `dir${i % 5}/file${i}.ts`);
    const tree = renderTree(paths, 2_000);
    expect(tree).toContain("dir0/: 100 files");
    expect(renderTree(paths, 80)).toMatch(/\[\d more directories\]$/);
    expect(renderTree(["a.ts"], 2_000)).toBe("./: a.ts");
    fc.assert(fc.property(fc.nat(3_000), (bytes) => Buffer.byteLength(renderTree(paths, bytes)) <= bytes));
  });
});
