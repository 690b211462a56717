import { describe, expect, it } from "vitest";
import { readChangedLines } from "./changed-lines.ts";
import { changeOf } from "./example-change.fixture.ts";

describe("readChangedLines", () => {
  it("numbers added lines as the new file does", () => {
    const { text } = changeOf(
      { path: "a", before: "1\n2\n3\n4\n5\n6\n7\n8\n9\n", after: "0\n1\n2\n3\n4\n5\n6\n7\n8\nnine\nten" },
      { path: "b", before: null, after: "x\ny\n" },
      { path: "c", before: "x\ny\n", after: null },
    );
    expect(readChangedLines(text)).toEqual([
      {
        path: "a",
        kind: "modify",
        added: [
          { line: 1, text: "0" },
          { line: 10, text: "nine" },
          { line: 11, text: "ten" },
        ],
        removed: 1,
      },
      {
        path: "b",
        kind: "add",
        added: [
          { line: 1, text: "x" },
          { line: 2, text: "y" },
        ],
        removed: 0,
      },
      { path: "c", kind: "delete", added: [], removed: 2 },
    ]);
  });

  it("reads nothing from no change and gives null for a text that is no patch", () => {
    expect(readChangedLines("")).toEqual([]);
    expect(readChangedLines("words")).toBeNull();
  });
});
