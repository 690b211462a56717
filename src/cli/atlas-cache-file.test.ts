import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findAtlasCache } from "./atlas-cache-file.ts";

let dir: string;
const createBare = (path: string): void => {
  for (const folder of ["objects", "refs"]) mkdirSync(join(path, folder), { recursive: true });
  writeFileSync(join(path, "HEAD"), "ref: refs/heads/main\n");
};

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "atlas-cache-test-"));
  createBare(join(dir, "one/.git"));
  createBare(join(dir, "two/.git"));
  symlinkSync(join(dir, "one"), join(dir, "link"));
});
afterAll(() => rmSync(dir, { recursive: true }));

const find = (env: Record<string, string>, name = "one") => findAtlasCache({ env }, join(dir, name));

test.each([
  [{ DRAFTSMITH_CACHE_DIR: "/d", XDG_CACHE_HOME: "/x", HOME: "/h" }, "/d"],
  [{ DRAFTSMITH_CACHE_DIR: "", XDG_CACHE_HOME: "/x", LOCALAPPDATA: "/l", HOME: "/h" }, "/x/draftsmith"],
  [{ XDG_CACHE_HOME: "relative", HOME: "/h" }, "/h/.cache/draftsmith"],
  [{ LOCALAPPDATA: "/l", HOME: "/h" }, "/l/draftsmith"],
  [{ HOME: "/h" }, "/h/.cache/draftsmith"],
])("%j keeps caches in %s", (env, directory) => {
  expect(dirname(find(env) ?? "")).toBe(directory);
});

test("there is none without a place or a repository", () => {
  expect(find({})).toBeNull();
  expect(find({ HOME: "/h" }, "gone")).toBeNull();
});

test("a repository has one file, by whatever path it is named", () => {
  const env = { HOME: "/h" };
  expect(find(env, "link")).toBe(find(env));
  expect(find(env, "two")).not.toBe(find(env));
});
