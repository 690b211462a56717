/** Seeds what code scanning holds: an analysis of one commit by one tool, with its alerts. */
import { type ActArgs, actAs } from "./admin-act.ts";
import type { CodeAlert } from "./state.ts";
import type { World } from "./world.ts";

export type SeedAlert = Pick<CodeAlert, "rule" | "path" | "line"> & Partial<CodeAlert>;

export const codeScanningActions = {
  /** Gives the id, and enables code scanning with the first. */
  addCodeAnalysis: (
    world: World,
    args: ActArgs & {
      ref: string;
      sha: string;
      tool: string;
      version?: string;
      error?: string;
      alerts?: SeedAlert[];
    },
  ): number => {
    const { repository, now } = actAs(world, args);
    const { ref, sha, tool, version = null, error = "", alerts = [] } = args;
    repository.codeAnalyses ??= [];
    const id = world.nextId();
    repository.codeAnalyses.push({
      id,
      ref,
      sha,
      tool: { name: tool, version },
      error,
      alerts: alerts.map((alert) => ({
        number: world.nextId(),
        description: alert.rule,
        severity: "warning",
        securitySeverity: null,
        message: alert.rule,
        endLine: alert.line,
        isDismissed: false,
        ...alert,
      })),
      createdAt: now,
    });
    return id;
  },
};
