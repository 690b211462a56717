import { describe, expect, it } from "vitest";
import { flattenAtlas } from "./git-repository.fixture.ts";
import { createMemoryAtlas } from "./memory-atlas.fixture.ts";
import { emptyAtlas, updateAtlas } from "./update-atlas.ts";

const texts = {
  "package.json": '{ "name": "shop" }\n',
  "src/cart.ts": 'import "./price.ts";\nexport class Cart {}\n',
  "src/price.ts": "export const price = 1;\n",
  "test/cart.test.ts": 'import "../src/cart.ts";\n',
};
const change = (changes: Record<string, string | null>) => new Map(Object.entries(changes));
const names = (path: string, atlas: Awaited<ReturnType<typeof updateAtlas>>): string[] | undefined =>
  atlas.files.find((file) => file.path === path)?.facts?.parsed.symbols.map(({ name }) => name);

describe("updateAtlas", () => {
  it("gives the map itself when nothing changed, and leaves it alone when something did", async () => {
    const atlas = await createMemoryAtlas(texts);
    expect(await updateAtlas(atlas, new Map())).toBe(atlas);
    const before = flattenAtlas(atlas);
    await updateAtlas(atlas, change({ "src/price.ts": null, "src/new.ts": "export const n = 1;\n" }));
    expect(flattenAtlas(atlas)).toEqual(before);
  });

  it("knows what a changed file declares and imports now", async () => {
    const atlas = await createMemoryAtlas(texts);
    const updated = await updateAtlas(
      atlas,
      change({ "src/price.ts": 'import "./cart.ts";\nexport const cost = 1;\n' }),
    );
    expect(names("src/price.ts", updated)).toEqual(["cost"]);
    expect(updated.importsOf("src/price.ts")).toEqual(["src/cart.ts"]);
    expect(updated.dependentsOf("src/cart.ts")).toEqual(["src/price.ts", "test/cart.test.ts"]);
    expect(updated.files.find(({ path }) => path === "src/price.ts")).toMatchObject({ oid: null, bytes: 43 });
  });

  it("lets imports follow files that are added, removed and moved", async () => {
    const atlas = await createMemoryAtlas(texts);
    const removed = await updateAtlas(atlas, change({ "src/price.ts": null }));
    expect([removed.importsOf("src/cart.ts"), removed.files.length]).toEqual([[], 3]);
    const back = await updateAtlas(removed, change({ "src/price.ts": texts["src/price.ts"] }));
    expect(back.importsOf("src/cart.ts")).toEqual(["src/price.ts"]);
    const moved = await updateAtlas(
      atlas,
      change({
        "src/price.ts": null,
        "lib/price.ts": texts["src/price.ts"],
        "src/cart.ts": 'import "../lib/price.ts";\n',
      }),
    );
    expect(moved.importsOf("src/cart.ts")).toEqual(["lib/price.ts"]);
    expect(moved.dependentsOf("src/price.ts")).toEqual([]);
    expect(moved.files.map(({ path }) => path)).toEqual([
      "lib/price.ts",
      "package.json",
      "src/cart.ts",
      "test/cart.test.ts",
    ]);
  });

  it("comes to the same by steps and at once", async () => {
    const steps = await updateAtlas(
      await updateAtlas(emptyAtlas, change({ "a/x.ts": "old", "src/price.ts": "old" })),
      change({ ...texts, "a/x.ts": null }),
    );
    expect(flattenAtlas(steps)).toEqual(flattenAtlas(await updateAtlas(emptyAtlas, change(texts))));
  });

  it("reads changed settings", async () => {
    const paths = (to: string) => `{ "compilerOptions": { "baseUrl": ".", "paths": { "own": ["${to}/price.ts"] } } }`;
    const atlas = await createMemoryAtlas({
      ...texts,
      "tsconfig.json": paths("gone"),
      "src/app.ts": 'import "own";\n',
    });
    expect(atlas.importsOf("src/app.ts")).toEqual([]);
    const updated = await updateAtlas(atlas, change({ "tsconfig.json": paths("src") }));
    expect(updated.importsOf("src/app.ts")).toEqual(["src/price.ts"]);
    const without = await updateAtlas(updated, change({ "tsconfig.json": null }));
    expect(without.importsOf("src/app.ts")).toEqual([]);
  });

  it("never reads secrets, nor what attributes call generated", async () => {
    const atlas = await createMemoryAtlas({ ".gitattributes": "gen/* linguist-generated\n" });
    const updated = await updateAtlas(
      atlas,
      change({
        ".env": "CANARY=1\n",
        "key.pem": "CANARY\n",
        "gen/a.ts": "export const canary = 1;\n",
        "b.ts": "b();\n",
      }),
    );
    expect(updated.files.filter(({ facts }) => facts !== null).map(({ path }) => path)).toEqual([
      ".gitattributes",
      "b.ts",
    ]);
  });

  it.each(["", "\0", "x".repeat(60_000), "x\n".repeat(600_000), "\ud800 lone", "(".repeat(15_000)])(
    "takes any text %#",
    async (text) => {
      const updated = await updateAtlas(
        await createMemoryAtlas(texts),
        change({ "src/price.ts": text, __proto__x: text }),
      );
      expect(updated.files).toHaveLength(5);
    },
  );

  it("judges every file anew when the attributes changed", async () => {
    const atlas = await createMemoryAtlas(texts);
    const updated = await updateAtlas(atlas, change({ ".gitattributes": "src/price.ts linguist-generated\n" }));
    const price = updated.files.find(({ path }) => path === "src/price.ts");
    expect([price?.role, price?.facts]).toEqual(["generated", null]);
    expect(updated.files.find(({ path }) => path === "src/cart.ts")?.role).toBe("source");
  });
});
