/** Which other workflows would run code of a bot branch, and what they would hold while they do. */
import { parseWorkflow, type Workflow, type WorkflowFile } from "../../config/read-workflow.ts";
import { describeExposure, type Exposure } from "./describe-exposure.ts";
import { type Row, row } from "./row.ts";
import { writtenRights } from "./workflow/written-rights.ts";

/** What GitHub makes of the pushes and pull requests of `GITHUB_TOKEN`; those of an app start everything at once. */
const describeApproval = ({ triggers, approval }: Exposure): string => {
  const waiting = approval.length > 0 ? [`${approval.join(" and ")} waits for a writer's approval`] : [];
  const silent = triggers.includes("push") ? ["push starts nothing"] : [];
  return `with GITHUB_TOKEN ${[...waiting, ...silent].join(", ")}`;
};

const describeDispatch = ({ dispatchFaults }: Exposure): string =>
  dispatchFaults.length === 0
    ? "may be started by hand as checks.ci.dispatch"
    : `not to be started by hand: ${dispatchFaults.join("; ")}`;

/** What model-written code would hold in it. */
const holdsOf = (workflow: Workflow, { secrets, environments }: Exposure): string[] => {
  const jobs = Object.values(workflow.jobs);
  const rights = [...new Set(jobs.flatMap((job) => writtenRights(job.permissions ?? workflow.permissions)))];
  return [
    ...secrets.map((name) => `secret ${name}`),
    ...environments.map((name) => `environment ${name}`),
    ...(rights.length > 0 ? [`a token with ${rights.join(", ")}`] : []),
    ...(workflow.permissions === undefined && jobs.some((job) => job.permissions === undefined)
      ? ["the default token, since permissions are not set"]
      : []),
  ];
};

const checkOne = (exposure: Exposure, file: WorkflowFile): Row => {
  const parsed = parseWorkflow(file);
  if (!parsed.ok) return row(file.path, "unknown", parsed.error, "Look at it by hand.");
  const workflow = parsed.value;
  if (exposure.triggers.length === 0)
    return row(file.path, "ok", `does not start on bot branches; ${describeDispatch(exposure)}`);
  const start = `starts on bot branches (${exposure.triggers.join(", ")})`;
  const rest = `${describeApproval(exposure)}; ${describeDispatch(exposure)}`;
  const holds = holdsOf(workflow, exposure);
  if (holds.length === 0) return row(file.path, "ok", `${start}, with nothing to lose; ${rest}`);
  return row(
    file.path,
    "warning",
    `${start} with ${holds.join("; ")}; ${rest}`,
    "A writer who approves that run lets model-written code see these: keep secrets in protected environments, and rights to write out of these jobs.",
  );
};

/** One row per workflow, those that would start first; and one that says so when none would. */
export const checkExposure = (files: WorkflowFile[]): Row[] => {
  const found = describeExposure(files).flatMap((exposure) => {
    const file = files.find(({ path }) => path === exposure.path);
    return file ? [{ exposure, row: checkOne(exposure, file) }] : [];
  });
  const started = found.filter(({ exposure }) => exposure.triggers.length > 0 || exposure.fault !== null);
  const quiet = found.filter((one) => !started.includes(one)).map((one) => one.row);
  if (started.length > 0) return [...started.map((one) => one.row), ...quiet];
  return [
    row("ci", "warning", "no workflow starts on bot branches", "Without CI a run ends as ready, CI not run."),
    ...quiet,
  ];
};
