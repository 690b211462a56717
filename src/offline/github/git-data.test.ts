/** Git objects and refs over HTTP are what git itself makes of the same input. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git, gitText } from "../../git/run-git.ts";
import { commitFile, refusalOf, repository, shop, withShop } from "./fixtures/start-shop.ts";

test("blobs round-trip byte for byte and have git's own name", () =>
  withShop(async ({ bot, github, dir }) => {
    const bytes = Buffer.from([0, 255, 10, 13, 0xc3, 0x28]);
    const { data } = await bot.git.createBlob({ ...shop, content: bytes.toString("base64"), encoding: "base64" });
    await writeFile(join(dir, "bytes"), bytes);
    expect(data.sha).toBe(
      await gitText(["hash-object", "--no-filters", join(dir, "bytes")], { gitDir: github.gitDirOf(repository) }),
    );
    const read = await bot.git.getBlob({ ...shop, file_sha: data.sha });
    expect(Buffer.from(read.data.content, "base64")).toEqual(bytes);
    expect(read.data.size).toBe(bytes.length);
  }));

test("a tree over a base equals what git's index makes of the same edits", () =>
  withShop(async ({ bot, github, sha, dir }) => {
    const gitDir = github.gitDirOf(repository);
    const { data: base } = await bot.git.getCommit({ ...shop, commit_sha: sha });
    const { data: tree } = await bot.git.createTree({
      ...shop,
      base_tree: base.tree.sha,
      tree: [
        { path: "src/tax/rate.ts", mode: "100644", type: "blob", sha: null },
        { path: "bin/run", mode: "100755", type: "blob", content: "#!/bin/sh\n" },
        { path: "src.txt", mode: "100644", type: "blob", content: "sorts before the folder src\n" },
        { path: "src/cart.ts", mode: "100644", type: "blob", content: "export const total = 1;\n" },
      ],
    });
    const env = { GIT_INDEX_FILE: join(dir, "index") };
    const blob = async (input: string) => gitText(["hash-object", "-w", "--stdin"], { gitDir, input });
    await git(["read-tree", base.tree.sha], { gitDir, env });
    const lines = [
      `0 ${"0".repeat(40)}\tsrc/tax/rate.ts\n`,
      `100755 ${await blob("#!/bin/sh\n")}\tbin/run\n`,
      `100644 ${await blob("sorts before the folder src\n")}\tsrc.txt\n`,
      `100644 ${await blob("export const total = 1;\n")}\tsrc/cart.ts\n`,
    ];
    await git(["update-index", "--add", "--index-info"], { gitDir, env, input: lines.join("") });
    expect(tree.sha).toBe(await gitText(["write-tree"], { gitDir, env }));
    const listed = await gitText(["ls-tree", "--format=%(path) %(objectsize)", tree.sha], { gitDir });
    expect(tree.tree.map(({ path, size }) => `${path} ${size ?? "-"}`).join("\n")).toBe(listed);
    const { data: read } = await bot.git.getTree({ ...shop, tree_sha: tree.sha, recursive: "1" });
    expect(read.tree.map(({ mode, path }) => `${mode} ${path}`)).toEqual([
      "100644 README.md",
      "040000 bin",
      "100755 bin/run",
      "100644 src.txt",
      "040000 src",
      "100644 src/cart.ts",
    ]);
  }));

test("a commit without author is by the token's user at the clock's time, and the same again has the same SHA", () =>
  withShop(async ({ bot, sha, github }) => {
    const { data: base } = await bot.git.getCommit({ ...shop, commit_sha: sha });
    const wanted = { ...shop, message: "Say why\n\nDraftsmith-Run: 1", tree: base.tree.sha, parents: [sha] };
    const { data: commit } = await bot.git.createCommit(wanted);
    expect(commit.author).toEqual({
      name: "github-actions[bot]",
      email: "41898282+github-actions[bot]@users.noreply.github.com",
      date: "2026-03-01T09:00:00Z",
    });
    expect(commit.verification.verified).toBe(true);
    expect((await bot.git.createCommit(wanted)).data.sha).toBe(commit.sha);
    const raw = await gitText(["cat-file", "commit", commit.sha], { gitDir: github.gitDirOf(repository) });
    expect(raw.endsWith("Say why\n\nDraftsmith-Run: 1")).toBe(true);
    const { name, email, date } = commit.author;
    const env = {
      ...{ GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: date },
      ...{ GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email, GIT_COMMITTER_DATE: date },
    };
    const args = ["commit-tree", base.tree.sha, "-p", sha];
    expect(await gitText(args, { gitDir: github.gitDirOf(repository), input: wanted.message, env })).toBe(commit.sha);
    const { data: read } = await bot.git.getCommit({ ...shop, commit_sha: commit.sha });
    expect(read.message).toBe(wanted.message);
    expect((await bot.repos.getCommit({ ...shop, ref: commit.sha })).data.author?.id).toBe(41898282);
  }));

test("the repository that the server leaves is sound for git", () =>
  withShop(async ({ bot, github, sha }) => {
    await commitFile(bot, "agent/1-x", sha, "src/new file.ts", "x\n");
    await git(["fsck", "--strict", "--no-dangling"], { gitDir: github.gitDirOf(repository) });
  }));

test("refs move only forward, only from where they stand, and only to commits", () =>
  withShop(async ({ bot, github, sha }) => {
    const ours = await commitFile(bot, "agent/1-x", sha, "a.txt", "a\n");
    const theirs = await github.admin.pushCommit({
      repository,
      as: "maria",
      branch: "agent/1-x",
      files: { "b.txt": "b\n" },
    });
    expect(await refusalOf(bot.git.updateRef({ ...shop, ref: "heads/agent/1-x", sha: ours, force: false }))).toBe(
      "422 Update is not a fast forward",
    );
    await bot.git.updateRef({ ...shop, ref: "heads/agent/1-x", sha: theirs, force: false });
    await bot.git.updateRef({ ...shop, ref: "heads/agent/1-x", sha: ours, force: true });
    expect((await bot.git.getRef({ ...shop, ref: "heads/agent/1-x" })).data.object.sha).toBe(ours);
    const stored = await gitText(["rev-parse", "refs/heads/agent/1-x"], { gitDir: github.gitDirOf(repository) });
    expect(stored).toBe(ours);
    await bot.git.deleteRef({ ...shop, ref: "heads/agent/1-x" });
    expect(await refusalOf(bot.git.getRef({ ...shop, ref: "heads/agent/1-x" }))).toBe("404 Not Found");
  }));

test("two creators of one ref: exactly one wins", () =>
  withShop(async ({ bot, sha }) => {
    const create = () => bot.git.createRef({ ...shop, ref: "refs/heads/agent/9-x", sha });
    const outcomes = await Promise.allSettled([create(), create(), create()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  }));

test("matching refs are found by prefix, slashes encoded or not", () =>
  withShop(async ({ bot, github, sha }) => {
    for (const name of ["agent/1-a", "agent/10-b", "agentless"])
      await bot.git.createRef({ ...shop, ref: `refs/heads/${name}`, sha });
    const names = async (ref: string) =>
      (await bot.git.listMatchingRefs({ ...shop, ref })).data.map((found) => found.ref);
    expect(await names("heads/agent/")).toEqual(["refs/heads/agent/1-a", "refs/heads/agent/10-b"]);
    expect(await names("heads/agent/1-")).toEqual(["refs/heads/agent/1-a"]);
    expect(await names("heads/nothing")).toEqual([]);
    const headers = { authorization: "Bearer token-of-maria" };
    const plain = await fetch(`${github.url}/repos/acme/shop/git/matching-refs/heads/agent/1`, { headers });
    expect(await plain.json()).toHaveLength(2);
  }));

test("contents: file, folder, root, ref, symbolic link, missing, and writing back", () =>
  withShop(async ({ maintainer, github }) => {
    const file = await maintainer.repos.getContent({ ...shop, path: "src/cart.ts" });
    expect(file.data).toMatchObject({
      type: "file",
      encoding: "base64",
      content: `${btoa("export const total = 0;\n")}\n`,
    });
    const folder = await maintainer.repos.getContent({ ...shop, path: "src" });
    expect(folder.data).toMatchObject([
      { name: "cart.ts", type: "file" },
      { name: "tax", type: "dir" },
    ]);
    expect((await maintainer.repos.getContent({ ...shop, path: "" })).data).toHaveLength(2);
    expect(await refusalOf(maintainer.repos.getContent({ ...shop, path: "no.ts" }))).toBe("404 Not Found");
    const link = { content: "cart.ts", mode: "120000" };
    await github.admin.pushCommit({ repository, as: "maria", branch: "links", files: { "src/link.ts": link } });
    const linked = await maintainer.repos.getContent({ ...shop, path: "src/link.ts", ref: "links" });
    expect(linked.data).toMatchObject({ type: "symlink", target: "cart.ts" });
    const write = { ...shop, path: "src/cart.ts", message: "Change", content: btoa("new\n") };
    expect(await refusalOf(maintainer.repos.createOrUpdateFileContents(write))).toContain("422");
    const { sha } = file.data as { sha: string };
    await maintainer.repos.createOrUpdateFileContents({ ...write, sha });
    expect((await maintainer.repos.getContent({ ...shop, path: "src/cart.ts" })).data).toMatchObject({
      content: "bmV3Cg==\n",
    });
  }));

test("names that need encoding arrive as they were meant", () =>
  withShop(async ({ maintainer, github, sha }) => {
    for (const name of ["area/x", "100%", "ünï cödé", "a+b", "a?b#c"]) {
      await maintainer.issues.createLabel({ ...shop, name, color: "ededed" });
      expect((await maintainer.issues.getLabel({ ...shop, name })).data.name).toBe(name);
    }
    const paths = ["dir with space/ü%20.txt", "a+b/#c?.txt"];
    const files = Object.fromEntries(paths.map((path) => [path, "x"]));
    await github.admin.pushCommit({ repository, as: "maria", branch: "main", files });
    for (const path of paths)
      expect((await maintainer.repos.getContent({ ...shop, path })).data).toMatchObject({ path });
    await maintainer.git.createRef({ ...shop, ref: "refs/heads/feat/a%b#c", sha });
    expect((await maintainer.git.getRef({ ...shop, ref: "heads/feat/a%b#c" })).data.object.sha).toBe(sha);
    expect((await maintainer.repos.getBranch({ ...shop, branch: "feat/a%b#c" })).data.name).toBe("feat/a%b#c");
    const { data: status } = await maintainer.repos.getCombinedStatusForRef({ ...shop, ref: "feat/a%b#c" });
    expect(status.sha).toBe(sha);
    const { data } = await maintainer.repos.compareCommitsWithBasehead({ ...shop, basehead: "feat/a%b#c...main" });
    expect(data.files?.map(({ filename }) => filename).sort()).toEqual(paths.toSorted());
  }));

test("a directory on disk becomes a repository with modes kept", () =>
  withShop(async ({ github, dir, maintainer }) => {
    const directory = join(dir, "project");
    await mkdir(join(directory, ".git"), { recursive: true });
    await writeFile(join(directory, ".git", "config"), "left out");
    await writeFile(join(directory, "plain.txt"), "p\n");
    await writeFile(join(directory, "tool.sh"), "#!/bin/sh\n", { mode: 0o755 });
    await github.admin.createRepository({ owner: "acme", name: "copy", directory, files: { "extra.txt": "e\n" } });
    const { data } = await maintainer.git.getTree({ owner: "acme", repo: "copy", tree_sha: "main" });
    const modes = Object.fromEntries(data.tree.map(({ path, mode }) => [path, mode]));
    expect(modes).toEqual({ "tool.sh": "100755", "extra.txt": "100644", "plain.txt": "100644" });
  }));

test("comparison and commit list tell how two branches differ", () =>
  withShop(async ({ bot, github, sha }) => {
    const head = await commitFile(
      bot,
      "agent/1-x",
      sha,
      "src/cart.ts",
      "export const total = 1;\nexport const x = 2;\n",
    );
    await github.admin.pushCommit({ repository, as: "maria", branch: "main", files: { "docs/a.md": "a\n" } });
    const { data } = await bot.repos.compareCommitsWithBasehead({ ...shop, basehead: "main...agent/1-x" });
    expect(data).toMatchObject({ status: "diverged", ahead_by: 1, behind_by: 1, merge_base_commit: { sha } });
    expect(data.files).toMatchObject([{ filename: "src/cart.ts", status: "modified", additions: 2, deletions: 1 }]);
    const { data: commits } = await bot.repos.listCommits({ ...shop, sha: "agent/1-x", path: "src/cart.ts" });
    expect(commits.map((commit) => commit.sha)).toEqual([head, sha]);
    const { data: branches } = await bot.repos.listBranches(shop);
    expect(branches.map(({ name }) => name)).toEqual(["agent/1-x", "main"]);
  }));
