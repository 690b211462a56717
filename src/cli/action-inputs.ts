/** The inputs of the action as a call of a command and an environment: the action has no other way into the commands. */
import type { Failure } from "../domain/failure.ts";
import { failure, type Result, success } from "../domain/result.ts";

type Environment = Record<string, string | undefined>;

/** Inputs that stand for an environment variable; an empty one leaves the variable as the workflow's `env` has it. */
export const inputVariables = {
  "github-token": "GITHUB_TOKEN",
  "openai-api-key": "OPENAI_API_KEY",
  "state-key": "DRAFTSMITH_STATE_KEY",
  "state-key-previous": "DRAFTSMITH_STATE_KEY_PREVIOUS",
  "openai-base-url": "OPENAI_BASE_URL",
  "model-strong": "DRAFTSMITH_MODEL_STRONG",
  "model-fast": "DRAFTSMITH_MODEL_FAST",
  "ready-label": "DRAFTSMITH_READY_LABEL",
  "red-mode-label": "RED_MODE_LABEL",
  "freeze-label": "HUMAN_FREEZE_LABEL",
  "red-mode": "DRAFTSMITH_RED_MODE",
  "max-open-runs": "DRAFTSMITH_MAX_OPEN_RUNS",
  "max-repairs": "DRAFTSMITH_MAX_REPAIRS",
  "patch-lines": "DRAFTSMITH_PATCH_LINES",
  "patch-files": "DRAFTSMITH_PATCH_FILES",
  "usd-per-issue": "DRAFTSMITH_USD_PER_ISSUE",
  "usd-per-day": "DRAFTSMITH_USD_PER_DAY",
  "usd-per-actor-day": "DRAFTSMITH_USD_PER_ACTOR_DAY",
  "runs-per-actor-hour": "DRAFTSMITH_RUNS_PER_ACTOR_HOUR",
  "max-open-pulls": "DRAFTSMITH_MAX_OPEN_PULLS",
  allow: "DRAFTSMITH_ALLOW",
  "read-only-mounts": "DRAFTSMITH_READ_ONLY_MOUNTS",
  sandbox: "DRAFTSMITH_SANDBOX",
  "install-cache": "DRAFTSMITH_INSTALL_CACHE",
  "dispatch-workflows": "DRAFTSMITH_DISPATCH_WORKFLOWS",
  "private-hosts": "DRAFTSMITH_PRIVATE_HOSTS",
  "trust-own-regressions": "DRAFTSMITH_TRUST_OWN_REGRESSIONS",
  "trusted-apps": "DRAFTSMITH_TRUSTED_APPS",
  "hidden-text": "DRAFTSMITH_HIDDEN_TEXT",
} as const;

/** What each command of the action takes: `issue` and `check` by position, the others as options of the same name. Of the atlas there is `build`. */
const commandInputs = {
  supervise: [],
  claim: ["issue", "item", "artifacts"],
  work: ["item", "bundle", "digest", "workspace", "map", "artifacts"],
  publish: ["issue", "bundle", "digest", "artifacts"],
  run: ["issue", "workspace"],
  check: ["check", "base", "head", "artifacts"],
  preview: ["pull"],
  "red-mode": [],
  regressions: ["state"],
  doctor: [],
  atlas: ["map"],
} as const satisfies Record<string, readonly ArgumentInput[]>;

const argumentInputs = [
  "issue",
  "item",
  "bundle",
  "digest",
  "workspace",
  "map",
  "check",
  "base",
  "head",
  "artifacts",
  "pull",
  "state",
] as const;
type ArgumentInput = (typeof argumentInputs)[number];

/** Every input, as `action.yml` lists them. */
export const inputNames: readonly string[] = ["command", ...argumentInputs, ...Object.keys(inputVariables)];

/** Commands beside which the code of the repository runs: the key that signs records is never there. */
const runsCode: readonly string[] = ["work", "check", "atlas"];
const stateKeys = ["state-key", "state-key-previous"] as const;

const isCommand = (name: string): name is keyof typeof commandInputs => Object.hasOwn(commandInputs, name);

/** A command of the table with its arguments, and the environment it shall see. */
export type ActionCall = {
  command: keyof typeof commandInputs;
  args: string[];
  options: Record<string, string>;
  env: Environment;
};

type UsageFailure = Extract<Failure, { kind: "usage" }>;

const refuse = (message: string, hint: string) => failure<UsageFailure>({ kind: "usage", message, hint });

/**
 * `input` gives the trimmed value of an input, empty where there is none. The environment is a copy of `env` with the
 * inputs laid over it.
 */
export const readActionInputs = (
  input: (name: string) => string,
  env: Environment,
): Result<ActionCall, UsageFailure> => {
  const command = input("command");
  const known = Object.keys(commandInputs).join(", ");
  if (!isCommand(command)) return refuse(`the input command is "${command.slice(0, 40)}"`, `Use one of ${known}.`);
  const taken: readonly ArgumentInput[] = commandInputs[command];
  const call: ActionCall = { command, args: command === "atlas" ? ["build"] : [], options: {}, env };
  for (const name of argumentInputs) {
    const value = input(name);
    if (value === "") continue;
    if (!taken.includes(name))
      return refuse(`the input ${name} is not for the command ${command}`, "Remove it from the step.");
    if (name === "issue" || name === "check") call.args.push(value);
    else call.options[name] = value;
  }
  if (runsCode.includes(command) && stateKeys.some((name) => input(name) !== "" || env[inputVariables[name]]))
    return refuse(
      `the step of ${command} is given the key that signs records`,
      "Take state-key and DRAFTSMITH_STATE_KEY away from it: beside it runs code that nobody has reviewed.",
    );
  const overlay = Object.entries(inputVariables).flatMap(([name, variable]) => {
    const value = input(name);
    return value === "" ? [] : [[variable, value] as const];
  });
  return success({ ...call, env: { ...env, ...Object.fromEntries(overlay) } });
};

/** Whether the command cannot do without an issue number, which the event may name where the input does not. */
export const wantsIssue = (command: string): boolean => command === "claim" || command === "run";
