import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FailureError } from "../../domain/failure.ts";
import { listTree } from "./list-tree.ts";

let dir: string;
let repo: string;

const git = (cwd: string, args: string[], input = ""): string =>
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false", ...args], {
    cwd,
    input,
    encoding: "utf8",
    stdio: "pipe",
  }).trim();

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "list-tree-test-"));
  repo = join(dir, "repo");
  mkdirSync(join(repo, "a"), { recursive: true });
  writeFileSync(join(repo, "a/ö\n x.ts"), "12345");
  writeFileSync(join(repo, "a.ts"), "");
  writeFileSync(join(repo, "run.sh"), "#!/bin/sh\n");
  chmodSync(join(repo, "run.sh"), 0o755);
  symlinkSync("../../etc/passwd", join(repo, "link"));
  git(repo, ["init", "-q", "-b", "main"]);
  git(repo, ["add", "-A"]);
  git(repo, ["update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},module`]);
  git(repo, ["commit", "-q", "-m", "base"]);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const failure = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "",
    (error: unknown) => (error instanceof FailureError ? error.message : `bug: ${error}`),
  );

describe("listTree", () => {
  it("gives every tracked file with size and kind, sorted by path", async () => {
    const { files, unnamed } = await listTree(join(repo, ".git"), "HEAD");
    expect(unnamed).toBe(0);
    expect(files.map(({ path, bytes, kind }) => [path, bytes, kind])).toEqual([
      ["a.ts", 0, "file"],
      ["a/ö\n x.ts", 5, "file"],
      ["link", 16, "link"],
      ["module", null, "submodule"],
      ["run.sh", 10, "executable"],
    ]);
    expect(files[1]?.oid).toBe(git(repo, ["rev-parse", "HEAD:a/ö\n x.ts"]));
  });

  it("takes a branch, a tag and a bare repository", async () => {
    git(repo, ["tag", "-f", "-a", "-m", "v", "v1"]);
    git(dir, ["clone", "-q", "--bare", repo, "bare"]);
    for (const revision of ["main", "v1"]) expect((await listTree(join(dir, "bare"), revision)).files).toHaveLength(5);
  });

  it("counts paths that are not UTF-8 and goes on", async () => {
    const oid = git(repo, ["rev-parse", "HEAD:a.ts"]);
    const entry = Buffer.concat([Buffer.from(`100644 blob ${oid}\t`), Buffer.from([0xe9]), Buffer.from(".ts\0")]);
    const listing = Buffer.concat([entry, Buffer.from(`100644 blob ${oid}\tb.ts\0`)]);
    const tree = execFileSync("git", ["mktree", "-z"], { cwd: repo, input: listing, encoding: "utf8" }).trim();
    const commit = git(repo, ["commit-tree", "-m", "odd", tree]);
    const { files, unnamed } = await listTree(join(repo, ".git"), commit);
    expect([files.map(({ path }) => path), unnamed]).toEqual([["b.ts"], 1]);
  });

  it("gives no size for what a partial clone lacks", async () => {
    git(repo, ["config", "uploadpack.allowFilter", "true"]);
    git(dir, ["clone", "-q", "--bare", "--filter=blob:none", `file://${repo}`, "partial"]);
    const present = execFileSync("git", ["hash-object", "-w", "--stdin"], {
      cwd: join(dir, "partial"),
      input: "12345",
      encoding: "utf8",
    }).trim();
    const { files } = await listTree(join(dir, "partial"), "HEAD");
    expect(files.map(({ bytes }) => bytes)).toEqual([null, 5, null, null, null]);
    expect(files[1]?.oid).toBe(present);
  });

  it("says what is wrong with the repository or the commit", async () => {
    const empty = join(dir, "empty");
    git(dir, ["init", "-q", empty]);
    expect(await failure(listTree(join(empty, ".git"), "HEAD"))).toMatch(/has no commit yet/);
    expect(await failure(listTree(join(repo, ".git"), "f".repeat(40)))).toMatch(/has no commit ffff/);
    expect(await failure(listTree(join(repo, ".git"), "--all"))).toMatch(/has no commit --all/);
    expect(await failure(listTree(dir, "HEAD"))).toMatch(/cannot be read as a git repository/);
    expect(await failure(listTree(join(dir, "nowhere"), "HEAD"))).toMatch(/cannot be read as a git repository/);
  });

  it("lists an empty tree", async () => {
    const tree = execFileSync("git", ["mktree"], { cwd: repo, input: "", encoding: "utf8" }).trim();
    const commit = git(repo, ["commit-tree", "-m", "nothing", tree]);
    expect(await listTree(join(repo, ".git"), commit)).toEqual({ files: [], unnamed: 0 });
  });
});
