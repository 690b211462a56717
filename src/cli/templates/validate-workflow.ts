/** Every way in which one of the workflow files departs from what keeps the trust levels apart. */
import type { Untrusted } from "../../domain/untrusted.ts";
import { isPinned, type Job, parseWorkflow, scriptsOf, usesOf, type Workflow } from "../read-workflow.ts";
import { unnamedAction } from "./action-steps.ts";
import { atlasPath } from "./atlas-workflow.ts";
import { callerPermissions, jobPermissions } from "./job-permissions.ts";
import { runPath } from "./run-workflow.ts";
import { supervisorPath } from "./supervisor-workflow.ts";

type Expected = Record<string, Readonly<Record<string, string>>>;

const expectedJobs: Record<string, Expected> = {
  [supervisorPath]: { supervise: jobPermissions.supervise, run: callerPermissions },
  [runPath]: { claim: jobPermissions.claim, work: jobPermissions.work, publish: jobPermissions.publish },
  [atlasPath]: { atlas: jobPermissions.atlas },
};

/** All files, in the order in which a reader should look at them. */
export const ownWorkflows: readonly string[] = Object.keys(expectedJobs);

const renderPermissions = (permissions: Readonly<Record<string, string>>): string =>
  Object.entries(permissions)
    .map(([scope, level]) => `${scope}: ${level}`)
    .toSorted()
    .join(", ");

const validatePermissions = (name: string, job: Job | undefined, expected: Expected[string]): string[] => {
  if (!job) return [`the job ${name} is missing`];
  const found = job.permissions;
  const wanted = renderPermissions(expected);
  if (typeof found === "object" && found !== null && renderPermissions(found) === wanted) return [];
  const shown = typeof found === "object" && found !== null ? renderPermissions(found) : String(found ?? "not set");
  return [`job ${name}: permissions are ${shown || "empty"}; they must be ${wanted}`];
};

const validateSteps = (name: string, job: Job): string[] =>
  job.steps.flatMap((step) => {
    const inputs = step.with ?? {};
    if (step.uses?.startsWith("actions/checkout@") && inputs["persist-credentials"] !== false)
      return [`job ${name}: a checkout without persist-credentials: false leaves a token on disk`];
    if (name === "work" && "github-token" in inputs) return ["job work: must not be given a github-token"];
    if (name !== "work" && "openai-api-key" in inputs) return [`job ${name}: must not be given the model's key`];
    return [];
  });

const validateConcurrency = ({ path, concurrency }: Workflow): string[] => {
  if (path !== runPath) return [];
  const isRight =
    typeof concurrency === "object" &&
    concurrency.group.replaceAll(" ", "") === `draftsmith-\${{inputs.issue}}` &&
    concurrency["cancel-in-progress"] === false;
  return isRight ? [] : [`concurrency must be the group draftsmith-\${{ inputs.issue }} without cancel-in-progress`];
};

/** `path` is one of `ownWorkflows`. Empty when all is well. */
export const validateWorkflow = (path: string, text: Untrusted): string[] => {
  const parsed = parseWorkflow({ path, text });
  if (!parsed.ok) return [parsed.error];
  const workflow = parsed.value;
  const uses = usesOf(workflow);
  const top = workflow.permissions;
  return [
    ...(typeof top === "object" && top !== null && Object.keys(top).length === 0
      ? []
      : ["top-level permissions must be {}"]),
    ...Object.entries(expectedJobs[path] ?? {}).flatMap(([name, expected]) =>
      validatePermissions(name, workflow.jobs[name], expected),
    ),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => validateSteps(name, job)),
    ...validateConcurrency(workflow),
    ...("pull_request_target" in workflow.on ? ["the trigger pull_request_target is not allowed"] : []),
    ...(Object.values(workflow.jobs).some((job) => job.secrets === "inherit")
      ? ["secrets: inherit is not allowed"]
      : []),
    ...(scriptsOf(workflow).some((script) => script.includes("${{")) ? ["an expression stands in a script"] : []),
    ...uses.filter((one) => !isPinned(one)).map((one) => `${one} is not pinned to a full commit id`),
    ...(uses.includes(unnamedAction) ? ["no release of the action is named yet"] : []),
  ];
};
