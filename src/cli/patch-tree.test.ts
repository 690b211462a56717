/** What the patch engine is told about a directory, inside and outside of git. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gitText } from "../git/run-git.ts";
import { type PatchCase, withPatchCase } from "./patch-case.fixture.ts";
import { readTree } from "./patch-tree.ts";

const startGit = async ({ dir }: PatchCase): Promise<string> => {
  const gitDir = join(dir, ".git");
  await gitText(["init", "--quiet", "--template="], { gitDir });
  return gitDir;
};

const addBlob = (gitDir: string, input: string | Buffer) =>
  gitText(["hash-object", "-w", "--stdin"], { gitDir, input });

describe("read", () => {
  it("gives texts, and null with the reason for everything else that stands", () =>
    withPatchCase({ "dir/a.txt": "a\n", "b.bin": "\0" }, ({ dir }) => {
      symlinkSync("a.txt", join(dir, "dir/link"));
      symlinkSync("dir", join(dir, "way"));
      execFileSync("mkfifo", [join(dir, "pipe")]);
      const tree = readTree(dir);
      expect(tree.read("dir/a.txt")).toBe("a\n");
      const reasons = ["dir/a.txt", "b.bin", "dir/link", "way/a.txt", "pipe", "dir", "dir/a.txt/below", "none"].map(
        (path) => [tree.read(path), tree.faultOf(path)?.reason ?? null],
      );
      expect(reasons).toEqual([
        ["a\n", null],
        [null, "binary"],
        [null, "unsafe-path"],
        [null, "unsafe-path"],
        [null, "unsafe-path"],
        [null, "file-exists"],
        [null, "file-exists"],
        [null, null],
      ]);
    }));

  it.each([
    "../beside.txt",
    "/etc/passwd",
    "dir/../../beside.txt",
    "./a.txt",
    "a.txt\0",
    "",
    "dir//a.txt",
    ".git/config",
  ])("gives nothing for %j", (path) =>
    withPatchCase(
      { "beside.txt": "b\n", "tree/a.txt": "a\n", "tree/dir/a.txt": "a\n", "tree/.git/config": "c\n" },
      (one) => {
        expect(readTree(join(one.dir, "tree")).read(path)).toBeNull();
      },
    ),
  );

  it("sees one state: what is read once stays", () =>
    withPatchCase({ "a.txt": "a\n" }, ({ dir, write }) => {
      const tree = readTree(dir);
      tree.read("a.txt");
      write("a.txt", "b\n");
      expect([tree.read("a.txt"), readTree(dir).read("a.txt")]).toEqual(["a\n", "b\n"]);
    }));
});

describe("list", () => {
  it("walks a directory outside of git, links and hidden files included, without git's own and modules", () =>
    withPatchCase(
      { "a.txt": "", "b/c.txt": "", ".env": "", "node_modules/m.js": "", "x/.git": "broken" },
      ({ dir }) => {
        symlinkSync("b", join(dir, "way"));
        expect([...readTree(dir).list()].sort()).toEqual([".env", "a.txt", "b/c.txt", "way", "x/.git"]);
      },
    ));

  it("walks a small tree, ignored files included", () =>
    withPatchCase({ ".gitignore": "out\n", "out/o.txt": "", "a.txt": "" }, async (one) => {
      await startGit(one);
      expect([...readTree(one.dir).list()].sort()).toEqual([".gitignore", "a.txt", "out/o.txt"]);
    }));

  const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`sub/out/${at}`, ""]));
  it("asks git about a large one: tracked and new, not ignored, from the directory that was named", () =>
    withPatchCase(
      {
        ...many,
        ".gitignore": "out\ntracked.txt\n",
        "sub/a.txt": "",
        "sub/ä b.txt": "",
        "sub/out/o.txt": "",
        "sub/tracked.txt": "",
        "z.txt": "",
      },
      async (one) => {
        const gitDir = await startGit(one);
        const entry = `100644,${await addBlob(gitDir, "")},sub/tracked.txt`;
        await gitText(["update-index", "--add", "--cacheinfo", entry], { gitDir });
        expect([...readTree(one.dir).list()].sort()).toEqual([
          ".gitignore",
          "sub/a.txt",
          "sub/tracked.txt",
          "sub/ä b.txt",
          "z.txt",
        ]);
        expect([...readTree(join(one.dir, "sub")).list()].sort()).toEqual(["a.txt", "tracked.txt", "ä b.txt"]);
        expect([...readTree(join(one.dir, "sub/out")).list()]).toContain("o.txt");
        rmSync(join(one.dir, "sub/tracked.txt"));
        expect([...readTree(join(one.dir, "sub")).list()].sort()).toEqual(["a.txt", "ä b.txt"]);
      },
    ));
});

describe("readBlob", () => {
  it("finds texts by whole and short ids, from below the top as well", () =>
    withPatchCase({ "sub/a.txt": "" }, async (one) => {
      const gitDir = await startGit(one);
      const id = await addBlob(gitDir, "before\n");
      const raw = await addBlob(gitDir, Buffer.from("grün\n", "latin1"));
      for (const dir of [one.dir, join(one.dir, "sub")]) {
        const tree = readTree(dir);
        expect([id, id.slice(0, 7), raw].map(tree.readBlob)).toEqual(["before\n", "before\n", "grün\n"]);
      }
    }));

  it("gives null for what is no known blob with text", () =>
    withPatchCase({}, async (one) => {
      const gitDir = await startGit(one);
      const binary = await addBlob(gitDir, "a\0b");
      const tree = await gitText(["write-tree"], { gitDir });
      const ids = [binary, tree, "0".repeat(40), "f".repeat(40), "abc", "HEAD", "--help", ""];
      expect(ids.map(readTree(one.dir).readBlob)).toEqual(ids.map(() => null));
    }));

  it("does not take a branch for a blob", () =>
    withPatchCase({}, async (one) => {
      const gitDir = await startGit(one);
      const id = await addBlob(gitDir, "text\n");
      await gitText(["update-ref", "refs/tags/deadbeef", id], { gitDir });
      expect(readTree(one.dir).readBlob("deadbeef")).toBeNull();
    }));

  it("gives null outside of git and beside a broken repository", () =>
    withPatchCase({ "broken/.git": "gitdir: /nowhere\n" }, ({ dir }) => {
      expect(readTree(dir).readBlob("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")).toBeNull();
      expect(readTree(join(dir, "broken")).readBlob("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")).toBeNull();
    }));

  it("never runs what a partial clone's configuration names for missing objects", () =>
    withPatchCase({}, async (one) => {
      const gitDir = await startGit(one);
      const trap = join(one.dir, "trap.sh");
      writeFileSync(trap, `#!/bin/sh\ntouch ${join(one.dir, "sprung")}\n`);
      chmodSync(trap, 0o755);
      const settings = [
        ["core.repositoryFormatVersion", "1"],
        ["extensions.partialClone", "origin"],
        ["remote.origin.promisor", "true"],
        ["remote.origin.url", `ext::${trap}`],
        ["protocol.ext.allow", "always"],
        ["core.fsmonitor", trap],
        ["core.hooksPath", one.dir],
      ] as const;
      for (const [name, value] of settings) await gitText(["config", name, value], { gitDir });
      mkdirSync(join(one.dir, "sub"));
      const tree = readTree(one.dir);
      expect(tree.readBlob("a".repeat(40))).toBeNull();
      expect([...tree.list()]).toEqual(["trap.sh"]);
      rmSync(trap);
      expect([...readTree(one.dir).list()]).toEqual([]);
    }));
});
