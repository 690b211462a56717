/** The bundle that is released must be the one that anybody builds from the same commit. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findDifferences, hashFiles, renderHashes } from "./compare-bundles.ts";

let dir = "";
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "bundles-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it("two builds of one commit are the same, byte by byte", { timeout: 180_000 }, () => {
  const script = fileURLToPath(new URL("./bundle.ts", import.meta.url));
  const [one = "", two = ""] = ["one", "two"].map((name) => join(dir, name));
  for (const place of [one, two])
    execFileSync(process.execPath, [script, place], { stdio: ["ignore", "ignore", "pipe"] });
  const hashes = hashFiles(one);
  expect([...hashes.keys()]).toEqual(expect.arrayContaining(["action.mjs", "draftsmith.mjs", "licenses.txt"]));
  expect(findDifferences(hashes, hashFiles(two))).toEqual([]);
  expect(renderHashes(hashes)).toBe(renderHashes(hashFiles(two)));
});

it("names what differs, what is missing and what is new", () => {
  const [one = "", two = ""] = ["a", "b"].map((name) => join(dir, name));
  cpSync(new URL(".", import.meta.url), one, { recursive: true });
  cpSync(one, two, { recursive: true });
  writeFileSync(join(two, "bundle.ts"), "changed");
  rmSync(join(two, "mailbox.ts"));
  writeFileSync(join(two, "new.ts"), "");
  expect(findDifferences(hashFiles(one), hashFiles(two))).toEqual(["bundle.ts", "mailbox.ts", "new.ts"]);
});
