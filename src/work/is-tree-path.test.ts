import { posix } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInsideTarget, isTreePath } from "./is-tree-path.ts";

describe("isTreePath", () => {
  it.each(["a", "src/a.ts", ".github/x.yml", ".gitignore", "a b/ü", "git/x", "...", "x.git"])("takes %j", (path) => {
    expect(isTreePath(path)).toBe(true);
  });

  it.each([
    "",
    "/a",
    "a/",
    "a//b",
    ".",
    "..",
    "a/../b",
    "./a",
    "a\0b",
    ".git/config",
    "a/.GIT/x",
    ".git./x",
    ".git /x",
    "GIT~1/x",
  ])("refuses %j", (path) => {
    expect(isTreePath(path)).toBe(false);
  });
});

describe("isInsideTarget", () => {
  it.each([
    ["link", "a.txt"],
    ["link", "dir/a.txt"],
    ["d/link", "../a.txt"],
    ["d/e/link", "../.."],
    ["d/link", ".."],
    ["link", "./a"],
    ["d/link", ".././b"],
  ])("lets %s → %s stay", (path, target) => {
    expect(isInsideTarget(path, target)).toBe(true);
  });

  it.each([
    ["link", ""],
    ["link", "/etc/passwd"],
    ["link", "../a"],
    ["d/link", "../../a"],
    ["d/link", "x/../../.."],
    ["a/b/c/link", "d/../etc"],
    ["link", ".git/config"],
    ["link", "a\0b"],
  ])("refuses %s → %s", (path, target) => {
    expect(isInsideTarget(path, target)).toBe(false);
  });

  it("never accepts a target that resolves outside", () => {
    const name = fc.constantFrom("a", "b", "..", ".", "");
    const path = fc.array(fc.constantFrom("a", "b"), { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
    fc.assert(
      fc.property(path, fc.array(name, { maxLength: 6 }), (link, names) => {
        const target = names.join("/");
        fc.pre(isInsideTarget(link, target));
        expect(posix.join(posix.dirname(link), target)).not.toMatch(/^(\.\.|\/)/);
      }),
    );
  });
});
