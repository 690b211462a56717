import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chooseUserId } from "../choose-user-id.ts";
import { custodyScript, guardScript } from "./root-scripts.ts";

let dir: string;
let userId: number;
const at = (path: string): string => join(dir, path);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "custody-"));
  for (const name of ["tree", "home", "reports", "groups", "outside"]) mkdirSync(at(name));
  userId = chooseUserId();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const keep = async (script: string, { user = String(userId), owner = "0:0", groups = "" } = {}) => {
  const places = ["tree", "home", "reports"].map(at);
  const argv = ["-c", custodyScript, "sh", user, owner, ...places, groups, "1000000", "50", guardScript];
  // Its standard input stays open to the end: closing it is the sign to stop.
  const child = spawn("sh", [...argv, "sh", "-c", script], { stdio: "pipe" });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, code };
};

describe.skipIf(process.getuid?.() !== 0)("the custody of a box, as root", () => {
  it("gives the places to the box's user without following links, and takes them back", async () => {
    writeFileSync(at("outside/file"), "");
    symlinkSync(at("outside/file"), at("tree/link"));
    writeFileSync(at("tree/own"), "");
    const { stdout } = await keep(`stat -c %u ${at("tree/own")} ${at("outside/file")}`, { owner: "65534:65534" });
    expect(stdout).toBe(`${userId}\n0\n`);
    expect([statSync(at("tree/own")).uid, statSync(at("outside/file")).uid]).toEqual([65_534, 0]);
  });

  it("takes back what lies deeper than any path can name", async () => {
    const name = "d".repeat(250);
    const dig = `for i in $(seq 20); do mkdir ${name}; cd -P ${name}; done`;
    const { stdout } = await keep(`cd ${at("tree")}; ${dig}; : > bottom; echo dug`, { owner: "65534:65534" });
    expect(stdout).toBe("dug\n");
    expect(execFileSync("find", [at("tree"), "!", "-uid", "65534"], { encoding: "utf8" })).toBe("");
  });

  it("refuses users that somebody may be", async () => {
    for (const user of ["0", "1000", "", "x"]) {
      expect(await keep("echo ran", { user })).toMatchObject({ stdout: "", code: 127 });
    }
  });

  it("ends with the command's status", async () => {
    expect((await keep("exit 3")).code).toBe(3);
    expect((await keep("kill -9 $$")).code).toBe(137);
  });

  it("puts the command into a group of its own where groups bound memory, and says when that was too little", async () => {
    writeFileSync(at("groups/cgroup.subtree_control"), "cpu memory pids\n");
    const group = at(`groups/draftsmith-${userId}`);
    const script = `cat ${group}/memory.max ${group}/pids.max ${group}/memory.swap.max; printf 'oom 1\\noom_kill 1\\n' > ${group}/memory.events`;
    const { stdout, stderr } = await keep(script, { groups: at("groups") });
    expect(stdout).toBe("1000000\n50\n0\n");
    expect(stderr).toBe("The command used more memory than it may.\n");
    expect(Number(readFileSync(join(group, "cgroup.procs"), "utf8"))).toBeGreaterThan(0);
    expect(readFileSync(join(group, "cgroup.kill"), "utf8")).toBe("1\n");
  });

  it("makes no group where groups do not bound memory", async () => {
    writeFileSync(at("groups/cgroup.subtree_control"), "cpu hugetlb\n");
    expect((await keep("exit 0", { groups: at("groups") })).code).toBe(0);
    expect(existsSync(at(`groups/draftsmith-${userId}`))).toBe(false);
  });
});
