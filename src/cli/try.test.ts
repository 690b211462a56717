/** `try` on a local checkout: a branch and a report appear, and nothing of the user's moves. */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { gitText, runGit } from "../git/run-git.ts";
import { jsonOf, runProduct } from "./run-product.fixture.ts";
import { exampleDir } from "./start-case.fixture.ts";

vi.setConfig({ testTimeout: 240_000 });

const example = exampleDir("greeter");
const identity = {
  GIT_AUTHOR_NAME: "Mira",
  GIT_AUTHOR_EMAIL: "mira@example.org",
  GIT_COMMITTER_NAME: "Mira",
  GIT_COMMITTER_EMAIL: "mira@example.org",
};

let home: string;
let repo: string;
const git = (...args: string[]) =>
  gitText(["--work-tree", repo, ...args], { gitDir: join(repo, ".git"), env: identity });

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "draftsmith-try-"));
  repo = join(home, "repo");
  cpSync(join(example, "repo"), repo, { recursive: true });
  await gitText(["init", "--quiet", "--template=", "--initial-branch=main"], { gitDir: join(repo, ".git") });
  await git("config", "core.bare", "false");
  await git("add", "--all");
  await git("commit", "--quiet", "--message=Greeter 1.0");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const tryIt = (...more: string[]) =>
  runProduct(
    [
      "try",
      "--issue",
      join(example, "issue.md"),
      "--repo",
      repo,
      "--replay",
      join(example, "recording.json"),
      "--json",
      ...more,
    ],
    {
      env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, RUNNER_TEMP: join(home, "scratch") },
      cwd: home,
    },
  );

/** Everything that `try` must leave alone. */
const look = async () => ({
  index: createHash("sha256")
    .update(readFileSync(join(repo, ".git/index")))
    .digest("hex"),
  status: await git("status", "--porcelain=v2", "--branch", "--ignored"),
  head: readFileSync(join(repo, ".git/HEAD"), "utf8"),
  diff: await git("diff", "HEAD"),
  stash: (await runGit(["stash", "list"], { gitDir: join(repo, ".git") })).stdout.toString(),
  config: readFileSync(join(repo, ".git/config"), "utf8"),
});

const dirty = async (): Promise<void> => {
  writeFileSync(join(repo, "src/greet.js"), "// in the middle of something\n");
  writeFileSync(join(repo, "staged.txt"), "staged\n");
  await git("add", "staged.txt");
  writeFileSync(join(repo, "untracked.txt"), "untracked\n");
};

test.each<[string, () => Promise<unknown>]>([
  ["a clean work tree", async () => {}],
  ["a dirty work tree", dirty],
  ["a detached HEAD", () => git("checkout", "--quiet", "--detach")],
])("%s stays byte for byte, beside a branch with the commits and a report", async (_, prepare) => {
  await prepare();
  const before = await look();
  const ended = await tryIt();
  expect(ended.exit, ended.stderr).toBe(0);
  expect(await look()).toEqual(before);
  const done = jsonOf(ended);
  expect(done).toMatchObject({ state: "ready", branch: "draftsmith/greet-several-people-at-once" });
  expect(await git("log", "--reverse", "--format=%s", `HEAD..${done.branch}`)).toBe(
    [
      "test: Greet everyone who is named",
      "feat: Greet everyone who is named",
      "docs: Greet everyone who is named",
    ].join("\n"),
  );
  expect(await git("diff", "--stat=200", "HEAD", done.branch)).toContain("4 files changed");
  const report = readFileSync(join(home, "report.md"), "utf8");
  for (const part of ["Greet several people at once", "Greet everyone who is named", "+++ b/src/greet.js"])
    expect(report).toContain(part);
});

test("run twice it takes a second name, and a report inside the checkout goes below .git", async () => {
  const first = jsonOf(await tryIt());
  const before = await look();
  const ended = await runProduct(
    ["try", "--issue", join(example, "issue.md"), "--replay", join(example, "recording.json"), "--json"],
    {
      env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, RUNNER_TEMP: join(home, "scratch") },
      cwd: repo,
    },
  );
  const second = jsonOf(ended);
  expect(second.branch).toBe(`${first.branch}-2`);
  expect(await git("rev-parse", `${second.branch}^{tree}`)).toBe(await git("rev-parse", `${first.branch}^{tree}`));
  expect(await look()).toEqual(before);
  expect(existsSync(second.report)).toBe(true);
  expect(second.report.startsWith(join(repo, ".git"))).toBe(true);
});

test("a folder that is no repository, and one without commits: plain sentences", async () => {
  rmSync(join(repo, ".git"), { recursive: true });
  const none = await tryIt();
  expect(none.exit).toBe(2);
  expect(none.stderr).toContain("is not the top of a git repository");
  await gitText(["init", "--quiet", "--template="], { gitDir: join(repo, ".git") });
  const empty = await tryIt();
  expect(empty.exit).toBe(3);
  expect(empty.stderr).toContain("has no commits");
});
