/** The product at work in an offline world: pointed there by its environment, it supervises until there is nothing left to do. */
import { dirname } from "node:path";
import { decide } from "../supervise/decide.ts";
import { createAuditFile } from "./audit-file.ts";
import { createGithub, createPublishContext, type ModelChoice, openModel, readSettings } from "./compose.ts";
import type { Tools } from "./create-tools.ts";
import { driveRun, type RunReport } from "./drive-run.ts";
import type { Host } from "./host.ts";
import type { OfflineWorld } from "./offline-world.ts";
import { openPrompts } from "./open-prompts.ts";
import { takeSnapshot } from "./take-snapshot.ts";

const maxPasses = 5;

/** The product's own environment: it is pointed at the world as it would be at any other server. */
export const hostIn = (host: Host, world: OfflineWorld, modelUrl: string): Host => ({
  ...host,
  clock: world.clock,
  env: {
    PATH: `${dirname(process.execPath)}:${host.env.PATH ?? ""}`,
    GITHUB_API_URL: world.github.url,
    GITHUB_REPOSITORY: world.repository,
    GITHUB_TOKEN: world.token,
    DRAFTSMITH_BOT_ID: String(world.botId),
    OPENAI_BASE_URL: modelUrl,
    OPENAI_API_KEY: "offline",
    DRAFTSMITH_MODEL_STRONG: "gpt-5.2",
    DRAFTSMITH_MODEL_FAST: "gpt-5.4-mini",
    // The example is ours, and a machine without namespaces shows the rest of the flow all the same.
    DRAFTSMITH_SANDBOX: "optional",
  },
});

export type Story = {
  report: RunReport | null;
  passes: number;
  requests: { read: number; write: number };
  /** Writes of a further pass over the finished world; 0 when nothing is done twice. */
  writesAgain: number;
  milliseconds: number;
  waitedMilliseconds: number;
};

/** Supervises until the run is ready or waits, and once more to see that nothing is done twice. */
export const superviseWorld = async (
  host: Host,
  tools: Tools,
  world: OfflineWorld,
  artifacts: string,
  choice: ModelChoice = {},
): Promise<Story> => {
  const start = host.now();
  const github = createGithub(host, tools);
  const settings = await readSettings(github);
  const context = {
    ...(await createPublishContext(host, github, tools, settings)),
    audit: createAuditFile(artifacts),
  };
  const prompts = openPrompts(host);
  const reports: RunReport[] = [];
  let passes = 0;
  let writesAgain = 0;
  let requests = { read: 0, write: 0 };
  let milliseconds = 0;
  for (; passes < maxPasses; passes += 1) {
    const writesBefore = github.client.count.write;
    const snapshot = await takeSnapshot(host, github, settings, context.self, null);
    const action = decide(snapshot, settings, { now: host.clock(), claimMinutes: 0 }).find(
      (one) => one.kind === "start" || one.kind === "resume",
    );
    if (!action) {
      writesAgain = github.client.count.write - writesBefore;
      if (passes === 0) {
        requests = { read: github.client.count.read, write: github.client.count.write };
        milliseconds = host.now() - start;
      }
      break;
    }
    const openClaimModel = (budgetUsd: number) => openModel(host, tools, budgetUsd, choice);
    const done = await driveRun(action.issue ?? 0, snapshot, {
      host,
      github,
      context,
      prompts,
      openModel: openClaimModel,
      checkout: world.github.gitDirOf(world.repository),
      atlasCache: null,
      artifacts,
      tools,
    });
    if ("record" in done) reports.push(done);
    requests = { read: github.client.count.read, write: github.client.count.write };
    milliseconds = host.now() - start;
  }
  const last = reports.at(-1);
  const report = last ? { ...last, commits: reports.flatMap((one) => one.commits) } : null;
  return { report, passes, requests, writesAgain, milliseconds, waitedMilliseconds: tools.waits.waited() };
};
