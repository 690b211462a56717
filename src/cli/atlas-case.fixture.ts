/** A small repository with history, and the command line in this process, for tests of `atlas`. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Host } from "./host.ts";
import { runCommandLine } from "./run-command-line.ts";

export type AtlasCase = {
  dir: string;
  /** The checkout below `dir`. */
  repo: string;
  git: (...args: string[]) => string;
  /** Writes the files and commits them. */
  commit: (message: string, files: Record<string, string | Uint8Array>) => void;
  /** Runs `atlas` with these arguments, by default on the checkout's own directory and without a cache directory. */
  atlas: (args: string[], more?: Partial<Pick<Host, "env" | "stdin">>) => Promise<Ended>;
  remove: () => void;
};

type Ended = { exit: number; stdout: string; stderr: string };

const home = fileURLToPath(new URL("../..", import.meta.url));

const identity = {
  GIT_AUTHOR_NAME: "Mira Holt",
  GIT_AUTHOR_EMAIL: "mira@example.org",
  GIT_COMMITTER_NAME: "Mira Holt",
  GIT_COMMITTER_EMAIL: "mira@example.org",
  GIT_AUTHOR_DATE: "2026-03-01T09:00:00Z",
  GIT_COMMITTER_DATE: "2026-03-01T09:00:00Z",
  GIT_CONFIG_GLOBAL: "/dev/null",
};

export const shopFiles = {
  "src/cart.ts":
    'import { round } from "./money.ts";\n\nexport const totalOf = (prices: number[]): number =>\n  round(prices.reduce((sum, price) => sum + price, 0));\n',
  "src/money.ts": "export const round = (amount: number): number => Math.round(amount * 100) / 100;\n",
  "src/report.py": "def render_report(cart):\n    return str(cart)\n",
  "test/cart.test.ts":
    'import { totalOf } from "../src/cart.ts";\n\nif (totalOf([1, 2]) !== 3) throw new Error("total");\n',
  "docs/cart.md": "# The cart\n\nThe total of a cart is rounded.\n",
  CODEOWNERS: "*.py @acme/reports\n",
};

export const startAtlasCase = (files: Record<string, string> = shopFiles): AtlasCase => {
  const dir = mkdtempSync(join(tmpdir(), "atlas-case-"));
  const repo = join(dir, "shop");
  mkdirSync(repo);
  const git: AtlasCase["git"] = (...args) =>
    execFileSync("git", args, { cwd: repo, encoding: "utf8", stdio: "pipe", env: { ...process.env, ...identity } });
  const commit: AtlasCase["commit"] = (message, changed) => {
    for (const [path, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(repo, path)), { recursive: true });
      writeFileSync(join(repo, path), text);
    }
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  };
  git("init", "--quiet", "--initial-branch=main");
  if (Object.keys(files).length > 0) commit("Add the cart", files);
  const atlas: AtlasCase["atlas"] = async (args, more = {}) => {
    const said = { stdout: "", stderr: "" };
    const host: Host = {
      env: { PATH: process.env.PATH },
      cwd: repo,
      home,
      stdout: (text) => {
        said.stdout += text;
      },
      stderr: (text) => {
        said.stderr += text;
      },
      send: async () => true,
      stdin: async function* () {},
      clock: () => new Date("2026-03-01T09:00:00Z"),
      now: () => 0,
      scratch: join(dir, "scratch"),
      ...more,
    };
    return { exit: await runCommandLine(host, ["atlas", ...args], "0.0.0"), ...said };
  };
  return { dir, repo, git, commit, atlas, remove: () => rmSync(dir, { recursive: true, force: true }) };
};
