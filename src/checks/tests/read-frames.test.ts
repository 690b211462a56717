import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFrames, withoutForeignFrames } from "./read-frames.ts";

const files = new Set([
  "test/a.js",
  "lib.py",
  "web/src/b.ts",
  "slug/a_test.go",
  "src/lib.rs",
  "src/test/java/com/acme/SlugTest.java",
  "node_modules/x/index.js",
]);
const isFile = (path: string): boolean => files.has(path);

describe("readFrames", () => {
  it.each<[string, string[], string[]]>([
    ["    at add (file://./test/a.js:4:28)", [], ["test/a.js:4"]],
    ["    at ./test/a.js:4:28", [], ["test/a.js:4"]],
    [" ❯ src/b.ts:8:13", ["web"], ["web/src/b.ts:8"]],
    ["    at Object.<anonymous> (src/b.ts:8:13)", ["web"], ["web/src/b.ts:8"]],
    ['  File "./lib.py", line 6, in f', [], ["lib.py:6"]],
    ["lib.py:7: AssertionError", [], ["lib.py:7"]],
    ["    a_test.go:8: want a", ["slug"], ["slug/a_test.go:8"]],
    ["\t./slug/a_test.go:5 +0x2", [], ["slug/a_test.go:5"]],
    ["thread 'x' (<pid>) panicked at src/lib.rs:10:5:", [], ["src/lib.rs:10"]],
    ["             at ./src/lib.rs:16:35", [], ["src/lib.rs:16"]],
    ["\tat com.acme.SlugTest.bad(SlugTest.java:6)", ["."], ["src/test/java/com/acme/SlugTest.java:6"]],
    ["\tat app//com.acme.SlugTest$Inner.bad(SlugTest.java:6)", ["."], ["src/test/java/com/acme/SlugTest.java:6"]],
    ["    at x (./node_modules/x/index.js:1:1)", [], []],
    ["    at node:internal/timers:574:21", [], []],
    ["    at x (/usr/lib/a.js:1:1)", [], []],
    ["    at x (../test/a.js:1:1)", [], []],
    ["    at x (other.js:1:1)", [], []],
    ["test/a.js:0:1", [], []],
    ["expected 1:2 to be 3", [], []],
  ])("reads %j", (text, dirs, expected) => {
    expect(readFrames(text, dirs, isFile).map(({ file, line }) => `${file}:${line}`)).toEqual(expected);
  });

  it("gives at most 12 frames, each once in a row", () => {
    const text = Array.from({ length: 100 }, (_, i) => `at test/a.js:${Math.floor(i / 2) + 1}:1`).join("\n");
    expect(readFrames(text, [], isFile).map((frame) => frame.line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it("asks only for paths inside the workspace, whatever the text is", () => {
    const piece = fc.constantFrom(
      "at ",
      "(",
      ")",
      "/",
      "..",
      ".",
      "a",
      ".js",
      ":1",
      ":",
      "\n",
      'File "',
      '", line 3',
      "x.Y.z(Y.java:1)",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const asked: string[] = [];
        readFrames(pieces.join(""), [".", "web"], (path) => {
          asked.push(path);
          return true;
        });
        expect(asked.filter((path) => path.startsWith("/") || path.startsWith(".."))).toEqual([]);
      }),
    );
  });
});

describe("withoutForeignFrames", () => {
  it("keeps the frames of the repository and every other line", () => {
    const text = [
      "Error: no",
      "    at add (./test/a.js:4:28)",
      "    at run (node:internal/test:1:1)",
      "    at x (./node_modules/jest-circus/build/run.js:1:1)",
      "\tat org.junit.Assert.fail(Assert.java:1)",
      "  at last line",
    ].join("\n");
    expect(withoutForeignFrames(text)).toBe("Error: no\n    at add (./test/a.js:4:28)\n  at last line");
  });
});
