/** `screen` on the command line: one text, many lines in one process, and what is wrong with a request. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Host } from "./host.ts";
import { runCommandLine } from "./run-command-line.ts";

const cwd = mkdtempSync(join(tmpdir(), "screen-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const run = async (args: string[], input: string | Buffer = "", stopAfter = Number.POSITIVE_INFINITY) => {
  let [out, err] = ["", ""];
  let sent = 0;
  const host: Host = {
    env: {},
    cwd,
    home: cwd,
    scratch: cwd,
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    send: async (text) => {
      out += text;
      sent += 1;
      return sent < stopAfter;
    },
    stdin: async function* () {
      yield Buffer.from(input);
    },
    clock: () => new Date(0),
    now: () => 0,
  };
  return { exit: await runCommandLine(host, ["screen", ...args], "0.0.0"), out, err };
};

const answers = async (lines: unknown[], args: string[] = []) => {
  const { exit, out } = await run(["--lines", ...args], lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  expect(exit).toBe(0);
  return out
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
};

describe("one text", () => {
  it("from a file or standard input, for people or as JSON", async () => {
    writeFileSync(join(cwd, "issue.md"), "Hi <!-- x -->");
    expect(await run(["--door", "issue", "issue.md"])).toMatchObject({
      exit: 0,
      out: "sanitised: dropped or changed (comments: 1)\n\nHi\n",
    });
    const { out } = await run(["--door", "git-ref", "--options", '{"issue": 3}', "--json"], "Add it");
    expect(JSON.parse(out)).toEqual({
      door: "git-ref",
      verdict: "accepted",
      reason: "the words of the title",
      text: "agent/3-add-it",
    });
  });

  it.each([
    ["accepted", "url", "https://github.com/", 0],
    ["redacted", "outgoing", "ghp_0123456789abcdefghijABCDEFGHIJ012345", 0],
    ["ignored", "comment", "> /draftsmith stop", 0],
    ["refused", "url", "http://localhost/", 3],
    ["flagged", "patch", "--- a/package.json\n+++ b/package.json\n@@ -1 +1 @@\n-a\n+b\n", 3],
  ])("%s has its exit status", async (verdict, door, text, exit) => {
    const ended = await run(["--door", door], text);
    expect(ended).toMatchObject({ exit, out: expect.stringMatching(`^${verdict}: `) });
  });

  it.each([
    ["no door", [], "--door is missing"],
    ["another door", ["--door", "window"], "there is no door"],
    ["no such file", ["--door", "issue", "gone.md"], "gone.md cannot be read (ENOENT)"],
    ["a directory", ["--door", "issue", "."], "no plain file"],
    ["options that are no JSON", ["--door", "issue", "--options", "{"], "not JSON"],
    ["options that are no object", ["--door", "issue", "--options", "[]"], "object"],
    ["an unknown option", ["--door", "issue", "--options", '{"x": 1}'], '"x"'],
    ["a file beside lines", ["--lines", "x"], "takes no file"],
  ])("2 for %s", async (_, args, message) => {
    expect(await run(args)).toMatchObject({ exit: 2, err: expect.stringContaining(message) });
  });

  it("shows doors and options", async () => {
    const { exit, out } = await run(["--help"]);
    expect(exit).toBe(0);
    expect(out).toMatch(/git-ref +the branch of[\s\S]*privateHosts: host:port/);
  });
});

describe("lines", () => {
  it("gives ids back as they came, takes options from the line, and a door for all", async () => {
    expect(
      await answers(
        [
          { id: { n: 1 }, text: "Add it", issue: 4 },
          { id: null, door: "issue", text: "Hi" },
          { text: "x", run: 2 },
        ],
        ["--door", "git-ref"],
      ),
    ).toMatchObject([
      { id: { n: 1 }, door: "git-ref", text: "agent/4-add-it" },
      { id: null, door: "issue", verdict: "accepted" },
      { door: "git-ref", text: "agent/1-x-2" },
    ]);
  });

  it.each([
    ["no JSON", "{nonsense", "not JSON"],
    ["no UTF-8", Buffer.from('{"door":"issue","text":"\xe9"}', "latin1"), "not UTF-8"],
    ["no object", "[1]", "expected object"],
    ["no text", '{"id":1,"door":"issue"}', "text"],
    ["no door", '{"text":"x"}', "door: name one"],
    ["another door", '{"door":"window","text":"x"}', "there is no door"],
    ["a wrong option", '{"door":"issue","text":"x","field":"tail"}', "field"],
  ])("answers %s with an error, and goes on", async (_, line, message) => {
    const good = '\n\n{"id":2,"door":"issue","text":"x"}\n';
    const { out } = await run(["--lines"], Buffer.concat([Buffer.from(line), Buffer.from(good)]));
    const [first, second] = out.split("\n").map((one) => (one === "" ? null : JSON.parse(one)));
    expect(first.error).toContain(message);
    expect(second).toMatchObject({ id: 2, verdict: "accepted" });
  });

  it("answers a thousand in order in one process, bad ones between", async () => {
    const doorsOf = ["issue", "comment", "outgoing", "log", "config", "git-ref", "url", "env", "patch", "nowhere"];
    const lines = Array.from({ length: 1_000 }, (_, id) => ({ id, door: doorsOf[id % 10], text: `word ${id}` }));
    const got = await answers(lines);
    expect(got.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
    expect(got.filter(({ error }) => error !== undefined)).toHaveLength(100);
    expect(got.every(({ error }) => error === undefined || error.startsWith("there is no door"))).toBe(true);
  });

  it("stops when nobody reads the answers", async () => {
    const { exit, out } = await run(["--lines"], '{"door":"issue","text":"x"}\n'.repeat(5), 2);
    expect([exit, out.split("\n").length]).toEqual([0, 3]);
  });
});
