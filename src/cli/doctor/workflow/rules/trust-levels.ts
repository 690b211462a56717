/** Steps of Draftsmith itself: the model's key, the write token and the code of the repository must not meet in one job. */
import type { Job } from "../../../../config/read-workflow.ts";
import type { WorkflowRule } from "../workflow-rule.ts";
import type { StepAt, WorkflowSource } from "../workflow-source.ts";
import { writtenRights } from "../written-rights.ts";

const commands = [
  "supervise",
  "claim",
  "work",
  "publish",
  "run",
  "check",
  "preview",
  "red-mode",
  "regressions",
  "atlas",
];

const commandOf = ({ step }: StepAt): string | null => {
  const command = String(step.with?.command ?? "");
  return /(?:^\.\/|draftsmith)/i.test(step.uses ?? "") && commands.includes(command) ? command : null;
};

/** Commands that hold a token, and beside which no code of the repository may run. */
const holdsToken = ["supervise", "claim", "publish", "preview", "red-mode", "regressions"];

/** Commands beside which the code of the repository runs. */
const runsCode = ["work", "check", "atlas"];

/** What builds the action from its own checkout, in Draftsmith's own repository. */
const buildScripts = ["npm ci --ignore-scripts", "npm run bundle"];

const writesOf = (permissions: Job["permissions"]): string[] =>
  permissions === undefined || permissions === null
    ? ["whatever the repository gives by default"]
    : writtenRights(permissions);

/** `OPENAI_API_KEY` may be the job's token where GitHub Models is the endpoint; then that is the key. */
const given = ({ step }: StepAt, input: string): boolean => (step.with?.[input] ?? "") !== "";

const neverNeeded = ["id-token", "packages", "workflows", "attestations", "deployments"];

const faultsOf = (source: WorkflowSource, at: StepAt, command: string): string[] => {
  const permissions = at.job.permissions ?? source.workflow.permissions;
  const others = source.steps.filter(({ name, step }) => name === at.name && step !== at.step);
  const written = writesOf(permissions);
  const scripts = others.flatMap(({ step }) => (step.run === undefined ? [] : [step.run.trim()]));
  const isLocal = at.step.uses?.startsWith("./") === true;
  const checkouts = others.filter(({ step }) => step.uses?.startsWith("actions/checkout@"));
  const env = [at.step.env, at.job.env, source.workflow.env].flatMap((one) =>
    typeof one === "object" && one !== null ? Object.keys(one) : [],
  );
  const isTokenJob = holdsToken.includes(command);
  return [
    ...(runsCode.includes(command) && written.length > 0
      ? [`${command} runs foreign code and its token has ${written.join(", ")}`]
      : []),
    ...(runsCode.includes(command) &&
    (given(at, "github-token") || env.some((name) => /^(?:GITHUB|GH)_TOKEN$/.test(name)))
      ? [`${command} is given a token of GitHub`]
      : []),
    ...(runsCode.includes(command) &&
    (given(at, "state-key") ||
      given(at, "state-key-previous") ||
      env.some((name) => name.startsWith("DRAFTSMITH_STATE_KEY")))
      ? [`${command} is given the key that signs records`]
      : []),
    ...(command !== "work" && command !== "run" && (given(at, "openai-api-key") || env.includes("OPENAI_API_KEY"))
      ? [`${command} is given the model's key`]
      : []),
    ...(isTokenJob && scripts.some((script) => !isLocal || !buildScripts.includes(script))
      ? [`${command} holds a token, and its job runs a script`]
      : []),
    ...(isTokenJob && !isLocal && checkouts.length > 0
      ? [`${command} holds a token, and its job checks out code`]
      : []),
    ...(command === "run" ? ["run joins the three trust levels in one job"] : []),
    ...(isTokenJob && typeof permissions === "string" ? [`${command} has ${permissions}`] : []),
    ...(typeof permissions === "object" && permissions !== null
      ? neverNeeded
          .filter((scope) => permissions[scope] === "write")
          .map((scope) => `${command} never needs ${scope}: write`)
      : []),
  ];
};

export const trustLevels: WorkflowRule = {
  name: "trust-levels",
  weight: "failing",
  todo: "Run `draftsmith init --force`: claim, work and publish are jobs of their own, each with no more than it needs.",
  find: (source) =>
    source.steps.flatMap((at) => {
      const command = commandOf(at);
      return command === null
        ? []
        : faultsOf(source, at, command).map((what) => ({
            line: source.lineOf(at.path),
            what: `job ${at.name}: ${what}`,
          }));
    }),
};
