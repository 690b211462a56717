import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBlobs } from "./read-blobs.ts";

let repo: string;

const put = (content: Buffer | string): string =>
  execFileSync("git", ["hash-object", "-w", "--stdin"], { cwd: repo, input: content, encoding: "utf8" }).trim();

beforeAll(() => {
  repo = mkdtempSync(join(tmpdir(), "read-blobs-test-"));
  execFileSync("git", ["init", "-q", "--bare", repo]);
});
afterAll(() => rmSync(repo, { recursive: true, force: true }));

const readAll = async (oids: string[], maxBytes = 1_000_000): Promise<(string | null)[]> => {
  const found: (string | null)[] = [];
  await readBlobs(
    repo,
    oids,
    (index, bytes) => {
      expect(index).toBe(found.length);
      found.push(bytes?.toString("latin1") ?? null);
    },
    { maxBytes },
  );
  return found;
};

describe("readBlobs", () => {
  it("gives blobs in order, byte for byte, null for what is missing or no blob", async () => {
    const texts = ["", "\n", "a\nb\n", "0123 blob 5\nabcde", "\0\xff\n\n", "x".repeat(300_000), "last"];
    const oids = texts.map((text) => put(Buffer.from(text, "latin1")));
    const tree = execFileSync("git", ["mktree"], { cwd: repo, input: "", encoding: "utf8" }).trim();
    const asked = [...oids.slice(0, 3), "f".repeat(40), tree, ...oids.slice(3), oids[0] ?? ""];
    expect(await readAll(asked)).toEqual([...texts.slice(0, 3), null, null, ...texts.slice(3), ""]);
    expect(await readAll([])).toEqual([]);
  });

  it("passes over what is too large, by the byte", async () => {
    const oids = ["small", "x".repeat(400_000), "exact", "exact+"].map(put);
    expect(await readAll(oids, 5)).toEqual(["small", null, "exact", null]);
  });

  it("makes git wait for a slow reader", async () => {
    const texts = Array.from({ length: 40 }, (_, i) => `${i}`.repeat(20_000));
    const oids = texts.map(put);
    let open = 0;
    let most = 0;
    let total = 0;
    await readBlobs(
      repo,
      oids,
      async (index, bytes) => {
        most = Math.max(most, ++open);
        await wait(1);
        expect(bytes?.toString()).toBe(texts[index]);
        total++;
        open--;
      },
      { maxBytes: 1_000_000 },
    );
    expect([total, most]).toEqual([40, 1]);
  });

  it("hands on what the reader throws, at once or later", async () => {
    const oid = put("a");
    const options = { maxBytes: 10 };
    const now = readBlobs(repo, Array<string>(5_000).fill(oid), () => fail("now"), options);
    await expect(now).rejects.toThrow("now");
    const later = readBlobs(repo, Array<string>(5_000).fill(oid), async () => fail("later"), options);
    await expect(later).rejects.toThrow("later");
  });

  it("goes on behind a damaged object", async () => {
    const noise = Array.from({ length: 1_000 }, (_, i) => createHash("sha256").update(`${i}`).digest("hex")).join("");
    const [first = "", damaged = "", last = ""] = ["first", noise, "last"].map(put);
    const path = join(repo, "objects", damaged.slice(0, 2), damaged.slice(2));
    chmodSync(path, 0o644);
    truncateSync(path, 10_000);
    expect(await readAll([first, damaged, last])).toEqual(["first", null, "last"]);
    await expect(readAll(Array<string>(100).fill(damaged))).rejects.toThrow("damaged");
  });
});

const fail = (message: string): never => {
  throw new Error(message);
};
