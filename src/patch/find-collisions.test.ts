import { describe, expect, it } from "vitest";
import { findCollisions } from "./find-collisions.ts";

const tree = ["src/Main.ts", "docs/guide.md", "link"];
const add = (path: string) => [{ path, before: null, after: "x\n" }];

describe("findCollisions", () => {
  it.each([
    ["another case of a file", "src/main.ts"],
    ["another width of a file", "src/Ｍain.ts"],
    ["a directory of the tree", "docs"],
    ["another case of a directory", "Docs/new.md"],
    ["a file below a file or link", "link/file.ts"],
  ])("refuses %s", (_, path) => {
    expect(findCollisions(add(path), tree)).toMatchObject([{ path, reason: "unsafe-path" }]);
  });

  it.each(["src/other.ts", "docs/new.md", "new/deep/file.ts"])("lets %s pass", (path) => {
    expect(findCollisions(add(path), tree)).toEqual([]);
  });

  it("lets a file take the place of one that goes away", () => {
    const changes = [{ path: "src/Main.ts", before: "x\n", after: null }, ...add("src/main.ts")];
    expect(findCollisions(changes, tree)).toEqual([]);
  });
});
