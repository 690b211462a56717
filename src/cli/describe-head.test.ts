import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AtlasCase, startAtlasCase } from "./atlas-case.fixture.ts";
import { describeHead } from "./describe-head.ts";

let one: AtlasCase;
beforeEach(() => {
  one = startAtlasCase();
});
afterEach(() => one.remove());

describe("describeHead", () => {
  test("comes from the cache whole, without the repository's objects, until something is committed", async () => {
    const gitDir = join(one.repo, ".git");
    const head = () => ({
      gitDir,
      commit: execFileSync("git", ["-C", one.repo, "rev-parse", "HEAD"], { encoding: "utf8" }).trim(),
      cacheFile: join(one.dir, "kept.cache"),
      cores: 1,
    });
    const first = await describeHead(head());
    expect(first.counts.files).toBe(6);
    one.commit("Add a file", { "src/more.ts": "export const more = 1;\n" });
    const second = await describeHead(head());
    expect(second.counts.files).toBe(7);
    const last = head();
    rmSync(join(gitDir, "objects"), { recursive: true });
    expect(await describeHead(last)).toEqual(second);
  });
});
