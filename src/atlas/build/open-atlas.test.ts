import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createSearcher } from "../search/search-atlas.ts";
import { createRepositories, flattenAtlas, openTestAtlas } from "./git-repository.fixture.ts";
import { openAtlas } from "./open-atlas.ts";
import { updateAtlas } from "./update-atlas.ts";

const { create, scratch, remove } = createRepositories();
afterAll(remove);

const shop = {
  "package.json": '{ "name": "shop" }\n',
  "src/cart.ts":
    'import { price } from "./price.ts";\nexport class Cart {\n  total() {\n    return price(1);\n  }\n}\n',
  "src/price.ts": "export const price = (n: number) => n * 2;\n",
  "test/cart.test.ts": 'import { Cart } from "../src/cart.ts";\nnew Cart();\n',
  "tools/run.py": "import os\n\ndef main():\n    pass\n",
  "docs/guide.md": "# Carts\n",
};

describe("openAtlas", () => {
  it("knows symbols, imports, tests, settings and history of a commit", async () => {
    const repo = create();
    repo.commit(shop, "Add the shop");
    const commit = repo.commit({ "src/price.ts": `${shop["src/price.ts"]}// rounded\n` }, "Round prices");
    const atlas = await openTestAtlas(repo.gitDir, commit);
    const file = (path: string) => atlas.files.find((one) => one.path === path);
    expect([atlas.commit, atlas.time]).toEqual([commit, 1_700_000_000]);
    expect(atlas.files.map(({ path, role }) => `${path} ${role}`)).toEqual([
      "docs/guide.md docs",
      "package.json config",
      "src/cart.ts source",
      "src/price.ts source",
      "test/cart.test.ts test",
      "tools/run.py source",
    ]);
    expect(file("src/cart.ts")?.facts?.parsed.symbols.map(({ name, from, to }) => [name, from, to])).toEqual([
      ["Cart", 2, 6],
      ["total", 3, 5],
    ]);
    expect(file("tools/run.py")).toMatchObject({ language: "python", bytes: 32, kind: "file" });
    expect(atlas.importsOf("src/cart.ts")).toEqual(["src/price.ts"]);
    expect(atlas.dependentsOf("src/cart.ts")).toEqual(["test/cart.test.ts"]);
    expect(atlas.importsOf("nowhere.ts")).toEqual([]);
    expect([...atlas.settings.keys()]).toEqual(["package.json"]);
    expect(atlas.history.commits.map(({ subject, files }) => [subject, files.length])).toEqual([
      ["Round prices", 1],
      ["Add the shop", 6],
    ]);
  });

  it("is the same with one thread and with two", async () => {
    const repo = create();
    const text = (i: number): string =>
      Array.from({ length: 70 }, (_, n) => `export const value_${i}_${n} = "${"größe ".repeat(35)}";`).join("\n");
    const many = Object.fromEntries(Array.from({ length: 130 }, (_, i) => [`src/m${i}.ts`, text(i)]));
    const commit = repo.commit({ ...many, ...shop });
    const one = await openTestAtlas(repo.gitDir, commit, { cores: 1 });
    const two = await openTestAtlas(repo.gitDir, commit, { cores: 2 });
    expect(JSON.stringify(flattenAtlas(two)) === JSON.stringify(flattenAtlas(one))).toBe(true);
    expect(one.files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(2_200_000);
  });

  it("tells how far it is", async () => {
    const repo = create();
    const commit = repo.commit(shop);
    const seen: [number, number][] = [];
    await openAtlas({
      gitDir: repo.gitDir,
      commit,
      cacheFile: null,
      cores: 1,
      onProgress: (done, total) => seen.push([done, total]),
    });
    expect(seen.at(-1)).toEqual([6, 6]);
  });
});

describe("its cache", () => {
  const deleteBlob = (gitDir: string, oid: string): void =>
    rmSync(join(gitDir, "objects", oid.slice(0, 2), oid.slice(2)), { force: true });

  it("saves reading the blobs, so that they need not even be there", async () => {
    const repo = create();
    const cacheFile = join(scratch, "cache-a");
    const commit = repo.commit(shop);
    const cold = await openTestAtlas(repo.gitDir, commit, { cacheFile });
    const alone = await openTestAtlas(repo.gitDir, commit);
    const oids = ["src/cart.ts", "src/price.ts", "tools/run.py"].map((path) => repo.git("rev-parse", `HEAD:${path}`));
    for (const oid of oids) deleteBlob(repo.gitDir, oid);
    const sized = await openTestAtlas(repo.gitDir, commit, { cacheFile }).then(flattenAtlas);
    const sizeless = ({ files, ...rest }: ReturnType<typeof flattenAtlas>) => ({
      ...rest,
      files: files.map(({ bytes: _, ...file }) => file),
    });
    expect(sizeless(sized)).toEqual(sizeless(flattenAtlas(cold)));
    expect(flattenAtlas(cold)).toEqual(flattenAtlas(alone));
  });

  it("reads a changed file alone", async () => {
    const repo = create();
    const cacheFile = join(scratch, "cache-b");
    await openTestAtlas(repo.gitDir, repo.commit(shop), { cacheFile });
    const commit = repo.commit({ "src/price.ts": "export const cost = 1;\n" });
    const totals: number[] = [];
    const options = { gitDir: repo.gitDir, commit, cacheFile, cores: 1 };
    const warm = await openAtlas({ ...options, onProgress: (_, total) => totals.push(total) });
    expect(totals).toEqual([1]);
    expect(flattenAtlas(warm)).toEqual(flattenAtlas(await openTestAtlas(repo.gitDir, commit)));
    await openAtlas({ ...options, onProgress: (_, total) => totals.push(total) });
    expect(totals).toEqual([1]);
  });

  it("is made anew when it is damaged, and given up where it cannot be written", async () => {
    const repo = create();
    const cacheFile = join(scratch, "cache-c");
    const commit = repo.commit(shop);
    const wanted = flattenAtlas(await openTestAtlas(repo.gitDir, commit));
    for (const bytes of ["", "draftsmith-atlas-cache 1\nnonsense", "{}"]) {
      writeFileSync(cacheFile, bytes);
      expect(flattenAtlas(await openTestAtlas(repo.gitDir, commit, { cacheFile }))).toEqual(wanted);
    }
    const below = join(cacheFile, "below");
    expect(flattenAtlas(await openTestAtlas(repo.gitDir, commit, { cacheFile: below }))).toEqual(wanted);
    expect(readdirSync(scratch).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("gives a file the same role wherever its text stood before", async () => {
    const repo = create();
    const cacheFile = join(scratch, "cache-d");
    const text = "#!/bin/sh\necho hello\n";
    await openTestAtlas(repo.gitDir, repo.commit({ "notes.txt": text }), { cacheFile });
    const commit = repo.commit({ "notes.txt": null, "bin/run": text, "z.txt": text });
    const cold = await openTestAtlas(repo.gitDir, commit);
    expect(cold.files.map(({ path, role }) => [path, role])).toEqual([
      ["bin/run", "source"],
      ["z.txt", "docs"],
    ]);
    expect(flattenAtlas(await openTestAtlas(repo.gitDir, commit, { cacheFile }))).toEqual(flattenAtlas(cold));
  });
});

describe("hostile and odd trees", () => {
  const open = async (files: Record<string, string | Buffer>) => {
    const repo = create();
    const atlas = await openTestAtlas(repo.gitDir, repo.commit(files));
    return { atlas, file: (path: string) => atlas.files.find((one) => one.path === path) };
  };

  it("finds words in Latin-1 and UTF-16", async () => {
    const { atlas } = await open({
      "src/latin.py": Buffer.from("größe = 1 # latinword\n", "latin1"),
      "src/wide.cs": Buffer.from("\ufeffclass Wide { int wideword; }\n", "utf16le"),
      "src/plain.py": "x = 1\n",
    });
    const search = createSearcher(atlas).search;
    const first = (text: string) => search(text, { limit: 1 }).results.map(({ path }) => path);
    expect(first("größe")).toEqual(["src/latin.py"]);
    expect(first("latinword")).toEqual(["src/latin.py"]);
    expect(first("wideword")).toEqual(["src/wide.cs"]);
    expect(atlas.files.find(({ path }) => path === "src/wide.cs")?.facts?.parsed.symbols[0]?.name).toBe("Wide");
  });

  it("lists what is too large, too wide or no text, and maps the rest", async () => {
    const { file } = await open({
      "src/large.ts": "const a = 1;\n".repeat(100_000),
      "src/wide.ts": `const a = "${"x".repeat(500_000)}";\n`,
      "src/five.ts": `const a = "${"x".repeat(5_000_000)}";\n`,
      "src/nul.ts": "const a = 1;\0\n",
      "src/empty.ts": "",
      "src/good.ts": "export const good = 1;\n",
      "deep.json": "[".repeat(15_000),
      "src/deep.ts": `const a = ${"(".repeat(15_000)}`,
      "src/deeper.js": `const a = ${"[\n".repeat(200_000)}`,
      "src/deepest.py": `a = ${"(\n".repeat(200_000)}`,
      "src/deepest.go": `package a\n${"func f() { ".repeat(20_000)}`.replaceAll("{ func", "{\nfunc"),
    });
    expect(file("src/large.ts")?.facts?.fault).toBe("too-large");
    expect(file("src/wide.ts")?.facts?.fault).toBe("long-line");
    expect(file("src/five.ts")?.facts?.fault).toBe("too-large");
    expect(file("src/nul.ts")).toMatchObject({ role: "binary", facts: { fault: "binary" } });
    expect(file("src/empty.ts")?.facts).toMatchObject({ lines: 0, fault: null });
    expect(file("src/good.ts")?.facts?.parsed.symbols).toHaveLength(1);
    expect(file("src/deep.ts")?.facts).toMatchObject({ fault: null, parsed: { isComplete: false } });
    expect(file("src/deeper.js")?.facts).toMatchObject({ fault: null, lines: 200_000 });
    expect(file("src/deepest.py")?.facts).toMatchObject({ fault: null, lines: 200_000 });
    expect(file("src/deepest.go")?.facts?.fault).toBeNull();
  });

  it("never reads what may hold secrets", async () => {
    const secrets = [
      ".env",
      ".env.local",
      "deploy/id_rsa",
      "cert.pem",
      "config/credentials.json",
      ".npmrc",
      "a/.aws/config",
    ];
    const { atlas, file } = await open({
      ...Object.fromEntries(secrets.map((path) => [path, "CANARYWORD=1\n"])),
      "src/a.ts": "export const a = 1;\n",
    });
    for (const path of secrets) expect(file(path)?.facts).toBeNull();
    const { results, tests, docs } = createSearcher(atlas).search(`CANARYWORD ${secrets.join(" ")}`, { limit: 50 });
    expect([...results, ...tests, ...docs].map(({ path }) => path).filter((path) => secrets.includes(path))).toEqual(
      [],
    );
  });

  it("takes any file name", async () => {
    const names = [
      "src/new\nline.ts",
      'src/"quoted".ts',
      "src/back\\slash.ts",
      "__proto__",
      "src/__proto__.ts",
      "constructor/toString.ts",
      "hasOwnProperty",
      "src/ü \u{1f600}.ts",
      "-dash.ts",
      ":colon.ts",
      "*.ts",
    ];
    const { atlas, file } = await open(
      Object.fromEntries(names.map((name) => [name, 'import "./toString";\nexport const a = 1;\n'])),
    );
    expect(atlas.files.map(({ path }) => path)).toEqual([...names].sort());
    for (const name of names) expect(file(name)?.facts?.lines).toBe(2);
    for (const name of names) expect(atlas.dependentsOf(name)).toBeInstanceOf(Array);
    expect(atlas.importsOf("toString")).toEqual([]);
    const { results } = createSearcher(atlas).search("__proto__ constructor toString hasOwnProperty", { limit: 20 });
    expect(results.map(({ path }) => path)).toContain("constructor/toString.ts");
  });

  it("follows .gitattributes and a generated header", async () => {
    const { file } = await open({
      ".gitattributes": "gen/** linguist-generated\nlib/** linguist-vendored=true\nvendor/own.ts -linguist-vendored\n",
      "gen/a.ts": "export const canary = 1;\n",
      "lib/b.ts": "export const canary = 1;\n",
      "vendor/own.ts": "export const own = 1;\n",
      "src/header.ts": "// Code generated by x. DO NOT EDIT.\nexport const canary = 1;\n",
    });
    expect(file("gen/a.ts")).toMatchObject({ role: "generated", facts: null });
    expect(file("lib/b.ts")).toMatchObject({ role: "vendored", facts: null });
    expect(file("vendor/own.ts")?.role).toBe("source");
    expect(file("src/header.ts")?.role).toBe("generated");
    expect([...(file("src/header.ts")?.facts?.words.words ?? [])]).toEqual([]);
  });

  it("lists links and submodules, and reads neither", async () => {
    const repo = create();
    writeFileSync(join(scratch, "outside.ts"), "export const canary = 1;\n");
    repo.link("src/out.ts", join(scratch, "outside.ts"));
    repo.link("package.json", "/etc/passwd");
    repo.link("src/dir", "../..");
    repo.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},module`);
    repo.git("add", "src", "package.json");
    repo.git("commit", "-q", "-m", "links");
    const atlas = await openTestAtlas(repo.gitDir, repo.git("rev-parse", "HEAD"));
    expect(atlas.files.map(({ path, kind, facts }) => [path, kind, facts])).toEqual([
      ["module", "submodule", null],
      ["package.json", "link", null],
      ["src/dir", "link", null],
      ["src/out.ts", "link", null],
    ]);
    expect([...atlas.settings]).toEqual([]);
  });

  it("follows compiler settings into a file of any name, also when that changes", async () => {
    const paths = (to: string): string => `{ "compilerOptions": { "paths": { "own": ["../${to}"] } } }`;
    const { atlas } = await open({
      "tsconfig.json": '{ "extends": "./settings/base.json" }',
      "settings/base.json": paths("src/a.ts"),
      "src/a.ts": "a();\n",
      "src/b.ts": "b();\n",
      "src/c.ts": 'import "own";\n',
    });
    expect(atlas.importsOf("src/c.ts")).toEqual(["src/a.ts"]);
    const updated = await updateAtlas(atlas, new Map([["settings/base.json", paths("src/b.ts")]]));
    expect(updated.importsOf("src/c.ts")).toEqual(["src/b.ts"]);
  });

  it("goes on with broken settings", async () => {
    const { atlas } = await open({
      CODEOWNERS: "[\n*.ts\n/src/ not-an-owner @\n\0",
      "package.json": "{ broken",
      "tsconfig.json": '{ "extends": "./tsconfig.json", "compilerOptions": { "paths": 5 } }',
      "go.mod": "module\n",
      "Cargo.toml": "[[[",
      "composer.json": "[]",
      ".gitattributes": '"unclosed linguist-generated\n[ linguist-vendored\n',
      "src/a.ts": 'import "./b";\nimport "pkg";\n',
      "src/b.ts": 'import "./a";\n',
    });
    expect(atlas.importsOf("src/a.ts")).toEqual(["src/b.ts"]);
  });

  it("maps an empty commit", async () => {
    const { atlas } = await open({});
    expect(atlas.files).toEqual([]);
    expect(createSearcher(atlas).search("anything", { limit: 5 })).toEqual({ results: [], tests: [], docs: [] });
  });
});

describe("odd repositories", () => {
  it("says clearly that there is none, or no commit", async () => {
    const repo = create();
    const failure = (gitDir: string, commit: string) =>
      openTestAtlas(gitDir, commit).then(
        () => "",
        (error: { failure?: { kind: string }; message: string }) => `${error.failure?.kind}: ${error.message}`,
      );
    expect(await failure(scratch, "HEAD")).toMatch(/^usage: .*cannot be read as a git repository/);
    expect(await failure(join(scratch, "nowhere"), "HEAD")).toMatch(/^usage: .*cannot be read as a git repository/);
    expect(await failure(repo.gitDir, "HEAD")).toMatch(/^usage: .*no commit yet/);
    repo.commit(shop);
    expect(await failure(repo.gitDir, "f".repeat(40))).toMatch(/^usage: .*no commit ffff/);
  });

  it("maps a shallow clone, and reads its history again when it is deeper", async () => {
    const repo = create();
    repo.commit(shop, "First");
    const commit = repo.commit({ "src/new.ts": "export const n = 1;\n" }, "Second");
    repo.git("clone", "-q", "--depth", "1", `file://${repo.root}`, "../shallow");
    const gitDir = join(scratch, "shallow/.git");
    const cacheFile = join(scratch, "cache-shallow");
    const shallow = await openTestAtlas(gitDir, commit, { cacheFile });
    expect([shallow.history.isShallow, shallow.history.commits.length, shallow.files.length]).toEqual([true, 1, 7]);
    repo.git("-C", join(scratch, "shallow"), "fetch", "-q", "--unshallow");
    const deep = await openTestAtlas(gitDir, commit, { cacheFile });
    expect([deep.history.isShallow, deep.history.commits.length]).toEqual([false, 2]);
  });

  it("maps a bare repository of one commit", async () => {
    const repo = create();
    const commit = repo.commit(shop);
    repo.git("clone", "-q", "--bare", repo.root, "../bare");
    const atlas = await openTestAtlas(join(scratch, "bare"), commit);
    expect(flattenAtlas(atlas)).toEqual(flattenAtlas(await openTestAtlas(repo.gitDir, commit)));
  });

  it("maps a partial clone, whose missing blobs it neither fetches nor remembers as missing", async () => {
    const repo = create();
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`src/m${i}.ts`, `export const v${i} = ${i};\n`]),
    );
    const commit = repo.commit({ ...many, ...shop });
    repo.git("config", "uploadpack.allowFilter", "true");
    repo.git("config", "uploadpack.allowAnySHA1InWant", "true");
    repo.git("clone", "-q", "--filter=blob:none", "--no-checkout", `file://${repo.root}`, "../partial");
    const partial = join(scratch, "partial");
    const gitDir = join(partial, ".git");
    const cacheFile = join(scratch, "cache-partial");
    const lacking = await openTestAtlas(gitDir, commit, { cacheFile });
    expect(lacking.files).toHaveLength(66);
    expect(lacking.files.every(({ facts, bytes }) => facts?.fault === "missing" && bytes === 0)).toBe(true);
    repo.git("-C", partial, "checkout", "-q", "main");
    const whole = await openTestAtlas(gitDir, commit, { cacheFile });
    expect(flattenAtlas(whole)).toEqual(flattenAtlas(await openTestAtlas(repo.gitDir, commit)));
  });
});
