/** What the operator, by environment variables or action inputs, allows every repository at most. */

import type { Failure } from "../domain/failure.ts";
import { failure, type Result, success } from "../domain/result.ts";
import { defaultSettings, type Settings, settingsSchema } from "../domain/settings.ts";

export type OperatorPolicy = {
  /** Largest values that count; a limit that the repository leaves out has this value. */
  limits: Settings["limits"];
  /** Labels that win over the repository's; null leaves the choice to the repository. */
  labels: { ready: string | null; freeze: string | null; red: string | null };
  /** A path must match one of these as well; empty allows every path that no guardrail denies. */
  allow: string[];
  /** Absolute directories that the repository may mount into the sandbox, themselves or parts of them. */
  readOnlyMounts: string[];
  /** File names of workflows that may be started on branches of the bot. */
  dispatchWorkflows: string[];
  /** `host:port` that previews, probes and metrics may have although they are private or speak http. */
  privateHosts: string[];
  /** The bot's own verified regression issues may start runs. */
  trustsOwnRegressions: boolean;
  /** Ids of apps whose label counts when the account that they act as may push. */
  trustedApps: number[];
  /** What becomes of text with characters that nobody sees; null: the default for the repository's visibility. */
  hiddenText: "hold" | "strip" | null;
  /** Model names per tier; null where the operator named none. */
  models: { strong: string | null; fast: string | null };
};

const limitNames = {
  openRuns: "DRAFTSMITH_MAX_OPEN_RUNS",
  repairs: "DRAFTSMITH_MAX_REPAIRS",
  patchLines: "DRAFTSMITH_PATCH_LINES",
  patchFiles: "DRAFTSMITH_PATCH_FILES",
  usdPerIssue: "DRAFTSMITH_USD_PER_ISSUE",
  usdPerDay: "DRAFTSMITH_USD_PER_DAY",
  usdPerActorDay: "DRAFTSMITH_USD_PER_ACTOR_DAY",
  runsPerActorHour: "DRAFTSMITH_RUNS_PER_ACTOR_HOUR",
  openPulls: "DRAFTSMITH_MAX_OPEN_PULLS",
} satisfies Record<keyof Settings["limits"], string>;

const labelNames = { ready: "DRAFTSMITH_READY_LABEL", freeze: "HUMAN_FREEZE_LABEL", red: "RED_MODE_LABEL" } as const;

const limitSchemas = settingsSchema.shape.limits.unwrap().shape;
const labelSchema = settingsSchema.shape.labels.unwrap().shape.ready;

const workflowFile = /^[\w.-]+\.ya?ml$/;

const boundsOf = (name: keyof Settings["limits"]): string => {
  const { minValue, maxValue } = limitSchemas[name].unwrap();
  const kind = name.startsWith("usd") ? "a number of USD above" : "a whole number from";
  return `${kind} ${minValue} ${name.startsWith("usd") ? "and at most" : "to"} ${maxValue}`;
};

/**
 * Reads the operator's variables; an empty one counts as not set, since action inputs arrive so.
 * Without a variable the defaults of the settings are the most that a repository gets.
 */
export const decodeOperatorPolicy = (env: Record<string, string | undefined>): Result<OperatorPolicy, Failure> => {
  const faults: string[] = [];
  const read = (name: string): string | null => env[name]?.trim() || null;
  const list = (name: string): string[] => (read(name) ?? "").split(",").flatMap((entry) => entry.trim() || []);

  const limits = { ...defaultSettings().limits };
  for (const name of Object.keys(limitNames) as (keyof typeof limitNames)[]) {
    const text = read(limitNames[name]);
    if (text === null) continue;
    const value = /^\d{1,9}(\.\d{1,6})?$/.test(text) ? limitSchemas[name].safeParse(Number(text)) : null;
    if (value?.success) limits[name] = value.data;
    else faults.push(`${limitNames[name]} is ${JSON.stringify(text.slice(0, 40))}; ${boundsOf(name)} is allowed`);
  }
  const label = (name: string): string | null => {
    const text = read(name);
    if (text === null || labelSchema.safeParse(text).success) return text;
    faults.push(`${name} is longer than the 50 characters of a label`);
    return null;
  };
  const flag = (name: string): boolean => {
    const text = read(name)?.toLowerCase() ?? "false";
    if (!["true", "false", "1", "0"].includes(text))
      faults.push(`${name} is ${JSON.stringify(text.slice(0, 40))}; true or false is allowed`);
    return text === "true" || text === "1";
  };
  const readOnlyMounts = list("DRAFTSMITH_READ_ONLY_MOUNTS");
  for (const mount of readOnlyMounts)
    if (!mount.startsWith("/") || mount.split("/").includes(".."))
      faults.push(
        `DRAFTSMITH_READ_ONLY_MOUNTS names ${JSON.stringify(mount.slice(0, 80))}; absolute paths without .. are allowed`,
      );

  const privateHosts = list("DRAFTSMITH_PRIVATE_HOSTS");
  for (const host of privateHosts)
    if (!/^[^\s/@?#\\]{1,255}:\d{1,5}$/.test(host))
      faults.push(`DRAFTSMITH_PRIVATE_HOSTS names ${JSON.stringify(host.slice(0, 80))}; host:port is allowed`);
  const dispatchWorkflows = list("DRAFTSMITH_DISPATCH_WORKFLOWS");
  for (const file of dispatchWorkflows)
    if (!workflowFile.test(file))
      faults.push(
        `DRAFTSMITH_DISPATCH_WORKFLOWS names ${JSON.stringify(file.slice(0, 80))}; file names such as ci.yml are allowed`,
      );

  const apps = list("DRAFTSMITH_TRUSTED_APPS");
  for (const app of apps)
    if (!/^[1-9]\d{0,14}$/.test(app))
      faults.push(
        `DRAFTSMITH_TRUSTED_APPS names ${JSON.stringify(app.slice(0, 40))}; numeric ids of apps are allowed, names are not`,
      );
  const hiddenText = read("DRAFTSMITH_HIDDEN_TEXT")?.toLowerCase() ?? null;
  const isHolding = hiddenText === "hold" || hiddenText === "strip";
  if (hiddenText !== null && !isHolding)
    faults.push(`DRAFTSMITH_HIDDEN_TEXT is ${JSON.stringify(hiddenText.slice(0, 40))}; hold or strip is allowed`);

  const policy: OperatorPolicy = {
    limits,
    labels: { ready: label(labelNames.ready), freeze: label(labelNames.freeze), red: label(labelNames.red) },
    allow: list("DRAFTSMITH_ALLOW"),
    readOnlyMounts,
    dispatchWorkflows,
    privateHosts,
    trustedApps: apps.map(Number),
    hiddenText: isHolding ? hiddenText : null,
    trustsOwnRegressions: flag("DRAFTSMITH_TRUST_OWN_REGRESSIONS"),
    models: { strong: read("DRAFTSMITH_MODEL_STRONG"), fast: read("DRAFTSMITH_MODEL_FAST") },
  };
  if (faults.length === 0) return success(policy);
  return failure({
    kind: "usage",
    message: faults.join("; "),
    hint: "Correct the environment variables or the action's inputs.",
  });
};
