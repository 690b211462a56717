/** The protocol of `patch serve`, in this process and as a process of its own with real pipes. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { addFile, changeLine, type PatchCase, withPatchCase } from "./patch-case.fixture.ts";

const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));
const flip = changeLine("a.txt", "one", "two");
const flop = changeLine("a.txt", "two", "one");

const render = (requests: unknown[]): string => requests.map((request) => `${JSON.stringify(request)}\n`).join("");

const ask = async (one: PatchCase, input: string | Buffer) => {
  const { exit, out, err } = await one.run(["serve"], input);
  expect({ exit, err }).toEqual({ exit: 0, err: "" });
  return out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
};

describe("answers", () => {
  it("applies by default, only checks when asked, and gives ids back as they came", () =>
    withPatchCase({ "tree/a.txt": "one\n", "flip.diff": flip }, async (one) => {
      const answers = await ask(
        one,
        render([
          { repo: "tree", patch: "flip.diff", action: "check", id: { n: 1 } },
          { repo: "tree", patch: "flip.diff", id: null },
          { repo: join(one.dir, "tree"), patch: join(one.dir, "flip.diff"), id: "third" },
          { repo: "tree", text: flop, extra: true },
        ]),
      );
      const files = [{ path: "a.txt", kind: "modify", hunks: 1 }];
      const done = { exit: 0, ms: 0, refused: [], files };
      expect(answers).toEqual([
        { id: { n: 1 }, ...done },
        { id: null, ...done },
        { id: "third", exit: 3, ms: 0, refused: [expect.objectContaining({ path: "a.txt" })], files: [] },
        done,
      ]);
      expect(one.snapshot()["tree/a.txt"]).toBe("one\n");
    }));

  it("names place and reason of a refusal", () =>
    withPatchCase({ "a.txt": "other\n" }, async (one) => {
      const [answer] = await ask(one, render([{ repo: ".", text: flip }]));
      expect(Object.keys(answer.refused[0])).toEqual(
        expect.arrayContaining(["path", "hunk", "line", "reason", "detail", "nearest"]),
      );
      expect(answer.refused).toMatchObject([{ path: "a.txt", hunk: 1, reason: "no-match" }]);
    }));

  it("starts relative paths at --cwd", () =>
    withPatchCase({ "in/tree/a.txt": "one\n", "in/flip.diff": flip }, async ({ run, snapshot }) => {
      const { out } = await run(["serve", "--cwd", "in", "--json"], render([{ repo: "tree", patch: "flip.diff" }]));
      expect(JSON.parse(out)).toMatchObject({ exit: 0 });
      expect(snapshot()["in/tree/a.txt"]).toBe("two\n");
    }));
});

describe("bad lines", () => {
  it.each<[string, string | Buffer, string]>([
    ["no JSON", "{nonsense", "not JSON"],
    ["no UTF-8", Buffer.from('{"repo":".","text":"\xe9"}', "latin1"), "not UTF-8"],
    ["no object", "[1]", "expected object"],
    ["no repo", '{"patch":"flip.diff"}', "repo"],
    ["an unknown directory", '{"repo":"nowhere","patch":"flip.diff"}', "nowhere is not a directory"],
    ["a file as repo", '{"repo":"a.txt","patch":"flip.diff"}', "a.txt is not a directory"],
    ["a name with a NUL", '{"repo":"a\\u0000","patch":"flip.diff"}', "is not a directory"],
    ["an unreadable patch", '{"repo":".","patch":"gone.diff"}', "gone.diff cannot be read (ENOENT)"],
    ["neither patch nor text", '{"repo":"."}', "`patch`"],
    ["both patch and text", '{"repo":".","patch":"flip.diff","text":""}', "`patch`"],
    ["an unknown action", '{"repo":".","patch":"flip.diff","action":"undo"}', "action"],
  ])("answers %s with 2, and goes on", (_, line, message) =>
    withPatchCase({ "a.txt": "one\n", "flip.diff": flip }, async (one) => {
      const last = `\n\n \r\n${JSON.stringify({ repo: ".", patch: "flip.diff", id: 2 })}`;
      const [bad, good, ...more] = await ask(one, Buffer.concat([Buffer.from(line), Buffer.from(last)]));
      expect(bad).toEqual({ exit: 2, error: expect.stringContaining(message) });
      expect(good).toMatchObject({ id: 2, exit: 0 });
      expect(more).toEqual([]);
    }),
  );

  it("keeps the id of a request that cannot be answered", () =>
    withPatchCase({}, async (one) => {
      expect(await ask(one, '{"id":7,"repo":"nowhere","text":""}')).toMatchObject([{ id: 7, exit: 2 }]);
    }));

  it("does not write half of a surrogate pair as another character", () =>
    withPatchCase({}, async (one) => {
      const [answer] = await ask(one, JSON.stringify({ repo: ".", text: addFile("new.txt", "bad \ud83d") }));
      expect(answer).toMatchObject({ exit: 3, refused: [{ path: "new.txt" }] });
      expect(one.snapshot()).toEqual({});
    }));
});

type Served = { child: ChildProcessWithoutNullStreams; next: () => Promise<string | undefined> };

const serve = (cwd: string): Served => {
  const child = spawn(process.execPath, [cli, "patch", "serve"], { cwd, env: {} });
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, next: async () => (await lines.next()).value };
};

describe("as a process", () => {
  it("answers each line while the input stays open", () =>
    withPatchCase({ "a.txt": "one\n" }, async ({ dir }) => {
      const { child, next } = serve(dir);
      for (const [id, text] of [flip, flop, flip].entries()) {
        child.stdin.write(render([{ repo: ".", text, id }]));
        expect(JSON.parse((await next()) ?? "")).toMatchObject({ id, exit: 0 });
      }
      child.stdin.end();
      expect((await once(child, "close"))[0]).toBe(0);
    }));

  it("answers 2,000 requests in order, good and bad", () =>
    withPatchCase({ "a.txt": "one\n" }, async ({ dir, snapshot }) => {
      const { child, next } = serve(dir);
      // Of ten requests, eight turn the file to and fro, one only checks, and one is bad.
      const requests = Array.from({ length: 2_000 }, (_, id) => ({
        repo: id % 10 === 9 ? "nowhere" : ".",
        text: id % 2 === 0 ? flip : flop,
        action: id % 10 === 8 ? "check" : "apply",
        id,
      }));
      child.stdin.end(render(requests));
      for (const { id, repo } of requests)
        expect(JSON.parse((await next()) ?? "")).toMatchObject({ id, exit: repo === "." ? 0 : 2 });
      expect(await next()).toBeUndefined();
      expect(snapshot()).toEqual({ "a.txt": "one\n" });
    }));

  it("ends quietly when nobody reads its answers any more", () =>
    withPatchCase({ "a.txt": "one\n" }, async ({ dir }) => {
      const { child, next } = serve(dir);
      let stderr = "";
      child.stderr.on("data", (chunk) => {
        stderr += chunk;
      });
      child.stdin.write(render([{ repo: ".", text: flip }]));
      await next();
      const closed = once(child, "close");
      child.stdout.destroy();
      child.stdin.write(
        render([
          { repo: ".", text: flop },
          { repo: ".", text: flip },
        ]),
      );
      expect([(await closed)[0], stderr]).toEqual([0, ""]);
    }));

  it("leaves whole files behind when it is killed while it writes", () =>
    withPatchCase({}, async ({ dir, write }) => {
      const names = Array.from({ length: 20 }, (_, i) => `${i}.txt`);
      const body = `${"x".repeat(99)}\n`.repeat(500);
      const both = ["one", "two"].map((line) => `${line}\n${body}`);
      for (const name of names) write(name, both[0] ?? "");
      const all = (from: string, to: string) => names.map((name) => changeLine(name, from, to)).join("");
      const { child, next } = serve(dir);
      const closed = once(child, "close");
      const rounds = [all("one", "two"), all("two", "one")].map((text) => ({ repo: ".", text }));
      child.stdin.write(render(Array.from({ length: 100 }, () => rounds).flat()));
      for (let answered = 0; answered < 5; answered += 1) await next();
      child.kill("SIGKILL");
      await closed;
      for (const name of names) expect(both).toContain(readFileSync(join(dir, name), "utf8"));
    }));
});
