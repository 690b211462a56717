import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Workspace, type WorkspaceOptions, withWorkspace } from "./workspace.ts";

let dir: string;
let checkout: string;
let sha: string;

const runIn = (cwd: string, ...args: string[]): string => {
  const identity = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"];
  return execFileSync("git", [...identity, ...args], { cwd, encoding: "utf8", stdio: "pipe" }).trim();
};

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "workspace-test-"));
  checkout = join(dir, "checkout");
  mkdirSync(join(checkout, "src"), { recursive: true });
  writeFileSync(join(checkout, "README.md"), "# Hello\n");
  writeFileSync(join(checkout, "src/a.ts"), "export const a = 1;\n");
  writeFileSync(join(checkout, "crlf.txt"), "one\r\n$Id$\r\n");
  writeFileSync(join(checkout, ".gitattributes"), "*.txt -text ident filter=boom\n");
  writeFileSync(join(checkout, "run.sh"), "#!/bin/sh\n");
  chmodSync(join(checkout, "run.sh"), 0o755);
  writeFileSync(join(checkout, "image.bin"), Buffer.from([1, 0, 2]));
  writeFileSync(join(checkout, "latin.dat"), Buffer.from([0xe9]));
  writeFileSync(join(checkout, "big.dat"), "x".repeat(1_000_001));
  symlinkSync("src/a.ts", join(checkout, "inside"));
  symlinkSync("../../etc/passwd", join(checkout, "outside"));
  symlinkSync("/etc/passwd", join(checkout, "absolute"));
  runIn(checkout, "init", "-q");
  runIn(checkout, "add", ".");
  runIn(checkout, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},module`);
  runIn(checkout, "commit", "-qm", "base");
  sha = runIn(checkout, "rev-parse", "HEAD");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = <T>(use: (workspace: Workspace) => T, options: Partial<WorkspaceOptions> = {}): Promise<T> =>
  withWorkspace({ checkout, start: { sha, overlay: [] }, scratchRoot: join(dir, "scratch"), ...options }, async (w) =>
    use(w),
  );

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("withWorkspace", () => {
  it("copies the commit byte by byte, without .git, gitlinks and links that lead out", async () => {
    await open((workspace) => {
      expect(workspace.list()).toEqual(
        [
          ".gitattributes",
          "README.md",
          "big.dat",
          "crlf.txt",
          "image.bin",
          "inside",
          "latin.dat",
          "run.sh",
          "src/a.ts",
        ].sort(),
      );
      expect(existsSync(join(workspace.root, ".git"))).toBe(false);
      expect(existsSync(join(workspace.root, "module"))).toBe(false);
      expect(readFileSync(join(workspace.root, "crlf.txt"), "utf8")).toBe("one\r\n$Id$\r\n");
      expect(readFileSync(join(workspace.root, "image.bin"))).toEqual(Buffer.from([1, 0, 2]));
      expect(lstatSync(join(workspace.root, "run.sh")).mode & 0o777).toBe(0o755);
      expect(lstatSync(join(workspace.root, "README.md")).mode & 0o777).toBe(0o644);
      expect(readlinkSync(join(workspace.root, "inside"))).toBe("src/a.ts");
    });
  });

  it("takes the commit, not the work tree or the index, and leaves both alone", async () => {
    writeFileSync(join(checkout, "README.md"), "dirty\n");
    writeFileSync(join(checkout, "staged.txt"), "staged\n");
    runIn(checkout, "-c", "filter.boom.clean=cat", "add", "staged.txt");
    const before = runIn(checkout, "status", "--porcelain");
    await open((workspace) => {
      expect(workspace.read("README.md")).toBe("# Hello\n");
      expect(workspace.read("staged.txt")).toBeNull();
    });
    expect(runIn(checkout, "status", "--porcelain")).toBe(before);
  });

  it("opens directories again that a command locked, before it mends what is in them", async () => {
    await open((workspace) => {
      writeFileSync(join(workspace.root, "src/a.ts"), "forged");
      for (const locked of ["src", "."]) chmodSync(join(workspace.root, locked), 0o000);
      workspace.mend();
      for (const locked of ["src", "."]) expect(lstatSync(join(workspace.root, locked)).mode & 0o777).toBe(0o700);
      expect(readFileSync(join(workspace.root, "src/a.ts"), "utf8")).toBe("export const a = 1;\n");
    });
  });

  it("clears away what a killed run left days ago, and nothing else", async () => {
    const names = ["workspace-old", "workspace-new", "other"].map((name) => join(dir, "scratch", name));
    for (const name of names) mkdirSync(join(name, "tree"), { recursive: true });
    for (const name of [names[0], names[2]]) utimesSync(name ?? "", 1_700_000_000, 1_700_000_000);
    await open(() => {});
    expect(readdirSync(join(dir, "scratch")).sort()).toEqual(["other", "workspace-new"]);
  });

  it.skipIf(process.getuid?.() !== 0)("does not work where another user could exchange the tree", async () => {
    mkdirSync(join(dir, "scratch"));
    chownSync(join(dir, "scratch"), 65_534, 65_534);
    await expect(open(() => {})).rejects.toThrow("belongs to another user");
    expect(readdirSync(join(dir, "scratch"))).toEqual([]);
  });

  it("runs nothing that the checkout configures", async () => {
    const marker = join(dir, "marker");
    const config = {
      "filter.boom.smudge": `touch ${marker}; cat`,
      "core.fsmonitor": `touch ${marker}`,
      "core.pager": `touch ${marker}`,
    };
    for (const [name, value] of Object.entries(config)) runIn(checkout, "config", name, value);
    await open((workspace) => expect(workspace.list()).toContain("crlf.txt"));
    expect(existsSync(marker)).toBe(false);
  });

  it("lays the overlay over the commit", async () => {
    const overlay = [
      { path: "README.md", mode: "100644" as const, content: base64("# New\n") },
      { path: "src/a.ts", mode: "100644" as const, content: null },
      { path: "tool/x", mode: "100755" as const, content: base64("#!/bin/sh\n") },
      { path: "../escape", mode: "100644" as const, content: base64("no") },
      { path: ".git/config", mode: "100644" as const, content: base64("no") },
      { path: "link", mode: "120000" as const, content: base64("/etc") },
    ];
    await open(
      (workspace) => {
        expect(workspace.read("README.md")).toBe("# New\n");
        expect(existsSync(join(workspace.root, "src"))).toBe(false);
        expect(lstatSync(join(workspace.root, "tool/x")).mode & 0o777).toBe(0o755);
        expect(workspace.list()).not.toContain("../escape");
        expect(readdirSync(join(workspace.root, ".."))).toEqual(["scratch", "tree"]);
        expect(readdirSync(workspace.root)).not.toContain(".git");
        expect(readdirSync(workspace.root)).not.toContain("link");
      },
      { start: { sha, overlay } },
    );
  });

  it("builds the tree from the overlay alone when there is no commit", async () => {
    const overlay = [{ path: "a.txt", mode: "100644" as const, content: base64("a") }];
    const paths = await open((workspace) => workspace.list(), {
      checkout: "/nonexistent",
      start: { sha: null, overlay },
    });
    expect(paths).toEqual(["a.txt"]);
  });

  it("reads from a bare repository and from a linked work tree", async () => {
    runIn(dir, "clone", "-q", "--bare", checkout, "bare.git");
    runIn(checkout, "worktree", "add", "-q", "--no-checkout", "--detach", join(dir, "linked"));
    for (const name of ["bare.git", "linked"]) {
      expect(await open((workspace) => workspace.read("README.md"), { checkout: join(dir, name) })).toBe("# Hello\n");
    }
  });

  it.each([
    ["a directory without a repository", () => ({ checkout: dir }), /is not the top of a git repository/],
    ["a commit that is not there", () => ({ start: { sha: "0".repeat(40), overlay: [] } }), /has no commit 0000/],
    ["a branch name", () => ({ start: { sha: "main", overlay: [] } }), /has no commit main/],
    ["an option", () => ({ start: { sha: "--help", overlay: [] } }), /has no commit --help/],
  ])("refuses %s", async (_, options, message) => {
    await expect(open(() => null, options())).rejects.toThrow(message);
  });

  it("says which content a partial repository lacks", async () => {
    const oid = runIn(checkout, "rev-parse", "HEAD:src/a.ts");
    rmSync(join(checkout, ".git/objects", oid.slice(0, 2), oid.slice(2)));
    await expect(open(() => null)).rejects.toThrow(/lacks the content of src\/a\.ts/);
  });

  it("removes everything afterwards, also after an error and below locked directories", async () => {
    const used = open((workspace) => {
      mkdirSync(join(workspace.root, "locked/inner"), { recursive: true });
      chmodSync(join(workspace.root, "locked"), 0);
      throw new Error("stop");
    });
    await expect(used).rejects.toThrow("stop");
    expect(readdirSync(join(dir, "scratch"))).toEqual([]);
  });
});

describe("read", () => {
  it.each([
    ["a text", "src/a.ts", "export const a = 1;\n"],
    ["CRLF as it is", "crlf.txt", "one\r\n$Id$\r\n"],
    ["nothing for a missing file", "nope", null],
    ["nothing for a directory", "src", null],
    ["nothing for a binary", "image.bin", null],
    ["nothing for another encoding", "latin.dat", null],
    ["nothing above 1 MB", "big.dat", null],
    ["nothing for a link", "inside", null],
  ])("gives %s", async (_, path, expected) => {
    expect(await open((workspace) => workspace.read(path))).toBe(expected);
  });

  it("does not see what a command did to the file", async () => {
    const text = await open((workspace) => {
      rmSync(join(workspace.root, "README.md"));
      symlinkSync("/etc/passwd", join(workspace.root, "README.md"));
      return workspace.read("README.md");
    });
    expect(text).toBe("# Hello\n");
  });
});

describe("write, keep and reset", () => {
  it("writes, keeps modes, deletes with empty directories, and goes back", async () => {
    await open((workspace) => {
      const change = (path: string, after: string | null) => ({ path, before: workspace.read(path), after });
      workspace.write([change("run.sh", "#!/bin/sh\necho 1\n"), change("src/a.ts", null), change("x/y/z.ts", "z\n")]);
      expect(lstatSync(join(workspace.root, "run.sh")).mode & 0o777).toBe(0o755);
      expect(existsSync(join(workspace.root, "src"))).toBe(false);
      expect(readFileSync(join(workspace.root, "x/y/z.ts"), "utf8")).toBe("z\n");
      expect(workspace.read("src/a.ts")).toBeNull();
      workspace.reset();
      expect(existsSync(join(workspace.root, "x"))).toBe(false);
      expect(readFileSync(join(workspace.root, "run.sh"), "utf8")).toBe("#!/bin/sh\n");
      expect(readFileSync(join(workspace.root, "src/a.ts"), "utf8")).toBe("export const a = 1;\n");
      expect(workspace.list()).toContain("src/a.ts");
    });
  });

  it("goes back to what was kept last", async () => {
    await open((workspace) => {
      workspace.write([{ path: "kept.ts", before: null, after: "1\n" }]);
      workspace.keep();
      workspace.write([{ path: "kept.ts", before: "1\n", after: "2\n" }]);
      workspace.reset();
      expect(workspace.read("kept.ts")).toBe("1\n");
      expect(readFileSync(join(workspace.root, "kept.ts"), "utf8")).toBe("1\n");
    });
  });

  it("mends what commands did to tracked files and leaves their own files", async () => {
    await open((workspace) => {
      const at = (path: string) => join(workspace.root, path);
      const twin = join(dir, "twin");
      execFileSync("cp", ["-p", at("README.md"), twin]);
      writeFileSync(at("README.md"), "# Jello\n");
      execFileSync("touch", ["-r", twin, at("README.md")]);
      rmSync(at("crlf.txt"));
      rmSync(at("src"), { recursive: true });
      symlinkSync(tmpdir(), at("src"));
      chmodSync(at("run.sh"), 0o600);
      writeFileSync(at("left.log"), "log");
      workspace.reset();
      expect(readFileSync(at("README.md"), "utf8")).toBe("# Hello\n");
      expect(existsSync(at("crlf.txt"))).toBe(true);
      expect(lstatSync(at("src")).isDirectory()).toBe(true);
      expect(readFileSync(at("src/a.ts"), "utf8")).toBe("export const a = 1;\n");
      expect(lstatSync(at("run.sh")).mode & 0o777).toBe(0o755);
      expect(readFileSync(at("left.log"), "utf8")).toBe("log");
    });
    expect(existsSync(join(tmpdir(), "a.ts"))).toBe(false);
  });

  it("replaces files of commands that stand in the way, without following links", async () => {
    await open((workspace) => {
      const outside = join(dir, "outside");
      mkdirSync(outside);
      symlinkSync(outside, join(workspace.root, "lib"));
      mkdirSync(join(workspace.root, "new.ts/inner"), { recursive: true });
      symlinkSync(join(outside, "hit"), join(workspace.root, "target.ts"));
      workspace.write(["lib/b.ts", "new.ts", "target.ts"].map((path) => ({ path, before: null, after: "b\n" })));
      expect(readdirSync(outside)).toEqual([]);
      expect(readFileSync(join(workspace.root, "lib/b.ts"), "utf8")).toBe("b\n");
      expect(lstatSync(join(workspace.root, "target.ts")).isFile()).toBe(true);
      expect(lstatSync(join(workspace.root, "new.ts")).isFile()).toBe(true);
    });
  });

  it("turns a file into a directory and back", async () => {
    await open((workspace) => {
      workspace.write([
        { path: "README.md", before: "# Hello\n", after: null },
        { path: "README.md/part", before: null, after: "p\n" },
      ]);
      expect(readFileSync(join(workspace.root, "README.md/part"), "utf8")).toBe("p\n");
      workspace.reset();
      expect(readFileSync(join(workspace.root, "README.md"), "utf8")).toBe("# Hello\n");
    });
  });

  it.each(["../x", "/etc/x", "a/../../x", ".git/hooks/x", "inside/x", "inside"])("throws on %s", async (path) => {
    await open((workspace) => {
      const before = workspace.list();
      expect(() => workspace.write([{ path, before: null, after: "x" }])).toThrow(/Unsafe path|through the link/);
      expect(workspace.list()).toEqual(before);
    });
  });
});
