import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readCache, writeCache } from "../store/atlas-cache.ts";
import { type AtlasDocument, atlasDocumentSchema } from "../store/atlas-document.ts";
import { createDocument, renderDocument } from "../store/create-document.ts";
import { deriveFromAtlas } from "./derive-from-atlas.ts";
import { createRepositories, openTestAtlas } from "./git-repository.fixture.ts";

const { create, scratch, remove } = createRepositories();
afterAll(remove);

const shop = {
  "src/cart.ts": 'import "./price.ts";\nexport class Cart {}\n',
  "src/price.ts": "export const price = 1;\n",
};
const build = (gitDir: string, commit: string, cacheFile: string | null): Promise<string> =>
  deriveFromAtlas(
    { gitDir, commit, cacheFile, cores: 1 },
    { name: "document", schema: z.string(), derive: (atlas) => renderDocument(createDocument(atlas)) },
  );
const read = (text: string): AtlasDocument => atlasDocumentSchema.parse(JSON.parse(text));

describe("deriveFromAtlas", () => {
  it("gives the document of the commit, the same without a cache, with a cold one and with a warm one", async () => {
    const repo = create();
    const commit = repo.commit(shop);
    const cacheFile = join(scratch, "a");
    const wanted = renderDocument(createDocument(await openTestAtlas(repo.gitDir, commit)));
    expect(read(wanted).files).toHaveLength(2);
    for (const file of [null, cacheFile, cacheFile, cacheFile])
      expect(await build(repo.gitDir, commit, file)).toBe(wanted);
  });

  it("gives each commit its own", async () => {
    const repo = create();
    const first = repo.commit(shop);
    const second = repo.commit({ "src/price.ts": null, "src/cart.ts": "export class Basket {}\n" });
    const cacheFile = join(scratch, "b");
    for (const commit of [first, second, first, second]) {
      const text = await build(repo.gitDir, commit, cacheFile);
      expect(read(text).commit).toBe(commit);
      expect(text).toBe(await build(repo.gitDir, commit, null));
    }
  });

  it("is made anew when the cache is damaged or holds something else", async () => {
    const repo = create();
    const commit = repo.commit(shop);
    const cacheFile = join(scratch, "c");
    const wanted = await build(repo.gitDir, commit, cacheFile);
    const bytes = readFileSync(cacheFile);
    for (const damaged of [bytes.subarray(0, -1), Buffer.alloc(0), Buffer.concat([bytes, bytes])]) {
      writeFileSync(cacheFile, damaged);
      expect(await build(repo.gitDir, commit, cacheFile)).toBe(wanted);
    }
    const facts = readCache(cacheFile)?.facts ?? new Map();
    const names = Object.keys(readCache(cacheFile)?.notes ?? {});
    for (const note of [null, "text", { commit }, { commit: "f".repeat(40), name: "document", value: "{}" }]) {
      writeCache(cacheFile, { facts, notes: Object.fromEntries(names.map((name) => [name, note])) });
      expect(await build(repo.gitDir, commit, cacheFile)).toBe(wanted);
    }
  });

  it("forgets what was not final: a shallow history, and blobs that were missing", async () => {
    const repo = create();
    repo.commit(shop, "First");
    const commit = repo.commit({ "src/new.ts": "export const fresh = 1;\n" }, "Second");
    const wanted = await build(repo.gitDir, commit, null);
    repo.git("config", "uploadpack.allowFilter", "true");
    for (const [name, flags, mend] of [
      ["shallow", ["--depth", "1"], ["fetch", "-q", "--unshallow"]],
      ["partial", ["--filter=blob:none", "--no-checkout"], ["checkout", "-q", "main"]],
    ] as const) {
      repo.git("clone", "-q", ...flags, `file://${repo.root}`, `../${name}`);
      const clone = join(scratch, name);
      const cacheFile = join(scratch, `cache-${name}`);
      const before = await build(join(clone, ".git"), commit, cacheFile);
      expect(before).not.toBe(wanted);
      expect(read(before).files).toHaveLength(3);
      repo.git("-C", clone, ...mend);
      expect(await build(join(clone, ".git"), commit, cacheFile)).toBe(wanted);
    }
  });

  it("keeps the facts of a partial clone that knew its blobs before", async () => {
    const repo = create();
    const commit = repo.commit(shop);
    const cacheFile = join(scratch, "d");
    const wanted = read(await build(repo.gitDir, commit, cacheFile));
    const known = readCache(cacheFile);
    writeCache(cacheFile, { facts: known?.facts ?? new Map(), notes: {} });
    const oid = repo.git("rev-parse", "HEAD:src/price.ts");
    rmSync(join(repo.gitDir, "objects", oid.slice(0, 2), oid.slice(2)));
    const lacking = read(await build(repo.gitDir, commit, cacheFile));
    expect(lacking.files.map(({ symbols }) => symbols)).toEqual(wanted.files.map(({ symbols }) => symbols));
  });
});
