import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkDigest, digestOf, readItem, saveDocument } from "./documents.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "documents-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

it("saves whole, with its directory, and replaces what was there", () => {
  const path = join(dir, "deep", "bundle.json");
  saveDocument(path, { round: 1 });
  const first = digestOf(path);
  saveDocument(path, { round: 2 });
  expect(readFileSync(path, "utf8")).toBe('{"round":2}\n');
  expect(digestOf(path)).not.toBe(first);
  expect(existsSync(`${path}.partial`)).toBe(false);
});

it("accepts the document with the digest, and any where there is none to compare", () => {
  const path = join(dir, "item.json");
  saveDocument(path, { a: "ä" });
  expect(() => checkDigest(path, "the work item", digestOf(path))).not.toThrow();
  expect(() => checkDigest(path, "the work item", undefined)).not.toThrow();
  expect(() => checkDigest(path, "the work item", "")).not.toThrow();
});

it("refuses a document that was exchanged, before it is read", () => {
  const path = join(dir, "item.json");
  saveDocument(path, { a: 1 });
  const digest = digestOf(path);
  writeFileSync(path, "not even JSON");
  expect(() => readItem(path, digest)).toThrow(/has the SHA-256 [0-9a-f]{64}, not/);
  expect(() => readItem(path)).toThrow(/is not JSON/);
});
