/** A repository on the local GitHub, a running service beside it, and the product pointed at both. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createOfflineGithub } from "../offline/create-github.ts";
import type { Issue } from "../offline/github/state.ts";
import type { Host } from "./host.ts";
import { runCommandLine } from "./run-command-line.ts";
import { startProduct } from "./run-product.fixture.ts";

export const repository = "acme/shop";
export const bot = "draftsmith-bot";
const botId = 4_100_000;

export type HealthWorld = Awaited<ReturnType<typeof startHealthWorld>>;

export type HealthWorldOptions = {
  /** The lines below `health:`, indented; they get the origin and `host:port` of the service. */
  health: (origin: string) => string;
  validate?: boolean;
};

const listen = async (handler: RequestListener) => {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export const startHealthWorld = async ({ health, validate = true }: HealthWorldOptions) => {
  const dir = mkdtempSync(join(tmpdir(), "health-world-"));
  let time = Date.parse("2026-03-01T09:00:00Z");
  const clock = () => new Date(time);
  const service: { handler: RequestListener; requests: string[] } = {
    handler: (_request, response) => response.end("ok"),
    requests: [],
  };
  const server = await listen((request, response) => {
    service.requests.push(request.url ?? "");
    service.handler(request, response);
  });
  const github = await createOfflineGithub({ dir: join(dir, "github"), clock, validate });
  const { admin } = github;
  await admin.createUser({ login: "acme", type: "Organization" });
  await admin.createUser({ login: "maria" });
  await admin.createUser({ login: bot, type: "Bot", id: botId });
  const { id, sha } = await admin.createRepository({
    owner: "acme",
    name: "shop",
    files: { "README.md": "# Shop\n", ".github/draftsmith.yml": `health:\n${health(`http://${server.host}`)}\n` },
    roles: { maria: "write", [bot]: "write" },
    labels: ["agent:ready", "bug", "red-mode", "needs-human-review"],
  });
  const env = {
    PATH: process.env.PATH ?? "",
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: repository,
    GITHUB_TOKEN: await admin.createToken({ login: bot, value: "offline-bot-token-0123456789" }),
    DRAFTSMITH_BOT_ID: String(botId),
    DRAFTSMITH_PRIVATE_HOSTS: server.host,
    GITHUB_STEP_SUMMARY: join(dir, "summary.md"),
  };
  const run = async (args: string[], more: Record<string, string> = {}) => {
    const said = { out: "", err: "" };
    const host: Host = {
      env: { ...env, ...more },
      cwd: dir,
      home: fileURLToPath(new URL("../..", import.meta.url)),
      stdout: (text) => {
        said.out += text;
      },
      stderr: (text) => {
        said.err += text;
      },
      send: async () => true,
      stdin: async function* () {},
      clock,
      now: () => 0,
      scratch: join(dir, "scratch"),
    };
    return { exit: await runCommandLine(host, args, "0.0.0"), ...said };
  };
  const json = async (args: string[], more: Record<string, string> = {}) => {
    const { exit, out, err } = await run([...args, "--json"], more);
    if (out === "") throw new Error(`exit ${exit}: ${err}`);
    return { exit, ...JSON.parse(out) };
  };
  const issues = async (): Promise<Issue[]> => {
    const found: Issue[] = [];
    for (let number = 1; ; number += 1) {
      const issue = await admin.inspectIssue({ repository, number }).catch(() => null);
      if (issue === null) return found;
      found.push(issue);
    }
  };
  return {
    github,
    admin,
    dir,
    id,
    sha,
    env,
    service,
    serviceHost: server.host,
    pass: (seconds: number) => {
      time += seconds * 1_000;
    },
    run,
    json,
    /** The product as a process of its own. */
    start: (args: string[]) => startProduct(args, { env, cwd: dir }),
    issues,
    /** Label names of an issue. */
    labelsOf: async (number: number): Promise<string[]> => {
      const { events } = await admin.inspectIssue({ repository, number });
      const set = new Set<string>();
      for (const { event, label } of events) {
        if (label && event === "labeled") set.add(label.name);
        if (label && event === "unlabeled") set.delete(label.name);
      }
      return [...set];
    },
    writes: () => github.requests.filter(({ method }) => method !== "GET"),
    summary: () => readFileSync(join(dir, "summary.md"), "utf8"),
    stop: async () => {
      await github.close();
      await server.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** Borrows a world; afterwards every request and answer must have fitted GitHub's description. */
export const withHealthWorld = async (
  options: HealthWorldOptions,
  use: (world: HealthWorld) => Promise<void>,
): Promise<void> => {
  const world = await startHealthWorld(options);
  try {
    await use(world);
    if (world.github.violations.length > 0) throw new Error(world.github.violations.join("\n"));
  } finally {
    await world.stop();
  }
};
