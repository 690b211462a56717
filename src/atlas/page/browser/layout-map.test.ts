import fc from "fast-check";
import { expect, it } from "vitest";

type Box = { x: number; y: number; width: number; height: number };
type TestFile = { path: string; lines: number };
type TestCell = Box & { kind: string; count: number; title: string; node: { path: string; weight: number } };

const { squarify } = await import("./squarify.js" as string);
const { growTree, weighTree, mainFile } = await import("./grow-tree.js" as string);
const { layoutMap, cellAt, cellBeside } = await import("./layout-map.js" as string);

const treeOf = (files: TestFile[]) => {
  const tree = growTree(files);
  weighTree(tree, ({ lines }: TestFile) => lines);
  return tree;
};

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const weights = fc
  .array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 40 })
  .map((list) => list.sort((a, b) => b - a));

it("cuts a rectangle by weight, without overlap and without a gap", () => {
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }), (list, width, height) => {
      const parts: Box[] = squarify(list, { x: 3, y: 7, width, height });
      const total = list.reduce((sum, weight) => sum + weight, 0);
      const area = width * height;
      for (const [place, part] of parts.entries()) {
        const share = ((list[place] ?? 0) / total) * area;
        expect(Math.abs(part.width * part.height - share)).toBeLessThan(1e-6 * area + 1e-9);
        expect(overlap(part, { x: 3, y: 7, width, height })).toBeGreaterThan(share - 1e-6 * area);
        for (const other of parts.slice(place + 1)) expect(overlap(part, other)).toBeLessThan(1e-6 * area);
      }
      expect(parts).toHaveLength(list.length);
    }),
  );
});

it("keeps parts near to squares", () => {
  const parts: Box[] = squarify([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 600, height: 400 });
  for (const { width, height } of parts) expect(Math.max(width / height, height / width)).toBeLessThan(3);
});

const name = fc.constantFrom("a", "b", "c", "__proto__", "constructor", "index.ts");
const files = fc.uniqueArray(
  fc.record({
    path: fc.array(name, { minLength: 1, maxLength: 5 }).map((parts) => `${parts.join("/")}.ts`),
    lines: fc.integer({ min: 0, max: 5000 }),
  }),
  { selector: ({ path }) => path, minLength: 1, maxLength: 60 },
);

it("shows every file that weighs something once, by itself or among others", () => {
  fc.assert(
    fc.property(files, fc.integer({ min: 1, max: 800 }), (list, side) => {
      const { root } = treeOf(list);
      const cells: TestCell[] = layoutMap(root, side, side);
      const heavy = list.filter(({ lines }) => lines > 0);
      expect(root.weight).toBe(list.reduce((sum, { lines }) => sum + lines, 0));
      const shown = cells.filter(({ kind }) => kind !== "directory").reduce((sum, { count }) => sum + count, 0);
      // Files without weight count with the directory that hides them.
      expect(shown).toBeGreaterThanOrEqual(heavy.length);
      expect(shown).toBeLessThanOrEqual(list.length);
      for (const { x, y, width, height } of cells) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-6);
        expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(side + 1e-6);
      }
    }),
  );
});

it("draws few cells for many files", () => {
  const many = Array.from({ length: 50_000 }, (_, place) => ({
    path: `${place % 20}/${place % 500}/${place}.ts`,
    lines: (place % 97) + 1,
  }));
  const cells: TestCell[] = layoutMap(treeOf(many).root, 900, 600);
  expect(cells.length).toBeGreaterThan(100);
  expect(cells.length).toBeLessThan((900 * 600) / 24);
});

it("survives a path of a thousand directories and shows directories of one as one", () => {
  const { root } = treeOf([
    { path: `${"d/".repeat(1000)}f.ts`, lines: 5 },
    { path: "z.ts", lines: 5 },
  ]);
  const cells: TestCell[] = layoutMap(root, 500, 500);
  expect(cells.map(({ kind }) => kind).sort()).toEqual(["directory", "file", "file"]);
  expect(cells.find(({ kind }) => kind === "directory")?.title).toMatch(/^d\/d\/d/);
  expect(mainFile(root).path).toMatch(/f\.ts$/);
});

it("finds cells by point and by direction", () => {
  const { root } = treeOf(["a.ts", "b.ts", "c.ts", "d.ts"].map((path) => ({ path, lines: 10 })));
  const cells: TestCell[] = layoutMap(root, 400, 400);
  const at = (x: number, y: number): TestCell => cellAt(cells, x, y);
  const [corner, right, below] = [at(10, 10), at(390, 10), at(10, 390)];
  expect(new Set([corner, right, below]).size).toBe(3);
  expect(cellBeside(cells, corner, { x: 1, y: 0 })).toBe(right);
  expect(cellBeside(cells, corner, { x: 0, y: 1 })).toBe(below);
  expect(cellBeside(cells, corner, { x: -1, y: 0 })).toBeNull();
  expect(at(500, 10)).toBeNull();
});
