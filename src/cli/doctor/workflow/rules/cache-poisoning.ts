/** Caches of the default branch that a stranger's code can write, and caches that a release is built from. */
import type { WorkflowRule } from "../workflow-rule.ts";
import type { JobAt, StepAt, WorkflowSource } from "../workflow-source.ts";
import { untrustedCheckout } from "./untrusted-checkout.ts";

const savesCache = ({ step }: StepAt): boolean => /^actions\/cache(?:\/save)?@/.test(step.uses ?? "");

/** setup-* actions and build actions that keep a cache when they are told to; that of Go does so by itself. */
const keepsCache = ({ step }: StepAt): boolean => {
  if (savesCache({ step } as StepAt)) return true;
  if (/^actions\/setup-go@/.test(step.uses ?? "")) return String(step.with?.cache ?? true) !== "false";
  const {
    cache,
    "cache-to": to,
    "package-manager-cache": auto,
    "enable-cache": enabled,
    "bundler-cache": bundler,
  } = step.with ?? {};
  if (
    !/^(?:actions\/setup-|docker\/|ruby\/setup-|astral-sh\/setup-|gradle\/|swatinem\/rust-cache)/i.test(step.uses ?? "")
  )
    return false;
  if (/^(?:gradle\/actions\/setup-gradle|swatinem\/rust-cache)/i.test(step.uses ?? "")) return true;
  return [cache, to, auto, enabled, bundler].some(
    (value) => value !== undefined && !/^(?:false|)$/i.test(String(value)),
  );
};

/** The step runs commands of the repository in Draftsmith's sandbox. */
const runsModelCode = ({ step }: StepAt): boolean =>
  /(?:^\.\/|draftsmith)/i.test(step.uses ?? "") && ["work", "run", "check"].includes(String(step.with?.command ?? ""));

const publishes =
  /\b(?:npm|pnpm|yarn|cargo|gem|poetry|uv|flit|twine|mvn|gradle|docker|gh release)\s+(?:publish|push|upload|deploy|create)\b/;

const isRelease = ({ workflow }: WorkflowSource, { job }: JobAt, steps: StepAt[]): boolean => {
  const push = workflow.on.push as Record<string, unknown> | null | undefined;
  const permissions = job.permissions ?? workflow.permissions;
  const mayPublish =
    typeof permissions === "object" &&
    permissions !== null &&
    (permissions.packages === "write" || permissions["id-token"] === "write");
  return (
    "release" in workflow.on ||
    push?.tags !== undefined ||
    mayPublish ||
    steps.some(({ step }) => publishes.test(step.run ?? ""))
  );
};

export const cachePoisoning: WorkflowRule = {
  name: "cache-poisoning",
  weight: "failing",
  todo: "Restore with actions/cache/restore alone where foreign code runs, and build releases without any (setup-…: cache: false).",
  find: (source) => {
    const foreign = untrustedCheckout.find(source).length > 0 || "pull_request_target" in source.workflow.on;
    return source.jobs.flatMap((at) => {
      const steps = source.steps.filter(({ name }) => name === at.name);
      const cached = steps.find(keepsCache);
      if (cached === undefined) return [];
      const line = source.lineOf(cached.path);
      if (foreign)
        return [{ line, what: `job ${at.name} writes a cache of the default branch beside a stranger's code` }];
      if (steps.some(runsModelCode))
        return [{ line, what: `job ${at.name} writes a cache beside code that a model wrote` }];
      return isRelease(source, at, steps) ? [{ line, what: `job ${at.name} builds a release from a cache` }] : [];
    });
  },
};
