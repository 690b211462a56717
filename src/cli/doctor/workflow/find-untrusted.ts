/** Which contexts of an expression may hold text that a stranger, or the code of a branch, wrote. */
import type { Job } from "../../../config/read-workflow.ts";
import { contextsIn, expressionsIn, isVerdict } from "./expressions.ts";
import { stringsAt } from "./strings-at.ts";
import type { Step, WorkflowSource } from "./workflow-source.ts";

/** Where the expression stands. */
export type Scope = { source: WorkflowSource; job?: Job | undefined; step?: Step | undefined };

/** Fields of an event that GitHub makes: numbers, hashes, fixed words, logins, addresses of its own. */
const madeByGithub =
  /\.(?:number|id|node_id|sha|action|merged|draft|state|type|created_at|updated_at|before|after|author_association|conclusion|run_number|run_attempt|locked|private|fork|login|full_name|html_url|schedule)$/;

/** Names of branches and tags are as free as titles. */
const freeRefs = ["github.head_ref", "github.ref_name", "github.ref"];

const isFreeText = (name: string): boolean => {
  if (["github", "github.event", "github.*", "github.event.*"].includes(name) || freeRefs.includes(name)) return true;
  if (!name.startsWith("github.event.") || name.startsWith("github.event.inputs.")) return false;
  return !name.startsWith("github.event.repository.") && !madeByGithub.test(name);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const memberOf = (value: unknown, name: string): unknown =>
  isRecord(value) ? Object.entries(value).find(([key]) => key.toLowerCase() === name)?.[1] : undefined;

/** Inputs are texts unless their type says otherwise. */
const isFreeInput = ({ workflow }: WorkflowSource, name: string): boolean =>
  ["workflow_dispatch", "workflow_call"].some((trigger) => {
    const input = memberOf(memberOf(workflow.on[trigger], "inputs"), name);
    return isRecord(input) && !["number", "boolean", "choice", "environment"].includes(String(input.type ?? "string"));
  });

const maxDepth = 5;

const holdsUntrusted = (value: unknown, scope: Scope, depth: number): boolean =>
  stringsAt(value).some(({ text }) =>
    expressionsIn(text).some((expression) => untrustedAt(expression, scope, depth).length > 0),
  );

const isOfGithub = (uses: string): boolean => uses.startsWith("./") || uses.startsWith("actions/");

/** What somebody else's action or a step that saw foreign text says is foreign text. */
const isFreeStep = (step: Step, scope: Scope, depth: number): boolean =>
  (step.uses !== undefined && !isOfGithub(step.uses)) ||
  holdsUntrusted([step.run, step.with, step.env], { ...scope, step }, depth);

const isFree = (name: string, scope: Scope, depth: number): boolean => {
  const { source, job, step } = scope;
  const [root, first = "", second = "", third = ""] = name.split(".");
  if (depth > maxDepth) return true;
  switch (root) {
    case "github":
      return first === "event" && second === "inputs" ? isFreeInput(source, third) : isFreeText(name);
    case "inputs":
      return isFreeInput(source, first);
    case "env":
      return [step?.env, job?.env, source.workflow.env].some((env) =>
        holdsUntrusted(first === "" || first === "*" ? env : memberOf(env, first), scope, depth + 1),
      );
    case "matrix":
      return holdsUntrusted(memberOf(job?.strategy, "matrix"), scope, depth + 1);
    case "steps": {
      const before = job?.steps.find(({ id }) => typeof id === "string" && id.toLowerCase() === first);
      return second === "outputs" && before !== undefined && isFreeStep(before, scope, depth + 1);
    }
    case "needs": {
      const other = Object.entries(source.workflow.jobs).find(([id]) => id.toLowerCase() === first)?.[1];
      return second === "outputs" && holdsUntrusted(memberOf(other?.outputs, third), { source, job: other }, depth + 1);
    }
    default:
      return false;
  }
};

const untrustedAt = (expression: string, scope: Scope, depth: number): string[] =>
  isVerdict(expression) ? [] : contextsIn(expression).filter((name) => isFree(name, scope, depth));

/** Contexts of the expression whose text nobody checked, such as `github.event.issue.title`; empty for numbers, hashes and verdicts. */
export const findUntrusted = (expression: string, scope: Scope): string[] => untrustedAt(expression, scope, 0);
