import { expect, test } from "vitest";
import { renderFile, shrinkSlice } from "./slice.ts";

const file = (path: string, text = "a\n") => ({ path, from: 1, to: 1, total: 1, text });

test("each line of a file carries its number and nothing else", () => {
  expect(renderFile({ path: "a.js", from: 9, to: 11, total: 20, text: "  if (a | b) {\r\n\n\treturn;\n" })).toEqual({
    source: "file",
    author: "repository",
    path: "a.js",
    from: 9,
    to: 11,
    total: 20,
    lines: ["9|  if (a | b) {", "10|", "11|\treturn;"],
  });
});

test("a file whose last line has no newline says so, a part of a file does not", () => {
  expect(renderFile(file("a", "x"))).toHaveProperty("endsWithNewline", false);
  expect(renderFile(file("a", "x\n"))).not.toHaveProperty("endsWithNewline");
  expect(renderFile({ ...file("a", "x"), total: 2 })).not.toHaveProperty("endsWithNewline");
});

test("an overlong line is cut and says by how much", () => {
  const { lines } = renderFile(file("a", `${"x".repeat(2_500)}\n`)) as { lines: string[] };
  expect(lines).toEqual([`1|${"x".repeat(2_000)} (cut: 500 more characters)`]);
});

test("shrinking keeps the better half until one of each is left", () => {
  const outline = (path: string) => ({ path, heads: ["1: f()"] });
  const slice = {
    files: [file("a"), file("b"), file("c")],
    tests: [file("t")],
    outlines: [outline("d"), outline("e")],
    tree: ["a", "b", "c", "t"],
  };
  const half = { files: [file("a"), file("b")], tests: [file("t")], outlines: [outline("d")], tree: ["a", "b"] };
  expect(shrinkSlice(slice)).toEqual(half);
  expect(shrinkSlice({ files: [file("a")], tests: [], outlines: [outline("d")], tree: ["a"] })).toBeNull();
});
