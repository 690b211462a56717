/** `try` with a flagged change: it ends with 5 and shows it, and the hash said back makes exactly that commit. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { gitText } from "../git/run-git.ts";
import { heldOptions } from "./consent-case.fixture.ts";
import { jsonOf, runProduct } from "./run-product.fixture.ts";
import { exampleDir } from "./start-case.fixture.ts";

const patience = 240_000;
const who = { GIT_AUTHOR_NAME: "Mira", GIT_AUTHOR_EMAIL: "m@example.org" };
const identity = { ...who, GIT_COMMITTER_NAME: "Mira", GIT_COMMITTER_EMAIL: "m@example.org" };

test(
  "a flagged change is shown in the report, and its hash said back makes the commit",
  async () => {
    const home = mkdtempSync(join(tmpdir(), "draftsmith-try-flagged-"));
    try {
      const { recording, files } = await heldOptions();
      const repo = join(home, "repo");
      const gitDir = join(repo, ".git");
      const git = (...args: string[]) => gitText(["--work-tree", repo, ...args], { gitDir, env: identity });
      cpSync(join(exampleDir("greeter"), "repo"), repo, { recursive: true });
      for (const [path, text] of Object.entries(files)) writeFileSync(join(repo, path), text);
      mkdirSync(gitDir);
      await gitText(["init", "--quiet", "--template=", "--initial-branch=main"], { gitDir });
      await git("config", "core.bare", "false");
      await git("add", "--all");
      await git("commit", "--quiet", "--message=Greeter 1.0");
      writeFileSync(join(home, "recording.json"), JSON.stringify(recording));
      const paths = ["--issue", join(exampleDir("greeter"), "issue.md"), "--repo", repo];
      const tryIt = (...more: string[]) =>
        runProduct(["try", ...paths, "--replay", join(home, "recording.json"), "--json", ...more], {
          env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, RUNNER_TEMP: join(home, "scratch") },
          cwd: home,
        });

      const asked = await tryIt();
      expect(asked.exit, asked.stderr).toBe(5);
      expect(jsonOf(asked)).toMatchObject({ state: "waiting", commits: [] });
      const report = readFileSync(join(home, "report.md"), "utf8");
      expect(report).toContain("### A flagged change waits for a yes");
      expect(report).toContain('+    "start": "node src/main.js"');
      const hash = /--allow-flagged ([0-9a-f]{64})/.exec(report)?.[1] ?? "";

      const other = await tryIt("--allow-flagged", "0".repeat(64));
      expect(other.exit, other.stderr).toBe(5);
      const ended = await tryIt("--allow-flagged", hash);
      expect(ended.exit, ended.stderr).toBe(0);
      const { branch } = jsonOf(ended);
      expect(await git("show", `${branch}:package.json`)).toContain('"start": "node src/main.js"');

      const misspelt = await tryIt("--allow-flagged", hash.slice(1));
      expect(misspelt.exit).toBe(2);
      expect(misspelt.stderr).toContain("is no SHA-256");
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
  patience,
);
