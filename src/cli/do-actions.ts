/** Does in this process what a pass decided: writes, and runs from claim to publish. */
import { join } from "node:path";
import { FailureError } from "../domain/failure.ts";
import type { Settings } from "../domain/settings.ts";
import type { Action } from "../supervise/decide.ts";
import type { Snapshot } from "../supervise/snapshot.ts";
import { findAtlasCache } from "./atlas-cache-file.ts";
import { createAuditFile } from "./audit-file.ts";
import { claimIssue } from "./claim-issue.ts";
import { createPublishContext, type Github, type ModelChoice, openModel } from "./compose.ts";
import type { Tools } from "./create-tools.ts";
import { driveRun, type RunReport } from "./drive-run.ts";
import type { Host } from "./host.ts";
import { numberOf } from "./number-of.ts";
import { openPrompts } from "./open-prompts.ts";

/** The runs that came to an end of their own, and what stopped the others. */
export type Done = { reports: RunReport[]; failures: FailureError[] };

type Parts = {
  host: Host;
  github: Github;
  tools: Tools;
  settings: Settings;
  checkout: string;
  choice: ModelChoice;
};

/** One action after the other. What stops one, a freeze or a conflict, is logged and does not stop the others. */
export const doActions = async (actions: Action[], snapshot: Snapshot, parts: Parts): Promise<Done> => {
  const { host, github, tools, settings, checkout, choice } = parts;
  const artifacts = join(host.cwd, "artifacts");
  const context = {
    ...(await createPublishContext(host, github, tools, settings)),
    audit: createAuditFile(artifacts),
  };
  const prompts = openPrompts(host);
  const openClaimModel = (budgetUsd: number) => openModel(host, tools, budgetUsd, choice);
  const atlasCache = findAtlasCache(host, checkout);
  const runParts = {
    host,
    github,
    context,
    prompts,
    openModel: openClaimModel,
    checkout,
    atlasCache,
    artifacts,
    tools,
  };
  const reports: RunReport[] = [];
  const failures: FailureError[] = [];
  for (const [index, action] of actions.filter((one) => one.kind !== "nothing").entries()) {
    const [number = 0] = numberOf(action);
    // What the first action did is not in the snapshot.
    const fresh = index === 0 ? snapshot : null;
    try {
      if (action.kind === "write") {
        await claimIssue(number, fresh, { host, github, context, checkout });
        continue;
      }
      const report = await driveRun(number, fresh, runParts);
      if ("record" in report) reports.push(report);
      else tools.log.warn("run.refused", { number, reason: report.reason });
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      failures.push(error);
      tools.log.error("run.stopped", { number, reason: error.message });
    }
  }
  return { reports, failures };
};
