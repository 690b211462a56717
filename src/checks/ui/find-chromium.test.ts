import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { temporaryDirectory } from "../serve/places.fixture.ts";
import { findChromium } from "./find-chromium.ts";

let dir: string;
beforeEach(() => {
  dir = temporaryDirectory();
  mkdirSync(join(dir, "bin"));
  mkdirSync(join(dir, "opt"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const program = (path: string): string => {
  writeFileSync(join(dir, path), "#!/bin/sh\n");
  chmodSync(join(dir, path), 0o755);
  return join(dir, path);
};

it("prefers the program itself to a command on PATH, and follows links", () => {
  const chrome = program("opt/chrome");
  symlinkSync(chrome, join(dir, "bin/google-chrome"));
  const chromium = program("bin/chromium");
  const path = `relative:${join(dir, "bin")}`;
  expect(findChromium(path, [])).toEqual({ path: chrome, dir: join(dir, "opt") });
  expect(findChromium(path, [chromium])).toEqual({ path: chromium, dir: join(dir, "bin") });
});

it("finds nothing where nothing can be run", () => {
  writeFileSync(join(dir, "bin/chromium"), "not executable");
  symlinkSync(join(dir, "nowhere"), join(dir, "bin/google-chrome"));
  expect(findChromium(join(dir, "bin"), [join(dir, "opt/chrome")])).toBeNull();
  expect(findChromium("", [])).toBeNull();
});
