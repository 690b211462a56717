import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeTexts } from "./merge-texts.ts";

const base = ["one", "two", "three", "four", "five", "six"];

/** Null when git finds a conflict. */
const mergeWithGit = (root: string, texts: Record<"base" | "ours" | "theirs", string[]>): string[] | null => {
  for (const [name, lines] of Object.entries(texts))
    writeFileSync(join(root, name), lines.map((l) => `${l}\n`).join(""));
  const merged = spawnSync("git", ["merge-file", "-p", "-q", "ours", "base", "theirs"], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: root, GIT_CONFIG_NOSYSTEM: "1" },
  });
  return merged.status === 0 ? merged.stdout.split("\n").slice(0, -1) : null;
};

const line = fc.integer({ min: 0, max: 20 }).map((n) => `line ${n}`);

const edited = (lines: string[]): fc.Arbitrary<string[]> =>
  fc
    .array(fc.tuple(fc.nat(lines.length), fc.nat(2), fc.array(line, { maxLength: 2 })), { maxLength: 3 })
    .map((edits) => edits.reduce((now, [at, gone, added]) => now.toSpliced(at, gone, ...added), lines));

const threeTexts = fc
  .array(line, { maxLength: 25 })
  .chain((lines) => fc.record({ base: fc.constant(lines), ours: edited(lines), theirs: edited(lines) }));

describe("mergeTexts", () => {
  it("joins edits of both sides that an unchanged line keeps apart", () => {
    expect(mergeTexts(base, base.with(1, "TWO"), [...base.with(3, "FOUR"), "seven"])).toEqual({
      ok: true,
      value: ["one", "TWO", "three", "FOUR", "five", "six", "seven"],
    });
  });

  it("takes the edit of one side as it is, and the same edit of both sides once", () => {
    const changed = base.toSpliced(2, 2, "new");
    expect(mergeTexts(base, changed, base)).toEqual({ ok: true, value: changed });
    expect(mergeTexts(base, base, changed)).toEqual({ ok: true, value: changed });
    expect(mergeTexts(base, changed, [...changed, "seven"])).toEqual({ ok: true, value: [...changed, "seven"] });
  });

  it("names the lines of ours that collide", () => {
    const ours = ["zero", ...base.toSpliced(2, 2, "ours")];
    expect(mergeTexts(base, ours, base.with(2, "theirs"))).toEqual({ ok: false, error: [{ from: 4, to: 4 }] });
    expect(mergeTexts(base, base.toSpliced(2, 1), base.with(2, "theirs"))).toEqual({
      ok: false,
      error: [{ from: 3, to: 2 }],
    });
  });

  it("does not merge edits that touch, or that only lines between them which repeat keep apart", () => {
    expect(mergeTexts(base, base.with(2, "ours"), base.with(3, "theirs")).ok).toBe(false);
    expect(mergeTexts(base, base.toSpliced(3, 0, "ours"), base.toSpliced(3, 0, "theirs")).ok).toBe(false);
    const repeating = ["a", "}", "}", "}"];
    expect(mergeTexts(repeating, repeating.with(0, "A"), repeating.with(2, "B")).ok).toBe(false);
  });

  it("gives what git gives whenever it gives a text", () => {
    const root = mkdtempSync(join(tmpdir(), "merge-"));
    let merges = 0;
    try {
      fc.assert(
        fc.property(threeTexts, (texts) => {
          const merged = mergeTexts(texts.base, texts.ours, texts.theirs);
          if (!merged.ok) return;
          merges++;
          expect(merged.value).toEqual(mergeWithGit(root, texts));
        }),
        { numRuns: 300 },
      );
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
    expect(merges).toBeGreaterThan(50);
  });

  it("gives the same whichever side comes first", () => {
    fc.assert(
      fc.property(threeTexts, ({ base, ours, theirs }) => {
        const [one, other] = [mergeTexts(base, ours, theirs), mergeTexts(base, theirs, ours)];
        expect(one.ok ? one.value : null).toEqual(other.ok ? other.value : null);
      }),
    );
  });
});
