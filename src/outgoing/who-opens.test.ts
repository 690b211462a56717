/** Which files open a URL or unpack anything at all: a new one must answer for what it opens. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const source = new URL("..", import.meta.url).pathname;

const filesWith = (pattern: RegExp): string[] =>
  readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/\.(?:test|fixture|d)\.ts$/.test(path) && !path.startsWith("offline/"))
    .filter((path) => pattern.test(readFileSync(join(source, path), "utf8")))
    .toSorted();

it("URLs of deployments and settings are opened by one function, and links of issues by none", () => {
  expect(filesWith(/\bfetchOutside\(/)).toEqual(["cli/preview.ts", "cli/red-mode.ts", "cli/regressions.ts"]);
});

it("requests are made for GitHub, the model, a preview and the server under test alone", () => {
  expect(filesWith(/\bfetch\(|from "node:https?"/)).toEqual([
    "checks/drivers/pinning-proxy.ts",
    "checks/drivers/request-once.ts",
    "cli/compose.ts",
    "cli/doctor/check-model.ts",
    "github/ci/download-log.ts",
    "health/fetch-outside.ts",
    "model/bounded-fetch.ts",
  ]);
});

it("archives are never unpacked: what is decompressed is our own cache, and the beginning of what a text packs", () => {
  expect(
    filesWith(
      /from "node:zlib"|DecompressionStream|from "(?:unzipper|tar|tar-stream|yauzl|adm-zip|jszip|fflate|pako)"/,
    ),
  ).toEqual(["atlas/store/atlas-cache.ts", "outgoing/packed-bytes.ts"]);
});
