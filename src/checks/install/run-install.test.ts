import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../domain/log.ts";
import { projectSchema } from "../../domain/settings.ts";
import { openSandbox } from "../../sandbox/open-sandbox.ts";
import type { RunOptions, Sandbox } from "../../sandbox/sandbox.ts";
import { type Installed, runInstall } from "./run-install.ts";

let dir: string;
let runs: { argv: string[]; options: RunOptions }[];

beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "install-")));
  runs = [];
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A fresh tree and home, as a sandbox with namespaces would show them: always at the same places. */
const openAt = async (name: string, files: Record<string, string> = {}): Promise<Sandbox> => {
  const tree = join(dir, name, "tree");
  for (const [path, text] of Object.entries({ "requirements.txt": "a==1\n", "src/x.py": "1", ...files })) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  const opened = await openSandbox({
    tree,
    scratch: join(dir, name, "scratch"),
    choice: "none",
    allowNone: true,
    path: "/usr/bin:/bin",
    toolchains: {},
    readOnlyMounts: [],
    log: silentLog,
  });
  if (!opened.ok) throw new Error("no sandbox");
  const plain = opened.value;
  return {
    ...plain,
    level: "namespace",
    seenAt: (path) => (path === plain.tree ? "/workspace" : "/home/sandbox"),
    run: (argv, options) => {
      runs.push({ argv, options });
      return plain.run(argv, options);
    },
  };
};

/** An installer called `pip`, so that it counts as one that reads manifests alone. */
const script = `#!/bin/sh
[ "$1" = --version ] && { echo pip 1; exit; }
mkdir -p .venv/bin "$HOME/.cache/pip" "$HOME/.cache/other" node_modules/new
cp requirements.txt .venv/lock; echo run >> .venv/bin/tool; chmod 755 .venv/bin/tool; ln -s bin/tool .venv/link
echo x > "$HOME/.cache/pip/x"; echo y > "$HOME/.cache/other/y"; echo z > node_modules/new/z
`;
const install = async (
  sandbox: Sandbox,
  argv = ["pip", "install", "-r", "requirements.txt"],
  cacheDir: string | null = join(dir, "cache"),
) => {
  mkdirSync(join(dir, "bin"), { recursive: true });
  writeFileSync(join(dir, "bin/pip"), script);
  chmodSync(join(dir, "bin/pip"), 0o755);
  const env = { PATH: `${join(dir, "bin")}:/usr/bin:/bin` };
  return runInstall(projectSchema.parse({ install: argv }), { sandbox, cacheDir, env, log: silentLog });
};
const installed = async (...given: Parameters<typeof install>): Promise<Installed> => {
  const done = await install(...given);
  if (!done.ok) throw new Error(done.error);
  return done.value;
};

describe("runInstall", () => {
  it("does nothing where nothing is to be installed", async () => {
    const sandbox = await openAt("a");
    const done = await runInstall(projectSchema.parse({}), { sandbox, cacheDir: null, env: {}, log: silentLog });
    expect(done).toEqual({ ok: true, value: { argv: [], added: null, fromCache: false } });
    expect(runs).toEqual([]);
  });

  it("runs the command with the network, and nothing else with it", async () => {
    const sandbox = await openAt("a");
    await installed(sandbox);
    expect(runs.filter(({ options }) => options.network).map(({ argv }) => argv[0])).toEqual(["pip"]);
    expect(existsSync(join(sandbox.tree, ".venv/bin/tool"))).toBe(true);
  });

  it("puts back what the same install added, without running it", async () => {
    const [first, second] = [await openAt("a"), await openAt("b", { "src/x.py": "2", "src/more.py": "" })];
    expect(await installed(first)).toMatchObject({ fromCache: false });
    expect(await installed(second)).toMatchObject({ fromCache: true });
    expect(runs.filter(({ options }) => options.network).length).toBe(1);
    expect(readFileSync(join(second.tree, ".venv/link"), "utf8")).toBe("run\n");
    expect(readdirSync(join(second.home, ".cache"))).toEqual(["other"]);
    expect(readFileSync(join(second.tree, "src/x.py"), "utf8")).toBe("2");
  });

  it.each([
    ["a manifest", { "requirements.txt": "a==2\n" }],
    ["a manifest elsewhere in the tree", { "packages/one/package.json": "{}" }],
  ])("installs again when %s differs", async (_what, files) => {
    await installed(await openAt("a"));
    expect(await installed(await openAt("b", files))).toMatchObject({ fromCache: false });
  });

  it.each([
    ["the installer lies in the tree", { ".yarn/releases/yarn-4.cjs": "1" }, { ".yarn/releases/yarn-4.cjs": "2" }],
    ["parts of the tree are installed", { "dev-requirements.txt": "a==1\n./lib\n" }, { "lib/a.py": "2" }],
    ["packages of the tree are copied", { "package.json": '{"a":"file:./lib"}' }, { "lib/a.js": "2" }],
  ])("installs again after a change where %s", async (_what, files, change) => {
    await installed(await openAt("a", files));
    expect(await installed(await openAt("b", files))).toMatchObject({ fromCache: true });
    expect(await installed(await openAt("c", { ...files, ...change }))).toMatchObject({ fromCache: false });
  });

  it("clears away what a killed run left in the cache, and leaves what another one writes now", async () => {
    for (const name of ["draft-old", "draft-new"]) mkdirSync(join(dir, "cache", name), { recursive: true });
    utimesSync(join(dir, "cache/draft-old"), 1_700_000_000, 1_700_000_000);
    await installed(await openAt("a"));
    expect(readdirSync(join(dir, "cache")).filter((name) => name.startsWith("draft-"))).toEqual(["draft-new"]);
  });

  it("speaks to a newer yarn in its own words also where its settings lie with the project", async () => {
    const sandbox = await openAt("a", { "web/.yarnrc.yml": "" });
    const project = projectSchema.parse({ dir: "web", install: ["yarn", "install"] });
    await runInstall(project, { sandbox, cacheDir: null, env: {}, log: silentLog });
    expect(runs.at(-1)?.argv).toEqual(["yarn", "install", "--mode=skip-build"]);
  });

  it("looks at every file for a command that it does not know", async () => {
    const argv = ["sh", "-c", "echo 1 > made"];
    await installed(await openAt("a"), argv);
    expect(await installed(await openAt("b"), argv)).toMatchObject({ fromCache: true });
    expect(await installed(await openAt("c", { "src/x.py": "2" }), argv)).toMatchObject({ fromCache: false });
  });

  it.each([
    ["a file is missing", (entry: string) => rmSync(join(entry, "tree/.venv/lock"))],
    ["the index is broken", (entry: string) => writeFileSync(join(entry, "index.json"), "{")],
    [
      "the index leads outside",
      (entry: string) => writeFileSync(join(entry, "index.json"), `{"tree":["../../x"],"home":[],"files":1}`),
    ],
    [
      "the index is a link",
      (entry: string) => {
        rmSync(join(entry, "index.json"));
        symlinkSync("/dev/zero", join(entry, "index.json"));
      },
    ],
  ])("installs again when %s", async (_what, damage) => {
    await installed(await openAt("a"));
    const [key = ""] = readdirSync(join(dir, "cache"));
    damage(join(dir, "cache", key));
    const sandbox = await openAt("b");
    expect(await installed(sandbox)).toMatchObject({ fromCache: false });
    expect(readFileSync(join(sandbox.tree, ".venv/bin/tool"), "utf8")).toBe("run\n");
    expect(await installed(await openAt("c"))).toMatchObject({ fromCache: true });
  });

  it("does not put anything through a link that leads out of the tree", async () => {
    await installed(await openAt("a", { "node_modules/old": "1" }));
    const sandbox = await openAt("b");
    mkdirSync(join(dir, "outside"));
    symlinkSync(join(dir, "outside"), join(sandbox.tree, "node_modules"));
    expect(await installed(sandbox)).toMatchObject({ fromCache: false });
  });

  it("keeps a bounded number of entries, the oldest go first", async () => {
    for (let i = 0; i < 10; i += 1) {
      await installed(await openAt(`t${i}`, { "requirements.txt": `a==${i}\n` }));
      const cache = join(dir, "cache");
      for (const key of readdirSync(cache)) {
        const text = readFileSync(join(cache, key, "tree/.venv/lock"), "utf8");
        const when = new Date(1_700_000_000_000 + 1_000 * Number(text.slice(3)));
        utimesSync(join(cache, key, "index.json"), when, when);
      }
    }
    const locks = readdirSync(join(dir, "cache")).map((key) =>
      readFileSync(join(dir, "cache", key, "tree/.venv/lock"), "utf8"),
    );
    expect(locks.sort()).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map((i) => `a==${i}\n`));
  });

  it("goes on without a cache that cannot be written", async () => {
    writeFileSync(join(dir, "cache"), "a file");
    expect(await installed(await openAt("a"))).toMatchObject({ fromCache: false });
  });

  it("keeps nothing without isolation, or when it was not asked to", async () => {
    await installed({ ...(await openAt("a")), level: "none" });
    await installed(await openAt("b"), undefined, null);
    expect(existsSync(join(dir, "cache"))).toBe(false);
  });

  it.each([
    [["npm", "ci"], "It needs package-lock.json or npm-shrinkwrap.json, which is not in the root directory."],
    [["sh", "-c", "echo broken >&2; exit 4"], "It ended with exit status 4.\nbroken"],
    [["sh", "-c", "echo npm error code ENOTFOUND; exit 1"], "It ended with exit status 1. It seems that the network"],
    [["no-such-installer"], "no-such-installer could not be started in the sandbox."],
    [["sh", "-c", "kill -9 $$"], "It was ended by SIGKILL."],
  ])("says why %j failed", async (argv, reason) => {
    const done = await install(await openAt("a"), argv);
    expect(done.ok ? "" : done.error).toContain(reason);
    expect(existsSync(join(dir, "cache"))).toBe(false);
  });

  it("shows the beginning and the end of a long failure", async () => {
    const script = "echo npm error code EUSAGE; seq 1 2000; echo npm error a complete log; exit 1";
    const project = projectSchema.parse({ install: ["sh", "-c", script] });
    const done = await runInstall(project, { sandbox: await openAt("a"), cacheDir: null, env: {}, log: silentLog });
    const error = done.ok ? "" : done.error;
    expect(error).toMatch(
      /^It ended with exit status 1\.\nnpm error code EUSAGE\n1\n2\n[\s\S]*\n…\n[\s\S]*npm error a complete log$/,
    );
    expect(error.length).toBeLessThan(2_000);
  });

  it("refuses a directory that is not in the tree", async () => {
    const sandbox = await openAt("a");
    symlinkSync(dir, join(sandbox.tree, "out"));
    const project = projectSchema.parse({ dir: "out", install: ["true"] });
    const done = await runInstall(project, { sandbox, cacheDir: null, env: {}, log: silentLog });
    expect(done).toMatchObject({ ok: false, error: "The directory out is not in the repository." });
    expect(runs).toEqual([]);
  });
});
