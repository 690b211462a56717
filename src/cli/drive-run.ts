/** Claim, work and publish of one run in this process: every outcome that shows is published at once. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Bundle } from "../domain/bundle.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Model } from "../model/model.ts";
import { type Published, publishBundle } from "../publish/publish-bundle.ts";
import type { PublishContext } from "../publish/publish-context.ts";
import type { PromptLibrary } from "../roles/prompt-library.ts";
import { findToolchains } from "../sandbox/find-toolchains.ts";
import type { Snapshot } from "../supervise/snapshot.ts";
import { findGitDir } from "../work/find-git-dir.ts";
import { runWork } from "../work/pipeline.ts";
import { artifactsPage } from "./artifacts-page.ts";
import { claimIssue } from "./claim-issue.ts";
import type { Github } from "./compose.ts";
import type { Tools } from "./create-tools.ts";
import type { Host } from "./host.ts";
import { readLocalBlob } from "./read-local-blob.ts";
import { readSandboxAccess } from "./sandbox-access.ts";

export type RunParts = {
  host: Host;
  github: Github;
  context: PublishContext;
  prompts: PromptLibrary;
  /** Opens the model under the claim's budget. */
  openModel: (budgetUsd: number) => Promise<Model>;
  checkout: string;
  /** Where the map is kept between runs; null keeps nothing. */
  atlasCache: string | null;
  /** Where checks leave what people look at later; each issue has a directory of its own below it. */
  artifacts: string;
  tools: Tools;
};

export type RunReport = {
  issue: number;
  pull: number;
  url: string;
  title: string;
  record: RunRecord;
  commits: Published["commits"];
};

/**
 * A commit, a plan, the end of both reviews, or the end of the claim; what lies between rides along with the next of these.
 * So does the documents' commit: the check that ends the run follows it at once.
 */
const isWorthPublishing = (bundle: Bundle): boolean => {
  const last = bundle.outcomes.at(-1);
  if (bundle.complete || last === undefined) return bundle.complete;
  const isCommit = last.commit !== null && last.stage !== "document";
  return isCommit || last.plan !== null || last.stage === "secure";
};

/** Runs until the run waits or ends; a reason in place of a report when there was nothing to claim. */
export const driveRun = async (
  number: number,
  snapshot: Snapshot | null,
  parts: RunParts,
): Promise<RunReport | { reason: string }> => {
  const { host, github, context, tools } = parts;
  const { log } = tools;
  const gitDir = findGitDir(parts.checkout);
  github.reader.lookFirst((sha) => readLocalBlob(gitDir, sha));
  const claimed = await claimIssue(number, snapshot, { host, github, context, checkout: parts.checkout });
  if (!claimed.item) return { reason: claimed.reason };
  const { item, url, title } = claimed;
  log.info("run.claimed", {
    issue: number,
    pull: item.record.pull,
    branch: item.record.branch,
    stage: item.record.position.stage,
  });
  const commits: Published["commits"] = [];
  const { record } = await runWork({
    item,
    checkout: parts.checkout,
    scratchRoot: host.scratch,
    path: host.env.PATH ?? "",
    toolchains: findToolchains(host.env, existsSync),
    sandbox: readSandboxAccess(host, item.brief.repository),
    artifacts: { dir: join(parts.artifacts, `issue-${number}`), link: artifactsPage(host) },
    atlasCache: parts.atlasCache,
    model: await parts.openModel(item.budgetUsd),
    prompts: parts.prompts,
    scanner: tools.scanner,
    log,
    clock: host.clock,
    now: host.now,
    waits: tools.waits,
    onOutcome: async (bundle, folded) => {
      if (!isWorthPublishing(bundle)) return folded;
      const published = await publishBundle(context, bundle);
      commits.push(...published.commits);
      return published.record;
    },
  });
  return { issue: number, pull: item.record.pull ?? 0, url, title, record, commits };
};
