/** Draftsmith's own time for the demo's issue, beside what git alone takes to clone, commit the same changes and push them. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const rounds = Number(process.argv[2] ?? 3);

const demoSchema = z.object({
  ownMilliseconds: z.number(),
  pullRequest: z.object({ branch: z.string(), commits: z.array(z.object({ sha: z.string() })) }),
  kept: z.object({ gitDir: z.string() }),
});

const git = (cwd: string, ...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@localhost", ...args], {
    cwd,
    encoding: "utf8",
  });

/** Clone, then apply, add and commit each change, then push: one git process each, as a script would. */
const timePeer = (dir: string, gitDir: string, branch: string, shas: string[]): number => {
  const patches = shas.map((sha) => git(dir, "--git-dir", gitDir, "diff-tree", "-p", `${sha}^`, sha));
  const work = join(dir, "peer");
  const begin = performance.now();
  git(dir, "clone", "--quiet", "--branch", "main", gitDir, work);
  for (const patch of patches) {
    execFileSync("git", ["apply", "-"], { cwd: work, input: patch });
    git(work, "add", "--all");
    git(work, "commit", "--quiet", "--message", "change");
  }
  git(work, "push", "--quiet", "origin", `HEAD:${branch}-peer`);
  return performance.now() - begin;
};

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const own: number[] = [];
const peer: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const dir = mkdtempSync(join(tmpdir(), "draftsmith-own-time-"));
  const stdout = execFileSync(process.execPath, [cli, "demo", "--json", "--keep", join(dir, "world")], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const { ownMilliseconds, pullRequest, kept } = demoSchema.parse(JSON.parse(stdout));
  own.push(ownMilliseconds);
  peer.push(
    timePeer(
      dir,
      kept.gitDir,
      pullRequest.branch,
      pullRequest.commits.map(({ sha }) => sha),
    ),
  );
  rmSync(dir, { recursive: true, force: true });
}
process.stdout.write(
  `own time of one issue ${Math.round(median(own))} ms, git alone ${Math.round(median(peer))} ms: ${(median(own) / median(peer)).toFixed(1)} times as long (median of ${rounds})\n`,
);
