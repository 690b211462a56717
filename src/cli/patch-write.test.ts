/** All or nothing on a real disk: what stands afterwards, with which mode, when all goes well and when it does not. */
import { linkSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addFile, changeLine, deleteFile, renameFile, withPatchCase } from "./patch-case.fixture.ts";

const modeOf = (full: string): number => statSync(full).mode & 0o777;

describe("what is kept", () => {
  it("keeps the mode, also through a rename with edits, and gives a new file none to execute", () =>
    withPatchCase({}, async ({ dir, write, run }) => {
      write("run.sh", "one\n", 0o755);
      write("secret.txt", "one\n", 0o600);
      write("old.sh", "one\n", 0o750);
      const rename = renameFile("old.sh", "new.sh", { from: "one", to: "two" });
      const patch =
        changeLine("run.sh", "one", "two") + changeLine("secret.txt", "one", "two") + rename + addFile("a.sh", "x");
      expect((await run(["apply"], patch)).exit).toBe(0);
      expect(modeOf(join(dir, "run.sh"))).toBe(0o755);
      expect(modeOf(join(dir, "secret.txt"))).toBe(0o600);
      expect(modeOf(join(dir, "new.sh"))).toBe(0o750);
      expect(readFileSync(join(dir, "new.sh"), "utf8")).toBe("two\n");
      expect(modeOf(join(dir, "a.sh")) & 0o111).toBe(0);
    }));

  it("leaves the other name of a hard link as it was", () =>
    withPatchCase({ "a.txt": "one\n" }, async ({ dir, run, snapshot }) => {
      linkSync(join(dir, "a.txt"), join(dir, "b.txt"));
      expect((await run(["apply"], changeLine("a.txt", "one", "two"))).exit).toBe(0);
      expect(snapshot()).toEqual({ "a.txt": "two\n", "b.txt": "one\n" });
    }));

  it("removes directories that a deletion empties, and no other", () =>
    withPatchCase({ "deep/er/a.txt": "one\n", "full/a.txt": "one\n", "full/b.txt": "b\n" }, async (one) => {
      mkdirSync(join(one.dir, "empty"));
      const patch = deleteFile("deep/er/a.txt", "one") + deleteFile("full/a.txt", "one");
      expect((await one.run(["apply"], patch)).exit).toBe(0);
      expect(one.snapshot()).toEqual({ "empty/": "", "full/b.txt": "b\n" });
    }));

  it("keeps the root, even when nothing is left in it", () =>
    withPatchCase({ "a.txt": "one\n" }, async ({ run, snapshot }) => {
      expect((await run(["apply"], deleteFile("a.txt", "one"))).exit).toBe(0);
      expect(snapshot()).toEqual({});
    }));
});

describe("what makes room", () => {
  it("lets a directory take the place of a file, and a file that of a directory", () =>
    withPatchCase({ thing: "one\n", "dir/sub/a.txt": "two\n" }, async ({ dir, run, snapshot }) => {
      mkdirSync(join(dir, "dir", "hollow"));
      const patch = `${deleteFile("thing", "one")}${addFile("thing/inside.txt", "in")}${deleteFile("dir/sub/a.txt", "two")}${addFile("dir", "flat")}`;
      expect((await run(["apply"], patch)).exit).toBe(0);
      expect(snapshot()).toEqual({ "thing/inside.txt": "in\n", dir: "flat\n" });
    }));

  it("refuses a file where a directory holds more than the patch deletes", () =>
    withPatchCase({ "dir/a.txt": "two\n", "dir/b.txt": "b\n" }, async ({ run, snapshot }) => {
      const before = snapshot();
      const { exit, out } = await run(["apply"], deleteFile("dir/a.txt", "two") + addFile("dir", "flat"));
      expect(exit).toBe(3);
      expect(out).toContain("`dir`");
      expect(snapshot()).toEqual(before);
    }));
});

describe("what is refused", () => {
  it.each([
    ["a link", changeLine("link.txt", "one", "two")],
    ["a link that leads nowhere", addFile("dangling.txt", "two")],
    ["a directory that is a link", changeLine("inner/a.txt", "one", "two")],
    ["a new file below a linked directory", addFile("inner/new.txt", "two")],
    ["the deletion of a link", deleteFile("link.txt", "one")],
  ])("%s", (_, patch) =>
    withPatchCase({ "outside/a.txt": "one\n", "tree/real.txt": "one\n" }, async ({ dir, run, snapshot }) => {
      symlinkSync("real.txt", join(dir, "tree/link.txt"));
      symlinkSync("nowhere.txt", join(dir, "tree/dangling.txt"));
      symlinkSync("../outside", join(dir, "tree/inner"));
      const before = snapshot();
      for (const action of ["check", "apply"]) {
        const { exit, out } = await run([action, "--cwd", "tree", "--json"], patch);
        expect(exit).toBe(3);
        expect(JSON.parse(out).refused).toMatchObject([{ reason: "unsafe-path" }]);
        expect(out).toContain("symbolic link");
      }
      expect(snapshot()).toEqual(before);
      expect(lstatSync(join(dir, "tree/link.txt")).isSymbolicLink()).toBe(true);
    }),
  );

  it("a directory where a new file shall stand", () =>
    withPatchCase({ "dir/a.txt": "a\n" }, async ({ run, snapshot }) => {
      const { exit, out } = await run(["apply", "--json"], addFile("dir", "flat"));
      expect({ exit, refused: JSON.parse(out).refused }).toMatchObject({ exit: 3, refused: [{ path: "dir" }] });
      expect(snapshot()).toEqual({ "dir/a.txt": "a\n" });
    }));

  it("a --cwd that is itself a link is followed: the user named it", () =>
    withPatchCase({ "tree/a.txt": "one\n" }, async ({ dir, run, snapshot }) => {
      symlinkSync("tree", join(dir, "way"));
      expect((await run(["apply", "--cwd", "way"], changeLine("a.txt", "one", "two"))).exit).toBe(0);
      expect(snapshot()).toMatchObject({ "tree/a.txt": "two\n" });
    }));
});

describe("what fails half way", () => {
  const longestPath = process.platform === "linux" ? 4_096 : 1_024;

  /** A directory so deep that the system takes its name, but not the name of a new file far below it. */
  const makeDeepRoot = (dir: string): string => {
    let root = dir;
    while (root.length < longestPath - 500)
      root = join(root, "d".repeat(Math.min(200, longestPath - 300 - root.length)));
    mkdirSync(root, { recursive: true });
    return root;
  };

  it("puts everything back: changed, renamed, deleted and new files, and their modes", () =>
    withPatchCase({}, async ({ dir, run, snapshot }) => {
      const root = makeDeepRoot(dir);
      for (const name of ["a.txt", "b.txt", "c.txt"]) writeFileSync(join(root, name), `${name}\n`, { mode: 0o755 });
      writeFileSync(join(root, "turns"), "turns\n");
      mkdirSync(join(root, "shell"));
      writeFileSync(join(root, "shell/x.txt"), "x\n");
      const before = snapshot();
      const patch = [
        changeLine("a.txt", "a.txt", "two"),
        deleteFile("b.txt", "b.txt"),
        renameFile("c.txt", "moved/c.txt"),
        deleteFile("turns", "turns"),
        addFile("turns/into.txt", "new"),
        deleteFile("shell/x.txt", "x"),
        addFile("shell", "flat"),
        addFile("fresh/new.txt", "new"),
        addFile(`fresh/${Array.from({ length: 3 }, () => "n".repeat(200)).join("/")}`, "too far"),
      ].join("");
      const { exit, err } = await run(["apply", "--cwd", root], patch);
      expect(exit).toBe(2);
      expect(err).toContain("ENAMETOOLONG");
      expect(err).toContain("Every file is as it was before.");
      expect(snapshot()).toEqual(before);
      expect(modeOf(join(root, "a.txt"))).toBe(0o755);
      const without = patch.slice(0, patch.lastIndexOf("diff --git"));
      expect((await run(["apply", "--cwd", root], without)).exit).toBe(0);
      expect(snapshot()).not.toEqual(before);
    }));
});
