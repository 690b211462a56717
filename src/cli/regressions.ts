/** `regressions`: measures the running service beside its baseline and keeps one issue about what got worse. */
import { setTimeout as sleep } from "node:timers/promises";
import { regressionLabel } from "../flow/run-labels.ts";
import { readProduction } from "../github/read-deployments.ts";
import { fetchOutside } from "../health/fetch-outside.ts";
import { listOwnIssues } from "../health/list-own-issues.ts";
import { type MetricsSettings, readBaseline } from "../health/regressions/baseline.ts";
import { decideRegression, type RegressionDecision } from "../health/regressions/decide-regression.ts";
import { decodeRegression } from "../health/regressions/regression-issue.ts";
import { scrapeWindow } from "../health/regressions/scrape-window.ts";
import { readBaselineFile, saveBaselineFile } from "./baseline-file.ts";
import { type Command, type CommandResult, textOption } from "./command.ts";
import { createGithub, readSettings } from "./compose.ts";
import { createTools } from "./create-tools.ts";
import { dryRunOption, type HealthParts, publishHealth } from "./publish-health.ts";
import { readDeploymentEvent } from "./read-deployment-event.ts";
import { readPolicy } from "./read-policy.ts";
import { requireOption } from "./require-option.ts";
import { readStateSeal } from "./surroundings.ts";
import { writeJobSummary } from "./write-outputs.ts";

const skip = (reason: string): CommandResult => ({
  exit: 0,
  text: `Nothing was measured: ${reason}.\n`,
  json: { verdict: "unknown", action: "nothing", issue: null, reason },
  outputs: { status: "nothing", summary: "nothing was measured" },
});

const observe = async ({ host, github, tools }: HealthParts, metrics: MetricsSettings, dir: string) => {
  const { privateHosts } = readPolicy(host);
  const seal = readStateSeal(host);
  const rules = { hosts: null, privateHosts, wantsBody: true, accept: "text/plain;version=0.0.4" };
  const [repository, self] = await Promise.all([github.reader.repository(), github.self()]);
  const known = readBaseline(readBaselineFile(dir), repository.id, metrics);
  const measured = await scrapeWindow({
    metrics,
    open: (url) => tools.waits.during(fetchOutside(url, rules)),
    sleep: (milliseconds) => tools.waits.during(sleep(milliseconds)),
  });
  // Read after the window, which is long: a person may have acted meanwhile.
  const [threads, deployed] = await Promise.all([
    listOwnIssues(github.reader, [regressionLabel]),
    readProduction(github.client),
  ]);
  const issues = threads.flatMap((thread) => decodeRegression(thread, self, repository.id, seal) ?? []);
  return { ...known, repository, measured, issues, deployed };
};

const renderDecision = ({ verdict, action, issue, reason }: RegressionDecision, notes: string[]): string =>
  [
    `Measured: ${verdict} (${reason})`,
    ...notes.map((note) => `  ${note}`),
    `${issue === null ? "Issue" : `Issue ${issue}`}: ${action}`,
    "",
  ].join("\n");

export const regressions: Command = {
  name: "regressions",
  summary: "compare 5xx rate and p95 of the running service with their baseline, and open or update one issue",
  arguments: [],
  options: [{ flags: "--state <dir>", summary: "directory that keeps the baseline between runs" }, dryRunOption],
  details: [
    "Reads health.metrics.url twice, `windowSeconds` apart. Healthy measurements make the baseline (the median of the last 12).",
    "Started by a deployment_status event it measures only after a production deployment that succeeded.",
  ].join("\n"),
  run: async (host, _args, options) => {
    const dir = requireOption(textOption(options.state), "--state");
    const event = readDeploymentEvent(host);
    if (event && !(event.isProduction && event.state === "success"))
      return skip(`the event is a deployment to ${event.environment.slice(0, 60)} with the state ${event.state}`);
    const tools = createTools(host);
    const github = createGithub(host, tools);
    const settings = await readSettings(github);
    const { metrics } = settings.health;
    if (metrics === null) return skip("health.metrics is not configured in .github/draftsmith.yml");
    const parts = { host, tools, github, settings };
    const view = await observe(parts, metrics, dir);
    const decision = decideRegression(view, settings, metrics, host.clock());
    const { verdict, action, issue, reason, writes } = decision;
    if (!options.dryRun) {
      await publishHealth(parts, view.repository.id, writes);
      if (decision.baseline !== view.baseline) saveBaselineFile(dir, decision.baseline);
    }
    const notes = [...(view.note === null ? [] : [view.note]), ...(view.measured.ok ? view.measured.value.notes : [])];
    if (!view.measured.ok) tools.log.warn("metrics.unusable", { reason: view.measured.error });
    for (const note of notes) tools.log.info("metrics.note", { note });
    const requests = { ...github.client.count };
    await writeJobSummary(host, tools, {
      title: "Regressions",
      pass: null,
      decisions: [
        { subject: "measurement", action: verdict, reason: [reason, ...notes].join("; ") },
        { subject: issue === null ? "issue" : `issue ${issue}`, action, reason: "" },
      ],
      runs: [],
      requests,
      nextSteps: [],
    });
    return {
      exit: 0,
      text: renderDecision(decision, notes),
      json: {
        verdict,
        action,
        issue,
        reason,
        notes,
        measured: view.measured.ok ? view.measured.value : null,
        baseline: decision.baseline.measurements.length,
        deployed: view.deployed,
        writes,
        requests,
      },
      outputs: {
        ...(action === "nothing" && verdict !== "first" ? { status: "nothing" as const } : {}),
        summary: `measured: ${verdict}, issue: ${action}`,
      },
    };
  },
};
