import { describe, expect, it } from "vitest";
import { scanFiles } from "./scan.ts";

describe("scanFiles", () => {
  it.each([
    ["src/a.ts", "source", "typescript"],
    ["src/testing.py", "source", "python"],
    ["src/contest.js", "source", "javascript"],
    ["src/latest.go", "source", "go"],
    ["src/a.test.ts", "test", "typescript"],
    ["tests/unit/a.py", "test", "python"],
    ["test_a.py", "test", "python"],
    ["pkg/a_test.go", "test", "go"],
    ["src/main/SlugTest.java", "test", "java"],
    ["README.md", "docs", null],
    ["docs/conf.py", "docs", "python"],
    ["LICENSE", "docs", null],
    ["package.json", "config", null],
    [".gitignore", "config", null],
    ["vite.config.ts", "config", "typescript"],
    ["Makefile", "config", null],
    ["package-lock.json", "generated", null],
    ["Cargo.lock", "generated", null],
    ["dist/index.js", "generated", "javascript"],
    ["web/vendor/jquery.js", "generated", "javascript"],
    ["a.min.js", "generated", "javascript"],
    ["api_pb2.py", "generated", "python"],
    ["logo.PNG", "binary", null],
    ["data.xyz", "other", null],
  ])("takes %s for %s in %s", (path, kind, language) => {
    expect(scanFiles([path])).toEqual([{ path, kind, language }]);
  });
});
