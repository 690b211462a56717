import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findOasdiff } from "./find-oasdiff.ts";

const dir = realpathSync(mkdtempSync(join(tmpdir(), "oasdiff-")));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const program = (name: string, mode = 0o755): string => {
  mkdirSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, name, "oasdiff"), "");
  chmodSync(join(dir, name, "oasdiff"), mode);
  return join(dir, name, "oasdiff");
};

describe("findOasdiff", () => {
  test("takes the packaged program before the one on the path", () => {
    expect(findOasdiff(join(dir, "b"), program("a"))).toBe(join(dir, "a/oasdiff"));
  });

  test("takes the first on the path that can be run", () => {
    program("c", 0o644);
    mkdirSync(join(dir, "d/oasdiff"), { recursive: true });
    const found = program("e");
    expect(
      findOasdiff(
        ["", ".", "c", "d", "e"].map((name) => (name.length > 0 && name !== "." ? join(dir, name) : name)).join(":"),
        null,
      ),
    ).toBe(found);
  });

  test("gives null when there is none", () => {
    expect(findOasdiff(join(dir, "nowhere"), join(dir, "nowhere/oasdiff"))).toBeNull();
  });
});
