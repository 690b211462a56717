import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createRepositories } from "../atlas/build/git-repository.fixture.ts";
import { sliceAtlas } from "../atlas/slice/slice-atlas.ts";
import { silentLog } from "../domain/log.ts";
import type { FileBlob } from "../domain/work-item.ts";
import { createRunAtlas, type RunAtlas } from "./run-atlas.ts";
import { createTools } from "./tools/create-tools.ts";
import { type Workspace, withWorkspace } from "./workspace.ts";

const { create, scratch, remove } = createRepositories();
afterAll(remove);

const repo = create();
const sha = repo.commit({
  ".env": "KEY=canary\n",
  "src/cart.ts": 'import "./price.ts";\nexport class Cart {}\n',
  "src/price.ts": "export const price = 1;\n",
  "src/old.ts": "export const oldest = 1;\n",
});
const blob = (path: string, text: string | null, mode: FileBlob["mode"] = "100644"): FileBlob => ({
  path,
  mode,
  content: text === null ? null : Buffer.from(text).toString("base64"),
});

const open = (
  start: { sha: string | null; overlay: FileBlob[] },
  use: (atlas: RunAtlas, workspace: Workspace) => Promise<void>,
  cacheFile: string | null = null,
): Promise<void> =>
  withWorkspace({ checkout: repo.root, start, scratchRoot: join(scratch, "work") }, (workspace) =>
    use(createRunAtlas({ workspace, checkout: repo.root, start, cacheFile, log: silentLog }), workspace),
  );
const declaredIn = async (atlas: RunAtlas): Promise<string[]> =>
  (await atlas.searcher()).atlas.files.flatMap(({ path, facts }) =>
    (facts?.parsed.symbols ?? []).map(({ name }) => `${path} ${name}`),
  );

describe("the atlas of a run", () => {
  it("maps the base, and what lies over it", () =>
    open(
      { sha, overlay: [blob("src/price.ts", "export const cost = 1;\n"), blob("src/old.ts", null)] },
      async (atlas) => {
        expect(await declaredIn(atlas)).toEqual(["src/cart.ts Cart", "src/price.ts cost"]);
        const { search } = await atlas.searcher();
        expect(search("cost", { limit: 1 }).results[0]?.path).toBe("src/price.ts");
      },
    ));

  it("maps an overlay without a base", () =>
    open({ sha: null, overlay: [blob("src/only.ts", "export const only = 1;\n")] }, async (atlas) => {
      expect(await declaredIn(atlas)).toEqual(["src/only.ts only"]);
    }));

  it("sees each change of the run, and its undoing", () =>
    open({ sha, overlay: [] }, async (atlas, workspace) => {
      const before = await atlas.searcher();
      expect(await atlas.searcher()).toBe(before);
      workspace.write([
        { path: "src/cart.ts", before: null, after: 'import "./new.ts";\nexport class Basket {}\n' },
        { path: "src/new.ts", before: null, after: "export const fresh = 1;\n" },
        { path: "src/old.ts", before: "", after: null },
      ]);
      expect(await declaredIn(atlas)).toEqual(["src/cart.ts Basket", "src/new.ts fresh", "src/price.ts price"]);
      expect((await atlas.searcher()).atlas.dependentsOf("src/new.ts")).toEqual(["src/cart.ts"]);
      workspace.reset();
      expect(await declaredIn(atlas)).toEqual(["src/cart.ts Cart", "src/old.ts oldest", "src/price.ts price"]);
    }));

  it("serves tools and slices with the lines as they are now", () =>
    open({ sha, overlay: [] }, async (atlas, workspace) => {
      const tools = createTools(workspace, atlas);
      const call = (name: string, args: unknown) => tools.find((tool) => tool.name === name)?.run(args);
      expect(await call("symbols", { name: "discount" })).toMatch(/^Nothing/);
      workspace.write([{ path: "src/price.ts", before: null, after: "\n\nexport const discount = 1;\n" }]);
      expect(await call("symbols", { name: "discount" })).toMatch(/^src\/price\.ts:3-3: /);
      expect(await call("find", { text: "discount" })).toMatch(/^src\/price\.ts, lines 1-3/);
      expect(await call("dependents", { path: "src/price.ts" })).toMatch(/^Depend on src\/price\.ts:\nsrc\/cart\.ts/);
      const slice = sliceAtlas(await atlas.searcher(), { text: "discount", budgetTokens: 2_000, read: workspace.read });
      expect(slice.files[0]).toMatchObject({ path: "src/price.ts", from: 1, to: 3 });
      expect(JSON.stringify(slice)).not.toContain("canary");
    }));

  it("reads nothing before the first question, and keeps what it read", async () => {
    const cacheFile = join(scratch, "run-cache");
    const use = (atlas: RunAtlas) => declaredIn(atlas);
    await open({ sha, overlay: [] }, async () => {}, cacheFile);
    expect(existsSync(cacheFile)).toBe(false);
    const wanted = ["src/cart.ts Cart", "src/old.ts oldest", "src/price.ts price"];
    await open({ sha, overlay: [] }, async (atlas) => expect(await use(atlas)).toEqual(wanted), cacheFile);
    expect(existsSync(cacheFile)).toBe(true);
    await open({ sha, overlay: [] }, async (atlas) => expect(await use(atlas)).toEqual(wanted), cacheFile);
  });

  it("goes on with the texts of the workspace when the map of the base fails, and says so once", () => {
    const warned: string[] = [];
    const log = { ...silentLog, warn: (event: string) => void warned.push(event) };
    const start = { sha, overlay: [] };
    return withWorkspace({ checkout: repo.root, start, scratchRoot: join(scratch, "work") }, async (workspace) => {
      const options = { workspace, checkout: join(scratch, "gone"), start, cacheFile: null, log };
      workspace.write([{ path: "src/price.ts", before: null, after: "export const cost = 1;\n" }]);
      const atlas = createRunAtlas(options);
      expect(await declaredIn(atlas)).toEqual(["src/cart.ts Cart", "src/old.ts oldest", "src/price.ts cost"]);
      workspace.reset();
      expect(await declaredIn(atlas)).toEqual(["src/cart.ts Cart", "src/old.ts oldest", "src/price.ts price"]);
      expect(warned).toEqual(["atlas.failed"]);
    });
  });

  it("keeps files of the overlay that are no UTF-8 in the tree", () => {
    const content = Buffer.from("caf\xe9 = 1\n", "latin1").toString("base64");
    return open({ sha, overlay: [{ path: "src/price.ts", mode: "100644", content }] }, async (atlas) => {
      const { atlas: map } = await atlas.searcher();
      const file = map.files.find(({ path }) => path === "src/price.ts");
      expect([file?.role, file?.facts]).toEqual(["binary", null]);
    });
  });

  it("bears links, secrets and bytes that are no text in the overlay", () => {
    const binary = { path: "src/old.ts", mode: "100644" as const, content: Buffer.from([0, 255]).toString("base64") };
    const overlay = [blob("src/link.ts", "../.env", "120000"), blob(".env.local", "KEY=canary\n"), binary];
    return open({ sha, overlay }, async (atlas) => {
      expect(await declaredIn(atlas)).toEqual(["src/cart.ts Cart", "src/price.ts price"]);
      const { atlas: map } = await atlas.searcher();
      expect(map.files.filter(({ path, facts }) => /env|link/.test(path) && facts !== null)).toEqual([]);
    });
  });
});
