/** The audit of whole runs: what it holds, that it ends where the pull request says, and that a killed publish leaves the same lines. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { gitText } from "../git/run-git.ts";
import { pullOf } from "./read-end.fixture.ts";
import { jsonOf } from "./run-product.fixture.ts";
import { type Case, withCase } from "./start-case.fixture.ts";

vi.setConfig({ testTimeout: 180_000 });

const auditOf = (one: Case): string[] =>
  readdirSync(join(one.dir, "artifacts"))
    .filter((name) => /^audit-.*\.jsonl$/.test(name))
    .toSorted()
    .map((name) => join(one.dir, "artifacts", name));

const linesOf = (one: Case) =>
  auditOf(one).flatMap((path) =>
    readFileSync(path, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  );

const verify = async (one: Case, files = auditOf(one)) => {
  const body = join(one.dir, "body.md");
  writeFileSync(body, (await pullOf(one.world)).body ?? "");
  const ended = await one.product(["audit", "verify", ...files, "--body", body, "--json"]);
  return { exit: ended.exit, ...jsonOf(ended) };
};

test("a run leaves who asked, what decided, what it cost and which commits it made, and every change is found", () =>
  withCase(async (one) => {
    expect((await one.product(["run", "1"])).exit).toBe(0);
    const lines = linesOf(one);
    expect(await verify(one)).toMatchObject({ exit: 0, ok: true, lines: lines.length, isHeldAgainstPull: true });
    const [claim, ...rest] = lines;
    expect(claim).toMatchObject({
      kind: "claim",
      issue: 1,
      asked: { login: "mira-holt", type: "User" },
      frozen: expect.stringMatching(/^[0-9a-f]{64}$/),
      policy: { product: expect.stringMatching(/^\d/), settings: expect.stringMatching(/^[0-9a-f]{64}$/) },
      reservedUsd: expect.any(Number),
    });
    const pull = await pullOf(one.world);
    const commits = rest.flatMap(({ commit }) => (typeof commit === "string" ? [commit] : []));
    expect(commits.length).toBeGreaterThan(1);
    const branch = `refs/heads/${pull.pull?.head.ref}`;
    expect(commits.at(-1)).toBe(await gitText(["rev-parse", branch], { gitDir: one.gitDir }));
    expect(rest.find(({ stage }) => stage === "plan")).toMatchObject({
      status: "passed",
      prompts: [{ role: "planner", model: expect.any(String), hash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      usage: { calls: expect.any(Number) },
    });
    expect(rest.find(({ stage }) => stage === "tests")).toMatchObject({ red: { tests: expect.any(Number) } });
    expect(pull.body).toContain(`${lines.length} lines, the last`);

    const [path = ""] = auditOf(one);
    const text = readFileSync(path, "utf8").split("\n");
    writeFileSync(path, text.toSpliced(2, 1).join("\n"));
    expect(await verify(one)).toMatchObject({ exit: 3, ok: false, fault: { line: 3 } });
    writeFileSync(path, text.slice(0, -2).join("\n"));
    expect(await verify(one)).toMatchObject({ exit: 3, fault: { reason: expect.stringContaining("missing") } });
  }));

const steps = async (one: Case, kill: { offset: number; isAfter: boolean } | null): Promise<void> => {
  const item = join(one.dir, "item.json");
  const bundle = join(one.dir, "bundle");
  expect((await one.product(["claim", "1", "--item", item])).exit).toBe(0);
  expect((await one.product(["work", "--item", item, "--bundle", bundle, "--workspace", one.gitDir])).exit).toBe(0);
  if (kill !== null) {
    const child = one.start(["publish", "--bundle", bundle]);
    const index = one.world.github.requests.length + kill.offset;
    one.setFaults([{ at: { index }, fault: { kind: "cut", effect: kill.isAfter, run: () => child.kill() } }]);
    await child.ended;
    one.setFaults([]);
  }
  const ended = await one.product(["publish", "--bundle", bundle]);
  expect(ended.exit, ended.stderr).toBe(0);
};

test.each([
  { offset: 6, isAfter: true },
  { offset: 14, isAfter: false },
  { offset: 17, isAfter: true },
])("publish that is killed at request $offset and repeated leaves one sound audit", (kill) =>
  withCase(async (one) => {
    await steps(one, kill);
    const lines = linesOf(one);
    expect(await verify(one)).toMatchObject({ exit: 0, ok: true, lines: lines.length });
    const numbers = lines.flatMap(({ number }) => (typeof number === "number" ? [number] : []));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  }),
);

test("wrong usage says what would be right", () =>
  withCase(async (one) => {
    expect(await one.product(["audit", "verify"])).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining("no file"),
    });
    expect(await one.product(["audit", "show", "x"])).toMatchObject({ exit: 2 });
    expect(await one.product(["audit", "verify", "gone.jsonl"])).toMatchObject({ exit: 2 });
    expect(await one.product(["audit", "verify", "x", "--head", "12"])).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining("16"),
    });
  }));
