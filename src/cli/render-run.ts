/** A finished, waiting or stopped run as text for the terminal, JSON, and the job summary. */
import type { RunRecord } from "../domain/record.ts";
import type { JobSummary } from "../telemetry/job-summary.ts";
import type { RunReport } from "./drive-run.ts";

/** 5 while it waits for something, 3 when it needs a person. */
export const exitOf = (record: RunRecord): 0 | 3 | 5 => {
  switch (record.state) {
    case "waiting":
    case "asking":
      return 5;
    case "escalated":
      return 3;
    default:
      return 0;
  }
};

export const summariseRun = ({ issue, pull, title, record }: RunReport): JobSummary["runs"][number] => ({
  issue,
  pull,
  title,
  state: record.state,
  stages: record.stages.map(({ name, status, attempts, summary }) => ({
    name,
    status,
    attempts,
    seconds: null,
    summary,
  })),
  usage: record.usage,
  reason: record.reason,
});

export const runJson = ({ issue, pull, url, title, record, commits }: RunReport) => ({
  issue,
  state: record.state,
  reason: record.reason,
  pullRequest: { number: pull, url, title, branch: record.branch, commits },
  stages: record.stages,
  tests: { red: record.red !== null && record.red.proof !== "none", green: record.green !== null },
  usage: record.usage,
});

export const renderRun = ({ issue, pull, title, record, url }: RunReport): string =>
  [
    `Issue ${issue} → pull request ${pull}: ${title}`,
    `${url}`,
    `State: ${record.state}${record.reason ? ` (${record.reason})` : ""}`,
    ...record.stages.map(
      (stage) => `  ${stage.name.padEnd(10)} ${stage.status.padEnd(8)} ×${stage.attempts}  ${stage.summary}`,
    ),
    `Cost: ${record.usage.calls} model calls, ${record.usage.inputTokens} tokens in, ${record.usage.outputTokens} out, ${record.usage.usd.toFixed(4)} USD`,
    "",
  ].join("\n");
