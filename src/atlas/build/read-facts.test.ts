import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nothingParsed } from "../parsed-file.ts";
import { readCache } from "../store/atlas-cache.ts";
import type { Parsers } from "../symbols/open-parsers.ts";
import { keepAtlas } from "./open-atlas.ts";
import { readFacts } from "./read-facts.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "read-facts-test-"));
});
afterAll(() => rmSync(dir, { recursive: true }));

const late: Parsers["parse"] = (_text, _language, { onLate }) => {
  onLate();
  return nothingParsed;
};

describe("a text whose parser ran out of time", () => {
  it.each([
    ["at once", late],
    ["later", async (...args: Parameters<Parsers["parse"]>) => late(...args)],
  ])("bears that as its fault beside what was found, %s", async (_when, parse) => {
    const facts = await readFacts({ path: "a.go", role: "source" }, Buffer.from("package a\n\n"), { parse });
    expect([facts.fault, facts.lines, facts.words.words.length]).toEqual(["slow", 2, 1]);
  });

  it("is not kept", async () => {
    const facts = await readFacts({ path: "a.go", role: "source" }, Buffer.from("package a\n"), { parse: late });
    const cacheFile = join(dir, "a.cache");
    keepAtlas(
      cacheFile,
      [
        { key: "slow", facts, isNew: true },
        { key: "known", facts: { ...facts, fault: null }, isNew: true },
      ],
      {},
    );
    expect([...(readCache(cacheFile)?.facts.keys() ?? [])]).toEqual(["known"]);
  });
});
