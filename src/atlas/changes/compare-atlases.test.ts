import fc from "fast-check";
import { expect, it } from "vitest";
import { atlasOf, fileOf } from "./atlas.fixture.ts";
import { compareAtlases } from "./compare-atlases.ts";

it("tells added, removed, moved and grown files apart", () => {
  const before = atlasOf([
    fileOf("a.ts", { lines: 10 }),
    fileOf("b.ts", { lines: 10 }),
    fileOf("lib/moved.ts", { lines: 33, bytes: 333 }),
    fileOf("old.ts", { lines: 4, bytes: 40 }),
  ]);
  const after = atlasOf([
    fileOf("a.ts", { lines: 50 }),
    fileOf("b.ts", { lines: 5 }),
    fileOf("new-large.ts", { lines: 70, bytes: 700 }),
    fileOf("new-small.ts", { lines: 7, bytes: 70 }),
    fileOf("src/moved.ts", { lines: 33, bytes: 333 }),
  ]);
  const { added, removed, moved, grown, totals } = compareAtlases(before, after);
  expect(added.map(({ path }) => path)).toEqual(["new-large.ts", "new-small.ts"]);
  expect(removed.map(({ path }) => path)).toEqual(["old.ts"]);
  expect(moved).toEqual([{ from: "lib/moved.ts", to: "src/moved.ts" }]);
  expect(grown).toEqual([{ path: "a.ts", before: 10, after: 50 }]);
  expect(totals).toEqual({ before: { files: 4, lines: 57 }, after: { files: 5, lines: 165 } });
});

it.each([
  ["two could have moved here", ["a/index.ts", "b/index.ts"], ["c/index.ts"], 100],
  ["it could have moved to two places", ["a/index.ts"], ["b/index.ts", "c/index.ts"], 100],
  ["an empty file looks like every other", ["a/__init__.py"], ["b/__init__.py"], 0],
  ["another name", ["a/one.ts"], ["a/two.ts"], 100],
])("does not guess a move: %s", (_, from, to, bytes) => {
  const { added, removed, moved } = compareAtlases(
    atlasOf(from.map((path) => fileOf(path, { bytes }))),
    atlasOf(to.map((path) => fileOf(path, { bytes }))),
  );
  expect(moved).toEqual([]);
  expect(removed.map(({ path }) => path)).toEqual(from);
  expect(added.map(({ path }) => path)).toEqual(to);
});

it("knows a cycle by its paths, whatever their places and order", () => {
  const before = atlasOf([fileOf("a.ts"), fileOf("b.ts"), fileOf("c.ts"), fileOf("d.ts")], {
    cycles: [
      [0, 1],
      [2, 3],
    ],
  });
  const after = atlasOf([fileOf("0.ts"), fileOf("a.ts"), fileOf("b.ts"), fileOf("c.ts"), fileOf("d.ts")], {
    cycles: [
      [2, 1],
      [4, 3, 0],
    ],
  });
  expect(compareAtlases(before, after).cycles).toEqual({
    total: 2,
    fresh: [["0.ts", "c.ts", "d.ts"]],
    settled: [["c.ts", "d.ts"]],
  });
});

it("lists source files that CODEOWNERS has come to leave out", () => {
  const owners = ["@team"];
  const before = atlasOf([fileOf("kept.ts"), fileOf("lost.ts", { owners: [0] })], { owners });
  const after = atlasOf(
    [fileOf("kept.ts"), fileOf("lost.ts"), fileOf("notes.md", { role: "docs" }), fileOf("owned.ts", { owners: [0] })],
    { owners },
  );
  expect(compareAtlases(before, after).owners.orphans).toEqual({ total: 2, fresh: ["lost.ts"] });
});

it("calls nothing an orphan where no CODEOWNERS is seen", () => {
  const after = atlasOf([fileOf("a.ts")]);
  expect(
    compareAtlases(atlasOf([fileOf("a.ts", { owners: [0] })], { owners: ["@x"] }), after).owners.orphans,
  ).toBeNull();
  expect(compareAtlases(atlasOf([]), { ...after, owners: ["@x"] }).owners.orphans).toEqual({
    total: 1,
    fresh: ["a.ts"],
  });
});

it("lists files that lost their people, new faults, and files no longer read", () => {
  const people = ["Ann"];
  const before = atlasOf([fileOf("a.ts", { people: [[0, 1]] }), fileOf("b.ts"), fileOf("c.ts", { fault: "binary" })], {
    people,
    ownerFaults: [{ line: 3, reason: "known" }],
  });
  const after = atlasOf([fileOf("a.ts"), fileOf("b.ts", { fault: "too-large" }), fileOf("c.ts", { fault: "binary" })], {
    ownerFaults: [
      { line: 5, reason: "known" },
      { line: 6, reason: "fresh" },
    ],
  });
  const { owners, unreadable } = compareAtlases(before, after);
  expect(owners.abandoned).toEqual(["a.ts"]);
  expect(owners.faults).toEqual([{ line: 6, reason: "fresh" }]);
  const shallow = { ...after, history: { commits: 1, isShallow: true } };
  expect(compareAtlases(before, shallow).owners.abandoned).toEqual([]);
  expect(unreadable).toEqual([{ path: "b.ts", fault: "too-large" }]);
});

it("compares languages and commits", () => {
  const before = atlasOf([fileOf("a.ts", { changes: 5 }), fileOf("b.py", { language: "python", changes: 9 })]);
  const after = atlasOf([fileOf("a.ts", { lines: 25, changes: 7 }), fileOf("c.ts", { changes: 1 })]);
  const { languages, mostChanged } = compareAtlases(before, after);
  expect(languages).toEqual([
    { language: "typescript", before: { files: 1, lines: 10 }, after: { files: 2, lines: 35 } },
    { language: "python", before: { files: 1, lines: 10 }, after: { files: 0, lines: 0 } },
  ]);
  expect(mostChanged).toEqual([
    { path: "a.ts", commits: 2, lines: 25 },
    { path: "c.ts", commits: 1, lines: 10 },
  ]);
});

const paths = fc.uniqueArray(fc.constantFrom("__proto__", "constructor", "a/b", "a/c", "d", "e/b", "f"));

it("accounts for every file once, and sees nothing between a map and itself", () => {
  fc.assert(
    fc.property(paths, paths, (older, newer) => {
      const [before, after] = [atlasOf(older.map((path) => fileOf(path))), atlasOf(newer.map((path) => fileOf(path)))];
      const { added, removed, moved } = compareAtlases(before, after);
      const kept = newer.filter((path) => older.includes(path));
      expect([...kept, ...added.map(({ path }) => path), ...moved.map(({ to }) => to)].sort()).toEqual(
        [...newer].sort(),
      );
      expect([...kept, ...removed.map(({ path }) => path), ...moved.map(({ from }) => from)].sort()).toEqual(
        [...older].sort(),
      );
      const same = compareAtlases(after, after);
      expect([same.added, same.removed, same.moved, same.grown, same.languages, same.mostChanged].flat()).toEqual([]);
    }),
  );
});
