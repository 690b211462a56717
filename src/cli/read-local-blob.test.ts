/** Only bytes whose hash is the name are taken from a checkout. */
import { mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { git, gitText } from "../git/run-git.ts";
import { readLocalBlob } from "./read-local-blob.ts";

let gitDir: string;
beforeAll(async () => {
  gitDir = mkdtempSync(join(tmpdir(), "draftsmith-blob-"));
  await git(["init", "--quiet", "--bare", "--template="], { gitDir });
});
afterAll(() => rmSync(gitDir, { recursive: true, force: true }));

const write = (input: string | Buffer) => gitText(["hash-object", "-w", "--stdin"], { gitDir, input });
const fileOf = (sha: string) => join(gitDir, "objects", sha.slice(0, 2), sha.slice(2));

test("a blob is read byte by byte", async () => {
  const bytes = Buffer.from([0, 255, 10, 13, 128]);
  expect(await readLocalBlob(gitDir, await write(bytes))).toEqual(bytes);
});

test("an object under a wrong name, a missing one and a name that is no object give nothing", async () => {
  const honest = await write("honest\n");
  const other = await write("other\n");
  renameSync(fileOf(other), fileOf(honest));
  expect(readFileSync(fileOf(honest)).length).toBeGreaterThan(0);
  expect(await readLocalBlob(gitDir, honest)).toBeNull();
  expect(await readLocalBlob(gitDir, other)).toBeNull();
  expect(await readLocalBlob(gitDir, "--help")).toBeNull();
});
