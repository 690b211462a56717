/** `atlas` on repositories as they are: what it writes, what it answers, and what it says when it cannot. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AtlasCase, startAtlasCase } from "./atlas-case.fixture.ts";
import { expectEnd } from "./expect-end.fixture.ts";

let one: AtlasCase;
beforeEach(() => {
  one = startAtlasCase();
});
afterEach(() => one.remove());

const jsonOf = async (args: string[], more = {}) => JSON.parse((await one.atlas([...args, "--json"], more)).stdout);
const documentOf = (path: string) => JSON.parse(readFileSync(join(one.repo, path), "utf8"));
const standardInput = (text: string) => ({
  stdin: async function* () {
    yield Buffer.from(text);
  },
});

test("nothing that a repository holds becomes a command of the runner", async () => {
  one.commit("Add odd names", {
    "::stop-commands::x/##[group]y.ts": "export const total = 1; // ##[error]\n::debug::x\n",
  });
  for (const args of [["build"], ["query", "total group", "--explain"], ["query", "total", "--budget", "4000"]]) {
    const { stdout } = await one.atlas(args);
    expect(stdout).not.toMatch(/^\s*::|##\[/m);
  }
});

describe("build", () => {
  test("writes the map and tells its figures", async () => {
    const ended = await one.atlas(["build"]);
    expectEnd(ended, 0, "6 files with", "source 3", "typescript", "2, 0 cycles", "Map: ");
    const { files, owners, people } = documentOf("artifacts/repo_atlas.json");
    expect(files.map(({ path }: { path: string }) => path)).toContain("src/cart.ts");
    expect({ owners, people }).toEqual({ owners: ["@acme/reports"], people: ["Mira Holt"] });
    expect(readdirSync(join(one.repo, "artifacts"))).toEqual(["repo_atlas.json"]);
  });

  test("the same commit gives the same bytes, from a bare clone too", async () => {
    execFileSync("git", ["clone", "--quiet", "--bare", one.repo, join(one.dir, "bare.git")], { stdio: "pipe" });
    await one.atlas(["build", "--out", "here.json"]);
    await one.atlas(["build", "--out", "there.json", "--repo", "../bare.git"]);
    expect(readFileSync(join(one.repo, "there.json"))).toEqual(readFileSync(join(one.repo, "here.json")));
  });

  test("--previous says what is different, and none is the first map", async () => {
    const first = await one.atlas(["build", "--out", "a.json", "--previous", "none.json"]);
    expectEnd(first, 0, "This is the first map");
    one.commit("Turn money around", {
      "src/money.ts": 'import { totalOf } from "./cart.ts";\nexport const round = (n: number) => totalOf([n]);\n',
      "src/new.ts": "export {};\n",
    });
    const { changes } = await jsonOf(["build", "--out", "b.json", "--previous", "a.json"]);
    expect(changes).toMatchObject({ added: expect.arrayContaining(["src/new.ts"]), removed: [] });
    expect(changes.newCycles).toEqual([["src/cart.ts", "src/money.ts"]]);
  });

  test.each([
    ["no JSON", "{", "is not JSON"],
    ["of an older version", '{"version":1}', "is not a map of this version"],
  ])("a previous map that is %s is said and left out of account", async (_, text, sentence) => {
    writeFileSync(join(one.repo, "old.json"), text);
    expectEnd(await one.atlas(["build", "--previous", "old.json"]), 0, sentence, "This is the first map");
  });

  test("--map keeps map, page and cache in one place, and the job summary tells the difference", async () => {
    const summary = join(one.dir, "summary.md");
    const env = { PATH: process.env.PATH, GITHUB_STEP_SUMMARY: summary };
    await one.atlas(["build", "--map", "../kept"], { env });
    expect(readdirSync(join(one.dir, "kept")).toSorted()).toEqual([
      "repo_atlas.cache",
      "repo_atlas.html",
      "repo_atlas.json",
    ]);
    one.commit("Add a file", { "src/more.ts": "export const more = 1;\n" });
    await one.atlas(["build", "--map", "../kept"], { env });
    const [first = "", second = ""] = readFileSync(summary, "utf8").split(/^(?=## )/m);
    expect(first).toContain("This is the first map");
    expect(second).toContain("1 added");
    expect(second).toContain("`src/more.ts`");
  });

  test("tells of submodules, faults of CODEOWNERS and a shallow clone", async () => {
    one.commit("Break the owners", { CODEOWNERS: "*.py not-an-owner\n" });
    one.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},lib/module`);
    one.git("commit", "--quiet", "--message", "Add a module");
    execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${one.repo}`, join(one.dir, "shallow")], {
      stdio: "pipe",
    });
    const { notes, ownerFaults } = await jsonOf(["build", "--repo", "../shallow"]);
    expect(notes).toEqual([
      expect.stringContaining("shallow"),
      expect.stringContaining("1 submodule not looked into: lib/module"),
      expect.stringContaining("CODEOWNERS line 1"),
    ]);
    expect(ownerFaults).toHaveLength(1);
    expectEnd(await one.atlas(["build", "--repo", "../shallow"]), 0, "Note: This clone is shallow", "lib/module");
    expect((await one.atlas(["query", "cart", "--repo", "../shallow"])).stderr).toContain("This clone is shallow");
  });

  test("tells of files whose names are not UTF-8", async () => {
    writeFileSync(Buffer.concat([Buffer.from(join(one.repo, "src/caf")), Buffer.from([0xe9]), Buffer.from(".ts")]), "");
    one.commit("Add a name of Latin-1", {});
    expect((await jsonOf(["build"])).notes).toEqual(["1 file left out, since the name is not UTF-8"]);
  });

  test("names files that could not be read, and why", async () => {
    one.commit("Add odd files", {
      "src/long.ts": `export const long = "${"x".repeat(30_000)}";\n`,
      "src/data.ts": new Uint8Array([0, 1, 2, 0]),
    });
    const { unread, faults } = await jsonOf(["build"]);
    expect(unread).toMatchObject({ "long-line": 1, binary: 1 });
    expect(faults).toEqual([{ path: "src/long.ts", reason: "long-line" }]);
  });
});

describe("query", () => {
  test("answers with files, reasons and windows; tests and documents in lists of their own", async () => {
    const { results, tests, docs } = await jsonOf(["query", "the total of the cart is not rounded"]);
    expect(results[0]).toMatchObject({ path: "src/cart.ts", windows: [[1, 4]] });
    expect(results[0].reasons.join()).toContain("total");
    expect(tests.map(({ path }: { path: string }) => path)).toEqual(["test/cart.test.ts"]);
    expect(docs.map(({ path }: { path: string }) => path)).toEqual(["docs/cart.md"]);
  });

  test.each([[["query"]], [["query", "-"]]])("%j reads standard input", async (args) => {
    const { results } = await jsonOf(args, standardInput("render_report fails"));
    expect(results[0].path).toBe("src/report.py");
  });

  test("reads no more of standard input than counts", async () => {
    let chunks = 0;
    const stdin = async function* () {
      for (; chunks < 1_000; chunks++) yield Buffer.from("render_report ".repeat(20_000));
    };
    expect((await jsonOf(["query"], { stdin })).results[0].path).toBe("src/report.py");
    expect(chunks).toBeLessThan(10);
  });

  test("--k bounds each list", async () => {
    expect((await jsonOf(["query", "cart total round report", "--k", "1"])).results).toHaveLength(1);
  });

  test.each([
    ["--path", "src/*.py", ["src/report.py"]],
    ["--path", "*.py", ["src/report.py"]],
    ["--path", "src/", ["src/cart.ts", "src/money.ts", "src/report.py"]],
    ["--language", "python", ["src/report.py"]],
    ["--owner", "acme/Reports", ["src/report.py"]],
  ])("%s %s keeps what fits", async (flag, value, paths) => {
    const { results } = await jsonOf(["query", "cart report", flag, value]);
    expect(results.map(({ path }: { path: string }) => path).toSorted()).toEqual(paths);
  });

  test("--explain names dependents and tests", async () => {
    const { results } = await jsonOf(["query", "totalOf round", "--explain"]);
    const at = (path: string) => results.find((hit: { path: string }) => hit.path === path);
    expect(at("src/cart.ts")).toMatchObject({ dependents: [], tests: ["test/cart.test.ts"] });
    expect(at("src/money.ts")).toMatchObject({ dependents: ["src/cart.ts"], tests: [] });
    expectEnd(await one.atlas(["query", "totalOf round", "--explain"]), 0, "tests: test/cart.test.ts");
  });

  test("--budget gives the texts as they are committed, within the filters", async () => {
    writeFileSync(join(one.repo, "src/cart.ts"), "changed, but not committed\n");
    const { slice } = await jsonOf(["query", "totalOf of the cart", "--budget", "2000", "--path", "src/"]);
    expect(slice.files[0]).toMatchObject({ path: "src/cart.ts", from: 1, to: 4, total: 4 });
    expect(slice.files[0].text).toContain("export const totalOf");
    expect(slice.tests).toEqual([]);
    expect(slice.tokens).toBeLessThanOrEqual(2_000);
    const { stdout } = await one.atlas(["query", "totalOf of the cart", "--budget", "2000"]);
    expect(stdout).toContain("== src/cart.ts (4 lines)\n     1  import");
  });

  test("keeps terminal sequences of the repository off the terminal", async () => {
    one.commit("Add a trap", { "src/trap.ts": 'export const trapped = "\u001b[31mred\u0007";\n' });
    const { stdout } = await one.atlas(["query", "trapped", "--budget", "2000"]);
    expect(stdout).toContain("export const trapped");
    for (const character of ["\u0007", "\u001b"]) expect(stdout).not.toContain(character);
  });
});

describe("page", () => {
  test("writes one page, of the last commit or of a map", async () => {
    expectEnd(await one.atlas(["page"]), 0, "repo_atlas.html");
    const page = readFileSync(join(one.repo, "artifacts/repo_atlas.html"), "utf8");
    expect(page).toContain("<title>shop</title>");
    await one.atlas(["build", "--out", "map.json"]);
    await one.atlas(["page", "--from", "map.json", "--out", "from.html"]);
    expect(readFileSync(join(one.repo, "from.html"), "utf8")).toBe(page);
  });

  test.each([
    ["none.json", null, "ENOENT"],
    ["list.json", "[]", "is not a map of this version"],
    ["text.json", "<html>", "is not JSON"],
  ])("--from %s is refused", async (name, text, sentence) => {
    if (text !== null) writeFileSync(join(one.repo, name), text);
    expectEnd(await one.atlas(["page", "--from", name]), 2, sentence, "atlas build");
  });

  test("--from a map whose numbers point nowhere is refused", async () => {
    await one.atlas(["build", "--out", "map.json"]);
    const map = documentOf("map.json");
    map.files[0].imports = [99];
    writeFileSync(join(one.repo, "map.json"), JSON.stringify(map));
    expectEnd(await one.atlas(["page", "--from", "map.json"]), 2, "not in it");
  });
});

describe("what cannot be done", () => {
  test.each([
    [["paint"], "not an action of atlas"],
    [["build", "text"], "takes no text"],
    [["query", " \n"], "empty text"],
    [["query"], "empty text"],
    [["query", "x", "--k", "0"], '--k is "0"'],
    [["query", "x", "--k", "1001"], "from 1 to 1000"],
    [["query", "x", "--k", "ten"], '--k is "ten"'],
    [["query", "x", "--budget", "1e3"], '--budget is "1e3"'],
    [["query", "x", "--language", "klingon"], "no file is in the language"],
    [["query", "x", "--owner", "nobody"], "no file has the owner"],
    [["query", "x", "--path", ""], "--path is empty"],
    [["build", "--repo", "gone"], "not the top of a git repository"],
    [["build", "--repo", "src"], "not the top of a git repository"],
    [["build", "--out", "src/cart.ts/map.json"], "cannot be written"],
    [["page", "--out", "src"], "cannot be written"],
  ])("%j: 2", async (args, sentence) => {
    const ended = await one.atlas(args);
    expectEnd(ended, 2, sentence);
    expect(existsSync(join(one.repo, "artifacts"))).toBe(false);
  });

  test("nothing committed yet: 2, and what to do", async () => {
    const empty = startAtlasCase({});
    try {
      for (const args of [["build"], ["query", "x"], ["page"]])
        expectEnd(await empty.atlas(args), 2, "no commit yet", "Commit something first");
    } finally {
      empty.remove();
    }
  });
});

describe("the cache", () => {
  const caches = (dir: string) => (existsSync(dir) ? readdirSync(dir) : []);

  test("stands in the user's cache directory, and neither damage nor a closed place is a fault", async () => {
    const env = { PATH: process.env.PATH, HOME: join(one.dir, "home") };
    const directory = join(one.dir, "home/.cache/draftsmith");
    await one.atlas(["build"], { env });
    const [name = ""] = caches(directory);
    expect(name).toMatch(/^atlas-[0-9a-f]{24}\.cache$/);
    const before = readFileSync(join(one.repo, "artifacts/repo_atlas.json"));
    writeFileSync(join(directory, name), "damaged");
    expectEnd(await one.atlas(["build"], { env }), 0);
    expect(readFileSync(join(one.repo, "artifacts/repo_atlas.json"))).toEqual(before);
    writeFileSync(join(one.dir, "file"), "");
    expectEnd(await one.atlas(["build", "--cache", "../file/x.cache"]), 0);
  });

  test("--no-cache keeps nothing, --cache keeps it where it says", async () => {
    const env = { PATH: process.env.PATH, DRAFTSMITH_CACHE_DIR: join(one.dir, "caches") };
    await one.atlas(["build", "--no-cache"], { env });
    expect(caches(join(one.dir, "caches"))).toEqual([]);
    mkdirSync(join(one.dir, "mine"));
    await one.atlas(["build", "--cache", "../mine/a.cache"], { env });
    expect(caches(join(one.dir, "mine"))).toEqual(["a.cache"]);
    expect(caches(join(one.dir, "caches"))).toEqual([]);
  });
});
