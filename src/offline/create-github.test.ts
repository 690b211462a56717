/** The whole server: restart on the same state, kill -9, and the same ids for the same actions. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { git } from "../git/run-git.ts";
import { createOfflineGithub } from "./create-github.ts";
import { commitFile, octokitFor, repository, type Shop, shop, withShop } from "./github/fixtures/start-shop.ts";

const script = new URL("github/fixtures/serve-github.ts", import.meta.url).pathname;

const startProcess = async (dir: string): Promise<{ child: ChildProcess; url: string }> => {
  const child = spawn(process.execPath, [script, "--dir", dir, "--now", "2026-03-01T09:00:00Z"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout === null) throw new Error("The child has no standard output.");
  const [line] = await once(createInterface(child.stdout), "line");
  return { child, url: JSON.parse(String(line)).url };
};

const seed = async (url: string, action: string, args: unknown): Promise<unknown> => {
  const answer = await fetch(`${url}/_offline/admin/${action}`, { method: "POST", body: JSON.stringify(args) });
  return answer.json();
};

/** Everything a client can see, without the address of the server. */
const photograph = async (url: string): Promise<string> => {
  const client = octokitFor(url, "token");
  const seen = [
    await client.issues.listForRepo({ ...shop, state: "all" }),
    await client.issues.listEventsForRepo(shop),
    await client.issues.listCommentsForRepo(shop),
    await client.git.listMatchingRefs({ ...shop, ref: "heads/" }),
    await client.pulls.list({ ...shop, state: "all" }),
  ];
  return JSON.stringify(seen.map(({ data }) => data)).replaceAll(url, "");
};

test("killed with -9 after every write and started again, it goes on where it was", async () => {
  const dir = await mkdtemp(join(tmpdir(), "offline-github-"));
  let { child, url } = await startProcess(dir);
  try {
    await seed(url, "createUser", { login: "acme" });
    await seed(url, "createToken", { login: "acme", value: "token" });
    await seed(url, "createRepository", { owner: "acme", name: "shop", files: { a: "a" } });
    const steps = [
      () => octokitFor(url, "token").issues.create({ ...shop, title: "T", labels: ["agent:ready"] }),
      () => seed(url, "pushCommit", { repository, as: "acme", branch: "agent/1-x", files: { b: "b" } }),
      () => octokitFor(url, "token").pulls.create({ ...shop, title: "P", head: "agent/1-x", base: "main" }),
      () => octokitFor(url, "token").git.deleteRef({ ...shop, ref: "heads/agent/1-x" }),
    ];
    for (const step of steps) {
      await step();
      const before = await photograph(url);
      child.kill("SIGKILL");
      await once(child, "exit");
      ({ child, url } = await startProcess(dir));
      expect(await photograph(url)).toBe(before);
    }
    expect(await photograph(url)).toContain("head_ref_deleted");
    expect(await (await fetch(`${url}/_offline/violations`)).json()).toEqual([]);
  } finally {
    child.kill("SIGKILL");
    await rm(dir, { recursive: true, force: true });
  }
}, 30_000);

test("a branch that moved in git while the state was not written is mended at the start", () =>
  withShop(async ({ github, bot, sha, dir }) => {
    await commitFile(bot, "agent/1-x", sha, "a.txt", "a\n");
    await bot.pulls.create({ ...shop, title: "P", head: "agent/1-x", base: "main" });
    await git(["update-ref", "-d", "refs/heads/agent/1-x"], { gitDir: github.gitDirOf(repository) });
    const again = await createOfflineGithub({ dir, clock: () => new Date("2026-03-01T10:00:00Z"), validate: true });
    try {
      const { data } = await octokitFor(again.url, "token-of-maria").pulls.get({ ...shop, pull_number: 1 });
      expect(data.state).toBe("closed");
      expect(again.violations).toEqual([]);
    } finally {
      await again.close();
    }
  }));

test("the same actions give the same ids, SHAs and bodies", async () => {
  const act = async ({ bot, maintainer, sha, github }: Shop): Promise<string> => {
    await maintainer.issues.create({ ...shop, title: "T", labels: ["bug"] });
    await commitFile(bot, "agent/1-x", sha, "a.txt", "a\n");
    const pull = await bot.pulls.create({ ...shop, title: "P", head: "agent/1-x", base: "main", draft: true });
    const events = await bot.issues.listEventsForRepo(shop);
    return JSON.stringify([pull.data, events.data]).replaceAll(github.url, "");
  };
  const seen: string[] = [];
  for (let n = 0; n < 2; n += 1) {
    await withShop(async (started) => {
      seen.push(await act(started));
    });
  }
  expect(seen[0]).toBe(seen[1]);
});

test("onRequest hears of every request before it takes effect", async () => {
  const heard: string[] = [];
  await withShop(
    async ({ maintainer, github }) => {
      await maintainer.issues.create({ ...shop, title: "T" });
      expect(heard).toEqual(["POST /repos/acme/shop/issues null"]);
      expect(github.requests).toMatchObject([
        { login: "maria", status: 201, body: { title: "T" }, operation: "issues/create" },
      ]);
    },
    {},
    { onRequest: ({ method, path, status }) => heard.push(`${method} ${path} ${status}`) },
  );
});
