/** Cases from a small real history: what is a fix, what is gold, which text is taken. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildCases, type Request } from "./build-cases.ts";
import type { CaseKind } from "./case.ts";
import { findRepositories, type Repository } from "./find-repositories.ts";

let directory: string;
let checkout: string;
let repository: Repository;

const git = (...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", ...args], {
    cwd: checkout,
    encoding: "utf8",
    stdio: "pipe",
  }).trim();

const commit = (message: string, files: Record<string, string>): string => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), text);
  }
  git("add", "-A");
  git("commit", "-q", "-m", message);
  return git("rev-parse", "HEAD");
};

const oids: Record<string, string> = {};

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "cases-test-"));
  checkout = join(directory, "owner+name", "repo");
  mkdirSync(checkout, { recursive: true });
  git("init", "-q", "-b", "main");
  oids.first = commit("Start", { "src/a.ts": "1\n2\n3\n", "src/b.py": "1\n", "README.md": "x\n" });
  oids.issue = commit("Keep the last line of an empty file (#8)\n\nFixes #7", {
    "src/a.ts": "1\nTWO\n3\n",
    "src/a.test.ts": "1\n",
    "README.md": "y\n",
  });
  oids.plain = commit("fix: read an empty file without a crash", { "src/b.py": "1\n2\n", "src/new.py": "1\n" });
  oids.docs = commit("Explain how a file is kept, fixes #9", { "README.md": "z\n" });
  oids.other = commit("Add a feature that nobody asked for", { "src/a.ts": "1\n" });
  repository = { repo: "owner/name", gitDir: join(checkout, ".git") };
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const request = (part: Partial<Request>): Request => ({
  kinds: new Set<CaseKind>(["issue", "commit"]),
  perRepository: 9,
  issues: [],
  prepared: [],
  ...part,
});

test("a repository is found below a folder and named after it", () => {
  expect(findRepositories([directory])).toEqual([repository]);
  expect(() => findRepositories([join(checkout, "src")])).toThrow("holds no git repository");
});

test("commits that fix become cases; tests, documentation and new files are no gold", async () => {
  const cases = await buildCases(repository, request({}));
  const found = cases.toSorted((one, other) => (one.text < other.text ? -1 : 1));
  expect(found.map(({ text, base, gold, lines, kind }) => ({ text, base, gold, lines, kind }))).toEqual([
    {
      text: "Keep the last line of an empty file",
      base: oids.first,
      gold: ["src/a.ts"],
      lines: { "src/a.ts": [[2, 2]] },
      kind: "commit",
    },
    {
      text: "fix: read an empty file without a crash",
      base: oids.issue,
      gold: ["src/b.py"],
      lines: { "src/b.py": [[1, 1]] },
      kind: "commit",
    },
  ]);
  expect(found.map(({ language }) => language)).toEqual(["typescript", "python"]);
});

test("an issue replaces the message of the commit that closes it", async () => {
  const issues = [
    { repo: "Owner/Name", number: 7, title: "The last line of my file is lost", body: "Always." },
    { repo: "owner/name", number: 9, title: "Nothing says how files are kept" },
    { repo: "owner/else", number: 7, title: "Another repository" },
  ];
  const cases = await buildCases(repository, request({ issues }));
  expect(cases.map(({ id, text }) => [id, text])).toEqual([
    ["owner/name#7", "The last line of my file is lost\n\nAlways."],
    [`owner/name@${oids.plain?.slice(0, 12)}`, "fix: read an empty file without a crash"],
  ]);
});

test("prepared cases come with a patch or a fix, and unknown commits are left out", async () => {
  const text = "The second line is wrong whatever I do";
  const patch = "--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,3 +1,3 @@\n 1\n-2\n+TWO\n 3\n";
  const prepared = [
    { id: "one", repo: "owner/name", base: oids.first ?? "", text, patch },
    { id: "two", repo: "owner/name", base: oids.issue ?? "", text, fix: oids.plain ?? "" },
    { id: "three", repo: "owner/name", base: "0".repeat(40), text, patch },
    {
      id: "four",
      repo: "owner/name",
      base: oids.first ?? "",
      text,
      patch: patch.replaceAll("src/a.ts", "src/gone.ts"),
    },
  ];
  const cases = await buildCases(repository, request({ prepared, kinds: new Set<CaseKind>(["issue"]) }));
  expect(cases.map(({ id }) => id).toSorted()).toEqual(["one", "two"]);
  expect(cases.find(({ id }) => id === "one")?.lines).toEqual({ "src/a.ts": [[2, 2]] });
});

test("the number of cases is bounded per kind, and the choice is the same every time", async () => {
  const some = await buildCases(repository, request({ perRepository: 1 }));
  expect(some).toHaveLength(1);
  expect(await buildCases(repository, request({ perRepository: 1 }))).toEqual(some);
});
