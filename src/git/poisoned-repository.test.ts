/** A repository whose own configuration starts programs: none of git's commands that the product uses may start one. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isolateGit } from "./isolate-git.ts";
import { runGit } from "./run-git.ts";
import { readGitSync } from "./run-git-sync.ts";

let dir = "";
let gitDir = "";
let head = "";
let tree = "";

/** Keys of a configuration, each with the program that touches the marker of its name. */
const poison: [key: string, value: (program: string) => string][] = [
  ["core.fsmonitor", (program) => program],
  ["core.pager", (program) => program],
  ["core.editor", (program) => program],
  ["core.askPass", (program) => program],
  ["core.sshCommand", (program) => program],
  ["core.gitProxy", (program) => program],
  ["core.alternateRefsCommand", (program) => program],
  ["credential.helper", (program) => `!${program}`],
  ["gpg.program", (program) => program],
  ["diff.external", (program) => program],
  ["diff.own.textconv", (program) => program],
  ["diff.own.command", (program) => program],
  ["filter.own.clean", (program) => program],
  ["filter.own.smudge", (program) => program],
  ["pager.log", (program) => program],
  ["pager.diff", (program) => program],
  ["alias.rev-parse", (program) => `!${program}`],
  ["uploadpack.packObjectsHook", (program) => program],
  ["remote.origin.uploadpack", (program) => program],
];

const plain = {
  PATH: process.env.PATH ?? "",
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
};
const git = (args: string[], cwd: string) =>
  execFileSync("git", args, { cwd, env: plain, stdio: ["ignore", "pipe", "ignore"] })
    .toString()
    .trim();

const plant = (name: string): string => {
  const path = join(dir, "programs", name);
  writeFileSync(path, `#!/bin/sh\ntouch '${join(dir, "markers", name)}'\ncat 2>/dev/null\nexit 0\n`);
  chmodSync(path, 0o755);
  return path;
};

const markers = (): string[] => readdirSync(join(dir, "markers")).toSorted();
const clear = (): void => {
  for (const name of markers()) rmSync(join(dir, "markers", name));
};

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "poisoned-"));
  for (const name of ["programs", "markers", "repository"]) mkdirSync(join(dir, name));
  const root = join(dir, "repository");
  git(["init", "-q", "-b", "main"], root);
  writeFileSync(join(root, "a.txt"), "one\n");
  writeFileSync(join(root, ".gitattributes"), "*.txt diff=own filter=own\n");
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  git(["add", "."], root);
  git([...who, "commit", "-q", "-m", "one"], root);
  writeFileSync(join(root, "a.txt"), "two\n");
  git(["add", "."], root);
  git([...who, "commit", "-q", "-m", "two"], root);
  head = git(["rev-parse", "HEAD"], root);
  tree = git(["rev-parse", "HEAD^{tree}"], root);
  gitDir = join(root, ".git");
  for (const [key, value] of poison) git(["config", key, value(plant(key))], root);
  git(["config", "log.showSignature", "true"], root);
  git(["config", `url.ext::${plant("insteadOf")}.insteadOf`, "https://github.com/"], root);
  git(["config", "remote.origin.url", "https://github.com/acme/shop"], root);
  git(["config", "remote.origin.promisor", "true"], root);
  git(["config", "remote.origin.partialclonefilter", "blob:none"], root);
  git(["config", "protocol.ext.allow", "always"], root);
  git(["config", "core.hooksPath", join(dir, "programs")], root);
  for (const hook of ["pre-commit", "post-checkout", "post-index-change", "reference-transaction", "pre-push"])
    plant(hook);
  writeFileSync(join(gitDir, "info", "attributes"), "*.txt diff=own filter=own\n");
  // Stat data that do not fit make git look into the file, through the filter.
  writeFileSync(join(root, "a.txt"), "three\n");
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

const missing = "1".repeat(40);

describe("a poisoned repository", () => {
  it("would start programs under a git that is called without care", () => {
    clear();
    for (const args of [
      ["diff"],
      ["log", "-1", "-p", "--ext-diff"],
      ["status", "--short"],
      ["update-ref", "refs/heads/x", "HEAD"],
    ])
      try {
        git(args, join(dir, "repository"));
      } catch {}
    expect(markers()).toEqual(
      expect.arrayContaining(["core.fsmonitor", "diff.own.command", "filter.own.clean", "reference-transaction"]),
    );
  });

  it.each<[string, () => string[], string?]>([
    ["rev-parse", () => ["rev-parse", "HEAD"]],
    ["cat-file", () => ["cat-file", "blob", `${head}:a.txt`]],
    ["cat-file of what is missing", () => ["cat-file", "-e", missing]],
    ["ls-tree", () => ["ls-tree", "-r", "-z", tree]],
    ["log with patches", () => ["log", "-p", "--stat", "-2", head]],
    ["show", () => ["show", head]],
    ["diff of two commits", () => ["diff", `${head}~1`, head]],
    ["diff-tree", () => ["diff-tree", "-p", `${head}~1`, head]],
    ["rev-list", () => ["rev-list", "--objects", "--all"]],
    ["merge-base", () => ["merge-base", head, `${head}~1`]],
    ["for-each-ref", () => ["for-each-ref"]],
    ["check-ref-format", () => ["check-ref-format", "refs/heads/agent/1-a"]],
    ["hash-object", () => ["hash-object", "-w", "--stdin"], "text\n"],
    ["hash-object by path", () => ["hash-object", "--stdin", "--no-filters"], "text\n"],
    ["read-tree and write-tree", () => ["read-tree", tree]],
    ["commit-tree", () => ["commit-tree", tree, "-m", "x"]],
    ["update-ref", () => ["update-ref", "refs/heads/made", head]],
    ["a fetch", () => ["fetch", "origin"]],
    ["ls-remote", () => ["ls-remote", "origin"]],
    ["a remote helper", () => ["ls-remote", "ext::sh -c true"]],
  ])("starts none for %s", async (_, args, input) => {
    clear();
    const identity = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a" };
    const env = { ...identity, GIT_INDEX_FILE: join(dir, "index") };
    await runGit(args(), { gitDir, env, ...(input === undefined ? {} : { input }) });
    readGitSync(args(), { gitDir, cwd: dir, maxBytes: 1_000_000 });
    expect(markers()).toEqual([]);
  });

  it("starts none from its attributes and hooks when its git directory stands elsewhere", async () => {
    clear();
    const elsewhere = join(dir, "elsewhere.git");
    git(["init", "-q", "--bare", elsewhere], dir);
    const work = ["--work-tree", join(dir, "repository")];
    const env = { GIT_INDEX_FILE: join(dir, "other-index") };
    await runGit([...work, "add", "-A"], { gitDir: elsewhere, env });
    await runGit([...work, "status", "--short"], { gitDir: elsewhere, env });
    await runGit([...work, "diff"], { gitDir: elsewhere, env });
    expect(existsSync(join(dir, "other-index"))).toBe(true);
    expect(markers()).toEqual([]);
  });
});

it("keeps git away from whatever stands where the process does", () => {
  const { argv, cwd, env } = isolateGit(["--work-tree", "/w", "-c", "a=b", "log", "-1"], "src/git");
  expect(cwd).toBe("/");
  expect(argv.slice(argv.indexOf("log"))).toEqual(["log", "--no-ext-diff", "--no-textconv", "-1"]);
  expect(Object.entries(env).filter(([name, value]) => process.env[name] === value && name !== "LC_ALL")).toEqual([]);
});

it.each([
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.sshCommand=false",
  "core.askPass=false",
  "credential.helper=",
  "gpg.program=false",
  "safe.bareRepository=explicit",
  "core.protectHFS=true",
  "core.protectNTFS=true",
  "submodule.recurse=false",
])("sets %s over the repository's own configuration", (setting) => {
  const { argv } = isolateGit(["log"], "x.git");
  expect(argv[argv.indexOf(setting) - 1]).toBe("-c");
});

it.each(
  Object.entries({
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_NO_LAZY_FETCH: "1",
  }),
)("hands git %s=%s and nothing of the process", (name, value) => {
  const { env } = isolateGit(["log"], "x.git");
  expect(env[name as keyof typeof env]).toBe(value);
  expect(Object.keys(env).filter((one) => !/^(?:PATH|HOME|LC_ALL|GIT_)/.test(one))).toEqual([]);
});
