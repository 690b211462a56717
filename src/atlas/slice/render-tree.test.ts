import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderTree } from "./render-tree.ts";

describe("renderTree", () => {
  it("has a line for each directory", () => {
    expect(renderTree(["src/b.ts", "README.md", "src/a.ts", "src/deep/c.ts"], 1_000)).toBe(
      "./: README.md\nsrc/: a.ts b.ts\nsrc/deep/: c.ts",
    );
    expect(renderTree([], 1_000)).toBe("");
  });

  it("counts files and directories that do not fit", () => {
    const many = Array.from({ length: 61 }, (_, i) => `a/${i}`);
    expect(renderTree([...many, "b/x"], 1_000)).toBe("a/: 61 files\nb/: x");
    expect(renderTree([...many, "b/x", "c/x"], 55)).toBe("a/: 61 files\n[2 more directories]");
  });

  it("takes no more bytes than it may", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", minLength: 1, maxLength: 30 })), fc.nat(500), (paths, most) => {
        expect(Buffer.byteLength(renderTree(paths, most))).toBeLessThanOrEqual(most);
      }),
    );
  });
});
