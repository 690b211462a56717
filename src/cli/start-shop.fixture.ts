/** A repository on the local GitHub and a host that is pointed at it, for tests of commands that only look or set up. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createOfflineGithub, type OfflineGithub } from "../offline/create-github.ts";
import type { Host } from "./host.ts";
import { runCommandLine } from "./run-command-line.ts";

export type Shop = {
  github: OfflineGithub;
  dir: string;
  env: Record<string, string>;
  /** Runs a command line in this process and gives what it printed. */
  run: (args: string[], env?: Record<string, string>) => Promise<{ exit: number; out: string; err: string }>;
  stop: () => Promise<void>;
};

type ShopOptions = {
  files?: Record<string, string>;
  labels?: string[];
  isPrivate?: boolean;
  grants?: Record<string, "read" | "write">;
};

const root = fileURLToPath(new URL("../..", import.meta.url));

export const startShop = async (options: ShopOptions = {}): Promise<Shop> => {
  const dir = mkdtempSync(join(tmpdir(), "shop-"));
  const clock = () => new Date("2026-03-01T09:00:00Z");
  const github = await createOfflineGithub({ dir: join(dir, "github"), clock });
  const { admin } = github;
  await admin.createUser({ login: "acme", type: "Organization" });
  await admin.createUser({ login: "bot", type: "Bot" });
  await admin.createRepository({
    owner: "acme",
    name: "shop",
    files: { "README.md": "# Shop\n", ...options.files },
    labels: options.labels ?? [],
    private: options.isPrivate ?? false,
  });
  const token = await admin.createToken({
    login: "bot",
    value: "offline-shop-token-0123456789",
    ...(options.grants ? { grants: options.grants } : {}),
  });
  const env = {
    PATH: process.env.PATH ?? "",
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_TOKEN: token,
  };
  const run: Shop["run"] = async (args, more = {}) => {
    const said = { out: "", err: "" };
    const host: Host = {
      env: { ...env, ...more },
      cwd: dir,
      home: root,
      stdout: (text) => {
        said.out += text;
      },
      stderr: (text) => {
        said.err += text;
      },
      send: async (text) => {
        said.out += text;
        return true;
      },
      stdin: async function* () {},
      clock,
      now: () => 0,
      scratch: join(dir, "scratch"),
    };
    return { exit: await runCommandLine(host, args, "0.0.0"), ...said };
  };
  const stop = async () => {
    await github.close();
    rmSync(dir, { recursive: true, force: true });
  };
  return { github, dir, env, run, stop };
};
