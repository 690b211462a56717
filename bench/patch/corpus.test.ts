import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { git } from "../../src/git/run-git.ts";
import { buildCases, splitOf } from "./build-cases.ts";
import type { Case } from "./case.ts";
import { applyAtPlaces, type Sample } from "./change.ts";
import { damages } from "./damages.ts";
import { readFences } from "./engines/read-fences.ts";
import { createRandom } from "./random.ts";
import { readCommits } from "./read-commits.ts";

let directory = "";
let samples: Sample[] = [];

const commits = 12;
const person = { name: "A Person", email: "person@example.org", date: "1700000000 +0000" };
const env = {
  GIT_AUTHOR_NAME: person.name,
  GIT_AUTHOR_EMAIL: person.email,
  GIT_AUTHOR_DATE: person.date,
  GIT_COMMITTER_NAME: person.name,
  GIT_COMMITTER_EMAIL: person.email,
  GIT_COMMITTER_DATE: person.date,
};

/** A file of functions whose `version` tells what two of them return. */
const source = (version: number): string =>
  Array.from({ length: 12 }, (_, at) => {
    const result = at === 3 || at === 8 ? `"changed ${at} in version ${version}"` : `"left as it is ${at}"`;
    return `export const function${at} = (input) => {\n\tconst result = [input, ${result}];\n\n\treturn result;\n};\n`;
  }).join("\n");

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "corpus-test-"));
  const gitDir = join(directory, ".git");
  const run = (args: string[]) => git(["--work-tree", directory, ...args], { gitDir, env });
  await git(["init", "--quiet", directory], { gitDir });
  for (let version = 0; version <= commits; version++) {
    writeFileSync(join(directory, "source.js"), source(version));
    writeFileSync(join(directory, "README.md"), `# Title\n\n- version ${version}\n- a list\n\nText.\n`);
    writeFileSync(join(directory, "kept.txt"), "kept\n");
    await run(["add", "--all"]);
    await run(["commit", "--quiet", "--message", `Version ${version}`]);
  }
  const read = await readCommits(gitDir, "owner/one", commits, createRandom("test"));
  samples = [...read, ...read.map((sample) => ({ ...sample, repo: "owner/two" }))];
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const build = (seed: number): Case[] => damages.flatMap((damage) => buildCases(damage, samples, 4, seed));

test("commits are read with texts that fit their hunks", () => {
  expect(samples).toHaveLength(2 * commits);
  for (const { changes, siblings } of samples) {
    expect(changes.map(({ path }) => path)).toEqual(["README.md", "source.js"]);
    expect(siblings.map(({ path }) => path)).toEqual(["kept.txt"]);
    for (const { before, after, hunks } of changes) expect(applyAtPlaces(before, hunks)).toBe(after);
  }
});

test("the same seed gives the same cases, another seed gives others", () => {
  expect(build(1)).toEqual(build(1));
  expect(build(2)).not.toEqual(build(1));
});

test("every case keeps what its label promises", () => {
  const cases = build(1);
  expect(new Set(cases.map((one) => one.class)).size).toBeGreaterThan(200);
  expect(new Set(cases.map(({ id, split }) => `${split} ${id}`)).size).toBe(cases.length);
  for (const { id, base, expected, expect: label } of cases)
    if (label === "refuse") expect(expected, id).toEqual(base);
    else expect(expected, id).not.toEqual(base);
});

test("class names are unique and can be file names", () => {
  const names = damages.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9-]+$/);
});

test("a repository is either for tuning or held out", () => {
  const repos = ["a/c", "a/a", "a/b"];
  expect(repos.map((repo) => splitOf(repo, repos))).toEqual(["dev", "dev", "held"]);
});

test("peers get the text of the fences, or of a diff that stands before them", () => {
  const diff = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-```\n+~~~\n";
  expect(readFences(`Words.\n\n\`\`\`\`diff\n${diff}\`\`\`\`\n\nMore words.\n`)).toBe(diff);
  expect(readFences(`${diff}\n\`\`\`js\ncode\n\`\`\`\n`)).toContain("code");
  expect(readFences("~~~sh\nnpm test\n~~~\n\n~~~diff\n@@\n-a\n+b\n~~~")).toBe("@@\n-a\n+b\n");
});
