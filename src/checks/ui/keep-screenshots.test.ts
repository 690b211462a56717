import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { temporaryDirectory } from "../serve/places.fixture.ts";
import { keepScreenshots } from "./keep-screenshots.ts";
import { pngOf } from "./png.fixture.ts";

let dir: string;
let reports: string;
beforeEach(() => {
  dir = temporaryDirectory();
  reports = join(dir, "reports");
  mkdirSync(join(reports, "ui"), { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const keep = (...names: string[]) => [
  ...keepScreenshots(names, join(reports, "ui"), reports, join(dir, "artifacts/ui")),
];

it("copies pictures", () => {
  writeFileSync(join(reports, "ui/index.png"), pngOf(4, 3));
  expect(keep("index.png", "missing.png")).toEqual(["index.png"]);
  expect(readFileSync(join(dir, "artifacts/ui/index.png"))).toEqual(pngOf(4, 3));
});

it("leaves everything else where it is, and makes no directory for it", () => {
  const secret = join(dir, "secret.png");
  writeFileSync(secret, pngOf(1, 1));
  symlinkSync(secret, join(reports, "ui/link.png"));
  writeFileSync(join(reports, "ui/page.png"), "<!doctype html><script>alert(1)</script>");
  writeFileSync(join(reports, "ui/large.png"), Buffer.concat([pngOf(1, 1), Buffer.alloc(9_000_000)]));
  mkdirSync(join(reports, "ui/directory.png"));
  execFileSync("mkfifo", [join(reports, "ui/pipe.png")]);
  expect(keep("link.png", "page.png", "large.png", "directory.png", "pipe.png")).toEqual([]);
  expect(existsSync(join(dir, "artifacts"))).toBe(false);
});

it("does not follow a directory that was replaced by a link", () => {
  rmSync(join(reports, "ui"), { recursive: true });
  mkdirSync(join(dir, "elsewhere"));
  writeFileSync(join(dir, "elsewhere/index.png"), pngOf(1, 1));
  symlinkSync(join(dir, "elsewhere"), join(reports, "ui"));
  expect(keep("index.png")).toEqual([]);
  expect(readdirSync(dir).sort()).toEqual(["elsewhere", "reports"]);
});
