/** Patches per second of the patch engine on the diffs of the recorded replies, beside `git apply --check` as a process each. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { exampleDir, readExampleRecording } from "../src/cli/start-case.fixture.ts";
import { applyReply } from "../src/patch/apply-reply.ts";

const repo = join(exampleDir("greeter"), "repo");
const milliseconds = Number(process.argv[2] ?? 2_000);

const readBase = (path: string): string | null => {
  try {
    return readFileSync(join(repo, path), "utf8");
  } catch {
    return null;
  }
};

const recording = await readExampleRecording("greeter");
const diffs = recording.entries.flatMap(({ reply }) => {
  const { diff } = JSON.parse(reply.content) as { diff?: string | null };
  return typeof diff === "string" ? [diff] : [];
});
const bases = new Map(
  ["README.md", "src/greet.js", "src/main.js", "test/greet.test.js"].map((path) => [path, readBase(path)]),
);

/** Runs `apply` over all diffs again and again; gives diffs per second. */
const rate = (apply: (diff: string) => void): number => {
  const begin = performance.now();
  let count = 0;
  while (performance.now() - begin < milliseconds) {
    for (const diff of diffs) apply(diff);
    count += diffs.length;
  }
  return (count * 1_000) / (performance.now() - begin);
};

const engine = rate((diff) => {
  const read = applyReply(diff, { read: (path) => bases.get(path) ?? null });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
});
const peer = rate((diff) => {
  // Without the repository around the example, which git would read first.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(repo) };
  execFileSync("git", ["apply", "--check", "-"], { cwd: repo, env, input: diff });
});
process.stdout.write(
  `patch engine ${Math.round(engine)} a second, git apply ${Math.round(peer)} a second: ${(engine / peer).toFixed(0)} times as many\n`,
);
