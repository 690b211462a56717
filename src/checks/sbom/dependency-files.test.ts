import { describe, expect, test } from "vitest";
import { findLonelyLockfiles, isDependencyFile } from "./dependency-files.ts";

const changed = (path: string) => ({ path, before: "a", after: "b" });

describe("findLonelyLockfiles", () => {
  test.each<[string[], string[]]>([
    [["package-lock.json"], ["package-lock.json"]],
    [["package-lock.json", "package.json"], []],
    [["package-lock.json", "packages/a/package.json"], []],
    [["web/package-lock.json", "package.json"], ["web/package-lock.json"]],
    [["web/yarn.lock", "website/package.json"], ["web/yarn.lock"]],
    [["Cargo.lock", "package.json"], ["Cargo.lock"]],
    [["src/a.ts"], []],
  ])("%j", (paths, lonely) => {
    expect(findLonelyLockfiles(paths.map(changed))).toEqual(lonely);
  });

  test("a new or deleted lockfile is none", () => {
    expect(findLonelyLockfiles([{ path: "package-lock.json", before: null, after: "" }])).toEqual([]);
  });
});

describe("isDependencyFile", () => {
  test.each(["go.mod", "a/requirements-dev.txt", "pom.xml", "a/b/package.json"])("%s", (path) =>
    expect(isDependencyFile(path)).toBe(true),
  );
  test.each(["src/a.ts", "constructor", "docs/package.json.md"])("not %s", (path) =>
    expect(isDependencyFile(path)).toBe(false),
  );
});
