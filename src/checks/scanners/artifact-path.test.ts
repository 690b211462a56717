import fc from "fast-check";
import { expect, it } from "vitest";
import { decodePaths } from "./artifact-path.ts";

const roots = ["/workspace", "/tmp/run/tree"];

it.each<[string, string[]]>([
  ["src/a.ts", ["src/a.ts"]],
  ["./src//a.ts", ["src/a.ts"]],
  ["src\\win\\a.ts", ["src/win/a.ts"]],
  ["file:///workspace/src/a.ts", ["src/a.ts"]],
  ["file://host/workspace/src/a.ts", ["src/a.ts"]],
  ["file:/tmp/run/tree/a.ts", ["a.ts"]],
  ["/workspace/a.ts", ["a.ts"]],
  ["a%20b.ts", ["a b.ts", "a%20b.ts"]],
  ["100%.ts", ["100%.ts"]],
  ["/workspace2/a.ts", []],
  ["/etc/passwd", []],
  ["file:///etc/passwd", []],
  ["https://evil.example/src/a.ts", []],
  ["C:\\repo\\a.ts", ["C:/repo/a.ts"]],
  ["../a.ts", []],
  ["src/../../a.ts", []],
  ["%2e%2e/a.ts", ["%2e%2e/a.ts"]],
  ["src%2f..%2f..%2fa.ts", ["src%2f..%2f..%2fa.ts"]],
  ["/workspace/../etc/passwd", []],
  ["a\u0000.ts", []],
  ["a%00.ts", ["a%00.ts"]],
  ["a\n::error::x.ts", []],
  ["", []],
  [".", []],
  ["/workspace/", []],
  ["x".repeat(2_001), []],
])("%j gives %j", (uri, paths) => {
  expect(decodePaths(uri, roots)).toEqual(paths);
});

it("gives only relative paths that stay inside", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."./\\%2eEfC:a \0~") }), (uri) => {
      for (const path of decodePaths(uri, roots)) {
        expect(path).not.toMatch(/^\/|\0|\\/);
        expect(path.split("/")).not.toContain("..");
        expect(path).not.toBe("");
      }
    }),
  );
});
