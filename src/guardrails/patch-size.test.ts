import { describe, expect, it } from "vitest";
import { defaultSettings } from "../domain/settings.ts";
import { changeOf, contextOf, linesOf, newFiles } from "./example-change.fixture.ts";
import { patchSize } from "./patch-size.ts";

const limited = (limits: { patchLines?: number; patchFiles?: number }) => {
  const settings = defaultSettings();
  return contextOf({ settings: { ...settings, limits: { ...settings.limits, ...limits } } });
};

describe("patchSize", () => {
  it("counts added and removed lines, and accepts the limit itself", () => {
    const change = changeOf({
      path: "a",
      before: linesOf(20),
      after: linesOf(20).replace("line 3", "three").replace("line 15\n", ""),
    });
    expect(patchSize(change, limited({ patchLines: 3 }))).toEqual([]);
    expect(patchSize(change, limited({ patchLines: 2 }))).toEqual([
      { rule: "patch-size", path: null, message: "the patch changes 3 lines; at most 2 are allowed: make it smaller" },
    ]);
  });

  it("counts the lines of new and deleted files", () => {
    const change = changeOf(
      { path: "a", before: null, after: linesOf(5) },
      { path: "b", before: linesOf(4), after: null },
    );
    expect(patchSize(change, limited({ patchLines: 8 }))).toMatchObject([
      { message: expect.stringContaining("9 lines") },
    ]);
  });

  it("counts a moved file once and none of its lines", () => {
    const change = changeOf(
      { path: "a", before: linesOf(500), after: null },
      { path: "b", before: null, after: linesOf(500) },
    );
    expect(patchSize(change, limited({ patchLines: 1, patchFiles: 1 }))).toEqual([]);
  });

  it("counts files", () => {
    expect(patchSize(newFiles("a", "b"), limited({ patchFiles: 2 }))).toEqual([]);
    expect(patchSize(newFiles("a", "b", "c"), limited({ patchFiles: 2 }))).toMatchObject([
      { path: null, message: expect.stringContaining("3 files") },
    ]);
  });

  it("measures added lines", () => {
    const change = changeOf({
      path: "a",
      before: `${"x".repeat(3_000)}\n1\n`,
      after: `${"x".repeat(3_000)}\n1\n${"y".repeat(2_000)}\n${"z".repeat(2_001)}\n`,
    });
    expect(patchSize(change, contextOf())).toEqual([
      {
        rule: "patch-size",
        path: "a",
        message: "line 4 of `a` has 2001 characters; at most 2000 are allowed: break it",
      },
    ]);
  });

  it.each([520_000, 700_000])("refuses a patch of more than 512 KB (%i characters)", (size) => {
    const change = changeOf({ path: "a", before: null, after: `${"é".repeat(99)}\n`.repeat(size / 100) });
    expect(patchSize(change, contextOf())).toMatchObject([
      { path: null, message: expect.stringContaining("at most 524288") },
    ]);
  });
});
