/** Step outputs and the job summary, where the Actions runner gave files for them. */
import { appendFileSync } from "node:fs";
import type { Untrusted } from "../domain/untrusted.ts";
import type { RepositoryName } from "../outgoing/own-link.ts";
import type { StepOutputs } from "../outgoing/step-output.ts";
import type { JobSummary } from "../telemetry/job-summary.ts";
import type { Tools } from "./create-tools.ts";
import type { Host } from "./host.ts";

const statuses: Record<number, StepOutputs["status"]> = { 0: "done", 3: "refused", 4: "unavailable", 5: "parked" };

/** The step output `status` of an exit status; 1, 2 and everything unknown failed. */
export const statusOf = (exit: number): StepOutputs["status"] => statuses[exit] ?? "failed";

/** The only writer of step outputs. A name that is written again has its last value. */
export const writeOutputs = async ({ env }: Host, outputs: Partial<StepOutputs>): Promise<void> => {
  const path = env.GITHUB_OUTPUT;
  if (!path) return;
  const { renderStepOutput } = await import("../outgoing/step-output.ts");
  for (const name of Object.keys(outputs) as (keyof StepOutputs)[]) {
    const value = outputs[name];
    if (value !== undefined) appendFileSync(path, renderStepOutput(name, value));
  }
};

const repositoryOf = ({ env }: Host): RepositoryName => {
  const [owner = "", name = ""] = (env.GITHUB_REPOSITORY ?? "").split("/");
  return { owner, name };
};

export const writeJobSummary = async (host: Host, { scanner }: Tools, summary: JobSummary): Promise<void> => {
  const path = host.env.GITHUB_STEP_SUMMARY;
  if (!path) return;
  // The Markdown printer takes long to load, and nothing waits for it before the end.
  const { renderJobSummary } = await import("../telemetry/job-summary.ts");
  appendFileSync(path, `${renderJobSummary(summary, { scanner, repository: repositoryOf(host) })}\n`);
};

/** A job summary that holds names and words of the repository. */
export const writeForeignSummary = async (host: Host, { scanner }: Tools, markdown: Untrusted): Promise<void> => {
  const path = host.env.GITHUB_STEP_SUMMARY;
  if (!path) return;
  const { renderSafeMarkdown } = await import("../outgoing/markdown.ts");
  const door = { scanner, repository: repositoryOf(host), ownIssue: null };
  appendFileSync(path, `${renderSafeMarkdown(markdown, door)}\n`);
};
