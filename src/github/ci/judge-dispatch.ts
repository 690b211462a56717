/** May a workflow be started by hand on a branch of the bot? Not when code of that branch would hold more than it could by itself. */
import {
  environmentsOf,
  type Job,
  parseWorkflow,
  secretsOf,
  takesAllSecrets,
  type Workflow,
  type WorkflowFile,
} from "../../config/read-workflow.ts";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Inputs that somebody would have to fill in. */
const openInputs = ({ on }: Workflow): string[] => {
  const trigger = on.workflow_dispatch;
  const inputs = isRecord(trigger) && isRecord(trigger.inputs) ? trigger.inputs : {};
  return Object.entries(inputs).flatMap(([name, input]) =>
    isRecord(input) && input.required === true && input.default === undefined ? [name] : [],
  );
};

const faultOfPermissions = (workflow: Workflow, job: Job): string | null => {
  const permissions = job.permissions ?? workflow.permissions;
  if (permissions === undefined || permissions === null) return "sets no permissions, so that its token may write";
  if (typeof permissions === "string") return permissions === "read-all" ? null : `asks for ${permissions}`;
  const written = Object.entries(permissions).flatMap(([scope, level]) =>
    level === "write" ? [`${scope}: write`] : [],
  );
  return written.length === 0 ? null : `asks for ${written.join(", ")}`;
};

const faultsOfJob = (workflow: Workflow, name: string, job: Job): string[] => {
  const permissions = faultOfPermissions(workflow, job);
  const runsOn = JSON.stringify(job["runs-on"] ?? "");
  return [
    ...(permissions === null ? [] : [`its job ${name} ${permissions}`]),
    ...(job.uses === undefined ? [] : [`its job ${name} calls another workflow, whose secrets are not seen here`]),
    ...(/self-hosted/i.test(runsOn) ? [`its job ${name} runs on a runner of your own`] : []),
  ];
};

/** Why it must not be started; empty when it may. */
export const judgeDispatch = (file: WorkflowFile): string[] => {
  const parsed = parseWorkflow(file);
  if (!parsed.ok) return [`it is ${parsed.error}`];
  const workflow = parsed.value;
  const secrets = secretsOf(workflow);
  const environments = environmentsOf(workflow);
  const inputs = openInputs(workflow);
  return [
    ...("workflow_dispatch" in workflow.on ? [] : ["it lacks the trigger workflow_dispatch"]),
    ...(inputs.length > 0 ? [`it needs the input ${inputs.join(", ")}`] : []),
    ...(secrets.length > 0 ? [`it uses the secret ${secrets.join(", ")}`] : []),
    ...(takesAllSecrets(workflow) ? ["it takes secrets without naming them"] : []),
    ...(environments.length > 0 ? [`it uses the environment ${environments.join(", ")}`] : []),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => faultsOfJob(workflow, name, job)),
  ].map((fault) => fault.slice(0, 200));
};
