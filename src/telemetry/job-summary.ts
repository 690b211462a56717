/** The page of one Actions job: what was seen, decided, done and spent, and what a person does next. */
import type { Usage } from "../domain/budget.ts";
import { renderInlineText, renderTableCell } from "../outgoing/inline-text.ts";
import type { RepositoryName } from "../outgoing/own-link.ts";
import type { SecretScanner } from "../outgoing/secrets.ts";

export type RunSummary = {
  issue: number;
  pull: number | null;
  title: string;
  /** A run state of the record, such as `ready`. */
  state: string;
  stages: { name: string; status: string; attempts: number; seconds: number | null; summary: string }[];
  usage: Usage;
  /** Why the run waits, asks or stopped; empty while it works. */
  reason: string;
};

export type JobSummary = {
  title: string;
  /** What one look at the repository showed; `lagSeconds` since the oldest event that it answers. */
  pass: { readyIssues: number; openRuns: number; waitingRuns: number; lagSeconds: number | null } | null;
  decisions: { subject: string; action: string; reason: string }[];
  runs: RunSummary[];
  requests: { read: number; write: number } | null;
  nextSteps: string[];
};

export type SummaryDoor = { scanner: SecretScanner; repository: RepositoryName };

const maxRows = 100;
const maxRuns = 30;

const marks: Record<string, string> = {
  passed: "✅",
  ready: "✅",
  failed: "❌",
  "gave-up": "✋",
  escalated: "✋",
  parked: "⏳",
  waiting: "⏳",
  asked: "❓",
  asking: "❓",
  working: "🔨",
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

const duration = (seconds: number): string => {
  if (seconds < 60) return `${Math.round(seconds * 10) / 10} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

const table = (head: string[], rows: string[][]): string[] => {
  const shown = rows.slice(0, maxRows);
  if (rows.length > maxRows) shown.push([`… ${rows.length - maxRows} more`, ...head.slice(1).map(() => "")]);
  return [head, head.map(() => "---"), ...shown].map((cells) => `| ${cells.join(" | ")} |`).concat("");
};

const renderRun = (run: RunSummary, { scanner, repository }: SummaryDoor): string[] => {
  const cell = (text: string) => renderTableCell(text, scanner);
  const link = (label: string, page: string, number: number) =>
    `[${label} ${number}](https://github.com/${repository.owner}/${repository.name}/${page}/${number})`;
  const links = [link("issue", "issues", run.issue)];
  if (run.pull !== null) links.push(link("pull request", "pull", run.pull));
  const state = `${marks[run.state] ?? "•"} **${renderInlineText(run.state, scanner)}**`;
  const reason = run.reason === "" ? "" : `: ${renderInlineText(run.reason, scanner)}`;
  const rows = run.stages.map(({ name, status, attempts, seconds, summary }) => [
    cell(name),
    `${marks[status] ?? "•"} ${cell(status)}`,
    String(attempts),
    seconds === null ? "–" : duration(seconds),
    cell(summary),
  ]);
  const heading = `### ${renderInlineText(run.title, scanner)}`;
  const stages = rows.length === 0 ? [] : table(["Stage", "Status", "Attempts", "Time", "What happened"], rows);
  return [heading, "", `${state}${reason} · ${links.join(" · ")}`, "", ...stages];
};

const renderSpent = ({ requests, runs }: JobSummary): string[] => {
  const used = runs.reduce(
    (sum, { usage }) => ({
      calls: sum.calls + usage.calls,
      tokens: sum.tokens + usage.inputTokens + usage.outputTokens,
      usd: sum.usd + usage.usd,
    }),
    { calls: 0, tokens: 0, usd: 0 },
  );
  const parts: string[] = [];
  if (requests !== null)
    parts.push(
      `${count(requests.read + requests.write, "GitHub request")} (${requests.read} reads, ${requests.write} writes)`,
    );
  if (used.calls > 0)
    parts.push(`${count(used.calls, "model call")}, ${used.tokens} tokens, ${used.usd.toFixed(4)} USD`);
  return parts.length === 0 ? [] : [`**Spent:** ${parts.join(" · ")}`, ""];
};

/** Markdown for `$GITHUB_STEP_SUMMARY`. Texts are shown literally and redacted; long lists end with a count. */
export const renderJobSummary = (summary: JobSummary, door: SummaryDoor): string => {
  const { scanner } = door;
  const cell = (text: string) => renderTableCell(text, scanner);
  const lines = [`## ${renderInlineText(summary.title, scanner)}`, ""];
  if (summary.pass !== null) {
    const { readyIssues, openRuns, waitingRuns, lagSeconds } = summary.pass;
    const seen = [count(readyIssues, "ready issue"), count(openRuns, "open run"), `${waitingRuns} waiting`];
    if (lagSeconds !== null) seen.push(`${duration(lagSeconds)} after the event`);
    lines.push(`**Seen:** ${seen.join(" · ")}`, "");
  }
  if (summary.decisions.length > 0) {
    const rows = summary.decisions.map(({ subject, action, reason }) => [cell(subject), cell(action), cell(reason)]);
    lines.push(...table(["Subject", "Action", "Reason"], rows));
  } else if (summary.pass !== null) lines.push("Nothing to do.", "");
  for (const run of summary.runs.slice(0, maxRuns)) lines.push(...renderRun(run, door));
  if (summary.runs.length > maxRuns) lines.push(`… and ${count(summary.runs.length - maxRuns, "more run")}.`, "");
  lines.push(...renderSpent(summary));
  if (summary.nextSteps.length > 0)
    lines.push("**Next:**", "", ...summary.nextSteps.map((step) => `- ${renderInlineText(step, scanner)}`), "");
  return lines.join("\n");
};
