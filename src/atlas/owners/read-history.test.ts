import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FailureError } from "../../domain/failure.ts";
import { readHistory } from "./read-history.ts";

let dir: string;
let repo: string;
let gitDir: string;
const time = 1_700_000_000;

const git = (cwd: string, args: string[], env: Record<string, string> = {}): string =>
  execFileSync(
    "git",
    ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false", ...args],
    {
      cwd,
      env: { ...process.env, ...env },
      encoding: "utf8",
      stdio: "pipe",
    },
  ).trim();

let minute = 0;

const commit = (files: Record<string, string>, message: string, author = "Ada <ada@example.com>"): string => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repo, path)), { recursive: true });
    writeFileSync(join(repo, path), text);
  }
  git(repo, ["add", "-A"]);
  const env = { GIT_COMMITTER_DATE: `${time + 60 * minute++} +0000` };
  git(repo, ["commit", "-q", "--allow-empty", "--cleanup=verbatim", `--author=${author}`, "-m", message], env);
  return git(repo, ["rev-parse", "HEAD"]);
};

const oids: string[] = [];

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "history-test-"));
  repo = join(dir, "repo");
  gitDir = join(repo, ".git");
  mkdirSync(repo);
  git(repo, ["init", "-q", "-b", "main"]);
  oids.push(commit({ "a.ts": "1", "dir/b é.ts": "1" }, "First"));
  oids.push(commit({}, "Empty one\n\nno file"));
  oids.push(
    commit(
      { "a.ts": "2", "\nodd": "1" },
      `Second\n\n\u0001body\u0002 of ada@example.com\n${"é".repeat(5_000)}`,
      "bo <bo@example.com>",
    ),
  );
  oids.push(commit(Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`many/${i}`, "1"])), "Sweep"));
  oids.push(
    commit({ ".mailmap": "Bo Real <bo@example.com>\n", "many/1": "2" }, "Bump", "renovate[bot] <1+r@users.example>"),
  );
  git(repo, ["checkout", "-q", "-b", "side", "HEAD~1"]);
  oids.push(commit({ "side.ts": "1" }, "Side", "who@mail.example <who@mail.example>"));
  git(repo, ["checkout", "-q", "main"]);
  git(repo, ["merge", "-q", "--no-ff", "-m", "Merge side", "side"], {
    GIT_COMMITTER_DATE: `${time + 60 * minute++} +0000`,
  });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const failure = async (promise: Promise<unknown>): Promise<FailureError> =>
  promise.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: unknown) => {
      if (error instanceof FailureError) return error;
      throw error;
    },
  );

describe("readHistory", () => {
  it("gives commits newest first, without merges, with their files", async () => {
    const { commits, ...rest } = await readHistory(gitDir, "HEAD");
    expect(rest).toEqual({
      newest: git(repo, ["rev-parse", "HEAD"]),
      isShallow: false,
      isComplete: true,
    });
    expect(commits.map(({ subject, files }) => [subject, ...files])).toEqual([
      ["Side", "side.ts"],
      ["Bump", ".mailmap", "many/1"],
      ["Sweep"],
      ["Second", "\nodd", "a.ts"],
      ["Empty one"],
      ["First", "a.ts", "dir/b é.ts"],
    ]);
    expect(commits.map(({ isSweeping }) => isSweeping)).toEqual([false, false, true, false, false, false]);
    expect(commits.map(({ isBot }) => isBot)).toEqual([false, true, false, false, false, false]);
    expect(commits.at(-1)).toEqual({
      time,
      author: "Ada",
      isBot: false,
      subject: "First",
      body: "",
      files: ["a.ts", "dir/b é.ts"],
      isSweeping: false,
    });
  });

  it("takes names from the commit's mailmap, and shows no address", async () => {
    const { commits } = await readHistory(gitDir, "HEAD");
    expect(commits.map(({ author }) => author)).toEqual(["(address)", "renovate[bot]", "Ada", "Bo Real", "Ada", "Ada"]);
    expect(commits[3]?.body.startsWith("\u0001body\u0002 of (address)\né")).toBe(true);
    expect(commits[3]?.body.length).toBeLessThanOrEqual(2_000);
    expect(JSON.stringify(commits)).not.toContain("@example.com");
  });

  it("stops at the limit", async () => {
    const { commits } = await readHistory(gitDir, "main", { maxCommits: 2 });
    expect(commits.map(({ subject }) => subject)).toEqual(["Side", "Bump"]);
  });

  it("reads a single commit, and a shallow clone", async () => {
    const one = await readHistory(gitDir, oids[0] ?? "");
    expect(one.commits.map(({ files }) => files)).toEqual([["a.ts", "dir/b é.ts"]]);
    git(dir, ["clone", "-q", "--depth", "1", `file://${repo}`, "shallow"]);
    const shallow = await readHistory(join(dir, "shallow/.git"), "HEAD");
    expect([shallow.isShallow, shallow.isComplete, shallow.commits.map(({ files }) => files)]).toEqual([
      true,
      true,
      [[]],
    ]);
  });

  it("fails clearly without a commit", async () => {
    expect((await failure(readHistory(gitDir, "f".repeat(40)))).failure.kind).toBe("usage");
  });
});
