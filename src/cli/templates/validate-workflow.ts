/** Every way in which one of the workflow files departs from what keeps the trust levels apart. */

import { isPinned, type Job, parseWorkflow, scriptsOf, usesOf, type Workflow } from "../../config/read-workflow.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import { unnamedAction } from "./action-steps.ts";
import { atlasPath } from "./atlas-workflow.ts";
import { callerPermissions, jobPermissions } from "./job-permissions.ts";
import { optionalWorkflows } from "./optional-workflows.ts";
import { runPath } from "./run-workflow.ts";
import { supervisorPath } from "./supervisor-workflow.ts";

type Expected = Record<string, Readonly<Record<string, string>>>;

const baseJobs: Record<string, Expected> = {
  [supervisorPath]: { supervise: jobPermissions.supervise, run: callerPermissions },
  [runPath]: { claim: jobPermissions.claim, work: jobPermissions.work, publish: jobPermissions.publish },
  [atlasPath]: { atlas: jobPermissions.atlas },
};

const expectedJobs: Record<string, Expected> = {
  ...baseJobs,
  ...Object.fromEntries(Object.values(optionalWorkflows).map(({ path, jobs }) => [path, jobs])),
};

/** Files that every repository has, in the order in which a reader should look at them. */
export const baseWorkflows: readonly string[] = Object.keys(baseJobs);

/** The same with those that `init` writes when it is asked to. */
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

/** Jobs that may only read the code may run it, so that a token in their hands would be one of the code. */
const isTokenless = (permissions: Expected[string] | undefined): boolean =>
  permissions !== undefined && renderPermissions(permissions) === "contents: read";

const validateSteps = (name: string, job: Job, permissions: Expected[string] | undefined): string[] =>
  job.steps.flatMap((step) => {
    const inputs = step.with ?? {};
    if (step.uses?.startsWith("actions/checkout@") && inputs["persist-credentials"] !== false)
      return [`job ${name}: a checkout without persist-credentials: false leaves a token on disk`];
    if (isTokenless(permissions) && "github-token" in inputs) return [`job ${name}: must not be given a github-token`];
    if (name !== "work" && "openai-api-key" in inputs) return [`job ${name}: must not be given the model's key`];
    return [];
  });

const validateTime = (name: string, job: Job): string[] =>
  job.steps.length > 0 && typeof job["timeout-minutes"] !== "number" ? [`job ${name}: has no timeout-minutes`] : [];

const validateConcurrency = ({ path, concurrency }: Workflow): string[] => {
  if (path !== runPath) return [];
  const isRight =
    typeof concurrency === "object" &&
    concurrency.group.replaceAll(" ", "") === `draftsmith-\${{inputs.issue}}` &&
    concurrency["cancel-in-progress"] === false;
  return isRight ? [] : [`concurrency must be the group draftsmith-\${{ inputs.issue }} without cancel-in-progress`];
};

/** The jobs that start CI by hand where the configuration asks for it, and so may do more than read what became of it. */
const startingJobs = ["claim", "run"];

const withStart = (name: string, permissions: Expected[string]): Expected[string] =>
  startingJobs.includes(name) ? { ...permissions, actions: "write" } : permissions;

export type Validation = {
  /** The configuration names a workflow in `checks.ci.dispatch`. */
  startsCi: boolean;
};

/** `path` is one of `ownWorkflows`. Empty when all is well. */
export const validateWorkflow = (
  path: string,
  text: Untrusted,
  { startsCi }: Validation = { startsCi: false },
): string[] => {
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
      validatePermissions(name, workflow.jobs[name], startsCi ? withStart(name, expected) : expected),
    ),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => [
      ...validateSteps(name, job, expectedJobs[path]?.[name]),
      ...validateTime(name, job),
    ]),
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
