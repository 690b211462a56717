/** Step outputs and the job summary, where the Actions runner gave files for them. */
import { appendFileSync } from "node:fs";
import { renderStepOutput, type StepOutputs } from "../outgoing/step-output.ts";
import { type JobSummary, renderJobSummary } from "../telemetry/job-summary.ts";
import type { Tools } from "./compose.ts";
import type { Host } from "./host.ts";

export const writeOutput = <Name extends keyof StepOutputs>(
  { env }: Host,
  name: Name,
  value: StepOutputs[Name],
): void => {
  const path = env.GITHUB_OUTPUT;
  if (path) appendFileSync(path, renderStepOutput(name, value));
};

export const writeJobSummary = ({ env }: Host, { scanner }: Tools, summary: JobSummary): void => {
  const path = env.GITHUB_STEP_SUMMARY;
  const [owner = "", name = ""] = (env.GITHUB_REPOSITORY ?? "").split("/");
  if (path) appendFileSync(path, `${renderJobSummary(summary, { scanner, repository: { owner, name } })}\n`);
};
