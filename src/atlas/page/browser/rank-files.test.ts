import fc from "fast-check";
import { expect, it } from "vitest";

const { colourFiles } = await import("./colour-files.js" as string);
const { bestMatches, matchingSymbol, parseSearch, parseSymbol } = await import("./find-files.js" as string);
const { hotSpots, mostDependedOn, ownerShares, peopleShares } = await import("./rank-files.js" as string);
const { formatBytes, formatShare } = await import("./format.js" as string);

type TestFile = ReturnType<typeof fileOf>;

const fileOf = (path: string, more: object = {}) => ({
  place: 0,
  path,
  role: "source",
  language: "typescript",
  bytes: 100,
  lines: 10,
  fault: "",
  owners: [] as string[],
  people: [] as { name: string; share: number }[],
  changes: 0,
  symbols: "",
  imports: [] as number[],
  dependents: [] as number[],
  ...more,
});

const pathsOf = (files: TestFile[]): string[] => files.map(({ path }) => path);

const searched = [
  fileOf("src/parse-patch.ts", { place: 0, symbols: "function parsePatch 3-9\nclass Reader 11-40" }),
  fileOf("lib/reader.go", { place: 1, language: "go", owners: ["@acme/Core"] }),
  fileOf("test/reader.test.ts", { place: 2, role: "test", people: [{ name: "Ann Lee", share: 1 }] }),
];

it.each([
  ["PARSE", ["src/parse-patch.ts"]],
  ["reader", ["lib/reader.go", "test/reader.test.ts", "src/parse-patch.ts"]],
  ["reader lang:go", ["lib/reader.go"]],
  ["role:test", ["test/reader.test.ts"]],
  ["owner:acme/core", ["lib/reader.go"]],
  ["person:ann", ["test/reader.test.ts"]],
  ["src parsepatch", ["src/parse-patch.ts"]],
  ["std::vector", []],
  ["__proto__:x", []],
])("finds files for %s", (search, found) => {
  expect(pathsOf(bestMatches(search, searched.filter(parseSearch(search)), 10))).toEqual(found);
});

it("does not search for nothing", () => {
  expect(parseSearch(" \t ")).toBeNull();
});

it("names the symbol that a search found, with spaces in its name", () => {
  expect(matchingSymbol("reader", searched[0])).toEqual({ kind: "class", name: "Reader", range: "11-40" });
  expect(matchingSymbol("role:source", searched[0])).toBeNull();
  expect(parseSymbol("method operator new 4-5")).toEqual({ kind: "method", name: "operator new", range: "4-5" });
});

it("ranks by dependents and by heat, without generated files", () => {
  const files = [
    fileOf("a.ts", { dependents: [1], changes: 2, lines: 100 }),
    fileOf("b.ts", { dependents: [0, 2], changes: 50, lines: 3 }),
    fileOf("package-lock.json", { language: "", changes: 90, lines: 9000 }),
    fileOf("api.gen.ts", { role: "generated", changes: 90, lines: 9000 }),
    fileOf("big.ts", { changes: 9, lines: null }),
  ];
  expect(pathsOf(mostDependedOn(files))).toEqual(["b.ts", "a.ts"]);
  expect(pathsOf(hotSpots(files))).toEqual(["a.ts", "b.ts"]);
});

it("shares files among owners and people", () => {
  const files = [
    fileOf("a.ts", {
      owners: ["__proto__", "@b"],
      people: [
        { name: "Ann", share: 0.75 },
        { name: "Bob", share: 0.25 },
      ],
      lines: 40,
    }),
    fileOf("b.ts", { lines: 4 }),
  ];
  const owners = ["__proto__", "@b"];
  expect(ownerShares({ files, owners })).toEqual([
    { name: "@b", files: 1, lines: 40, bytes: 100 },
    { name: "__proto__", files: 1, lines: 40, bytes: 100 },
    { name: "", files: 1, lines: 4, bytes: 100 },
  ]);
  expect(ownerShares({ files, owners: [] })).toEqual([]);
  expect(peopleShares({ files })).toEqual([
    { name: "Ann", files: 0.75, lines: 30, bytes: 75 },
    { name: "Bob", files: 0.25, lines: 10, bytes: 25 },
  ]);
});

const anyFile = fc
  .record({
    language: fc.constantFrom("", "go", "other", "__proto__", ...Array.from({ length: 14 }, (_, place) => `l${place}`)),
    changes: fc.oneof(fc.nat(3), fc.nat(100_000)),
    role: fc.constantFrom("source", "test"),
    owners: fc.array(fc.constantFrom("@a", "other", "constructor"), { maxLength: 2 }),
  })
  .map((more) => fileOf("x", more));

it("gives every file a colour that the legend explains", () => {
  const by = fc.constantFrom("language", "changes", "owner", "person", "role");
  fc.assert(
    fc.property(fc.array(anyFile, { maxLength: 80, size: "max" }), by, fc.boolean(), (files, mode, isDark) => {
      const { legend, keyOf, colourOf } = colourFiles({ files }, mode, isDark);
      const colours = new Map(legend.map(({ key, colour }: { key: string; colour: string }) => [key, colour]));
      expect(colours.size).toBe(legend.length);
      for (const file of files) expect(colours.get(keyOf(file))).toBe(colourOf(keyOf(file)));
      expect(legend.length).toBeLessThanOrEqual(12);
    }),
  );
});

it("covers every number of changes in steps that do not overlap", () => {
  const files = [1, 2, 7, 40, 41, 250].map((changes) => fileOf("x", { changes }));
  const { legend } = colourFiles({ files }, "changes", false);
  const ranges = legend.slice(1).map(({ label }: { label: string }) => label.split("–").map(Number));
  const flat: number[][] = ranges.map(([from = 0, to = from]: number[]) => [from, to]);
  expect(flat[0]?.[0]).toBe(1);
  expect(flat.at(-1)?.[1]).toBe(250);
  for (const [place, [from]] of flat.slice(1).entries()) expect(from).toBe((flat[place]?.[1] ?? 0) + 1);
});

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1 kB"],
  [1536, "1.54 kB"],
  [123_456_789, "123 MB"],
])("writes %i bytes as %s", (bytes, text) => {
  expect(formatBytes(bytes).replace("\u00A0", " ")).toBe(text);
});

it("does not call a small share nothing", () => {
  expect([0, 0.001, 0.5].map((share) => formatShare(share).replace("\u00A0", " "))).toEqual(["0 %", "<1 %", "50 %"]);
});
