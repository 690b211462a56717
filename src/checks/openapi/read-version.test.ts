import { describe, expect, test } from "vitest";
import { readVersion } from "./read-version.ts";

describe("readVersion", () => {
  test.each([
    ["openapi: 3.0.3\n", "3.0.3"],
    ['# comment\n"openapi": "3.1.0"\n', "3.1.0"],
    ["\ufeffopenapi: '3.1'\n", "3.1"],
    ['{"info": {"openapi": "2"}, "openapi": "3.0.0"}', "3.0.0"],
  ])("%j", (text, version) => {
    expect(readVersion(text)).toEqual({ ok: true, value: version });
  });

  test.each([
    ["", "is empty"],
    ['swagger: "2.0"\n', "is Swagger 2.0;"],
    ['{"swagger": 2}', "is Swagger 2;"],
    ["openapi: 4.0.0\n", "`openapi: 4.0.0`"],
    ["hello\n", "no `openapi` field"],
    ["info:\n  openapi: 3.0.0\n", "no `openapi` field"],
    ['{\n"openapi": "3.0.0",\n}', "line 3"],
    [`{"openapi": ${"[".repeat(100_000)}`, "is not valid JSON"],
  ])("$1", (text, reason) => {
    const version = readVersion(text);
    expect(!version.ok && version.error).toContain(reason);
  });
});
