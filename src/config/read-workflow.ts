/** A GitHub workflow file as far as its safety can be judged: triggers, permissions, jobs, steps and what they name. */
import { parse } from "yaml";
import { z } from "zod";
import { failure, type Result, success } from "../domain/result.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { findYamlExcess } from "./yaml-bounds.ts";

const permissionsSchema = z.union([z.string(), z.record(z.string(), z.string())]).nullish();
const stepSchema = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).nullish(),
});
const concurrencySchema = z.union([
  z.string(),
  z.looseObject({ group: z.string(), "cancel-in-progress": z.unknown().optional() }),
]);
const jobSchema = z.looseObject({
  permissions: permissionsSchema,
  uses: z.string().optional(),
  steps: z.array(stepSchema).default([]),
  secrets: z.unknown().optional(),
  environment: z.union([z.string(), z.looseObject({ name: z.string() })]).nullish(),
});
const triggersSchema = z.union([
  z.string().transform((name) => ({ [name]: null })),
  z.array(z.string()).transform((names) => Object.fromEntries(names.map((name) => [name, null]))),
  z.record(z.string(), z.unknown()),
]);
const workflowSchema = z.looseObject({
  name: z.string().optional(),
  on: triggersSchema,
  permissions: permissionsSchema,
  concurrency: concurrencySchema.optional(),
  jobs: z.record(z.string(), jobSchema),
});

export type WorkflowFile = { path: string; text: Untrusted };
export type Job = z.output<typeof jobSchema>;
export type Workflow = z.output<typeof workflowSchema> & { path: string; title: string; text: Untrusted };

/** The workflow, or why it cannot be read. */
export const parseWorkflow = ({ path, text }: WorkflowFile): Result<Workflow, string> => {
  const excess = findYamlExcess(text);
  if (excess !== null) return failure(`too much for a workflow: line ${excess.line}: ${excess.message}`);
  let data: unknown;
  try {
    data = parse(text, { maxAliasCount: 50, prettyErrors: false, logLevel: "error" });
  } catch (error) {
    return failure(`not valid YAML: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : ""}`);
  }
  const parsed = workflowSchema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return failure(`no workflow that can be understood: ${issue?.path.join(".") || "file"}: ${issue?.message ?? ""}`);
  }
  return success({ ...parsed.data, path, title: parsed.data.name ?? path, text });
};

/** Every `uses` of jobs and steps. */
export const usesOf = (workflow: Workflow): string[] =>
  Object.values(workflow.jobs).flatMap((job) => [job.uses ?? [], job.steps.flatMap((step) => step.uses ?? [])].flat());

/** Every shell script. */
export const scriptsOf = (workflow: Workflow): string[] =>
  Object.values(workflow.jobs).flatMap((job) => job.steps.flatMap((step) => step.run ?? []));

const pinned = /^[^@\s]+@[0-9a-f]{40}$/;

/** Local paths come from the same commit; images and actions must name theirs. */
export const isPinned = (uses: string): boolean =>
  uses.startsWith("./") || pinned.test(uses) || /^docker:\/\/.+@sha256:[0-9a-f]{64}$/.test(uses);

/** Every string of the parsed file, keys included: what YAML hides behind escapes stands here as GitHub sees it. */
const stringsOf = (node: unknown): string[] => {
  if (typeof node === "string") return [node];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [key, ...stringsOf(value)]);
};

const textsOf = ({ path: _path, title: _title, text: _text, ...data }: Workflow): string[] => stringsOf(data);

/** Expressions that take secrets without naming one, such as `toJSON(secrets)`. */
export const takesAllSecrets = (workflow: Workflow): boolean =>
  textsOf(workflow).some(
    (text) =>
      text.includes("${{") &&
      /\bsecrets\b(?!\s*(?:\.\s*[A-Za-z0-9_]|\[\s*['"]))/i.test(text.slice(text.indexOf("${{"))),
  );

/** Secrets named in expressions, without the token that every job has. */
export const secretsOf = (workflow: Workflow): string[] => {
  const names = [
    ...textsOf(workflow)
      .join("\n")
      .matchAll(/\bsecrets\s*(?:\.\s*|\[\s*['"])([A-Za-z0-9_-]+)/gi),
  ].map(([, name = ""]) => name);
  const inherits = Object.values(workflow.jobs).some((job) => job.secrets === "inherit");
  return [
    ...new Set(names.filter((name) => name.toUpperCase() !== "GITHUB_TOKEN").concat(inherits ? ["all (inherit)"] : [])),
  ];
};

export const environmentsOf = (workflow: Workflow): string[] => [
  ...new Set(
    Object.values(workflow.jobs).flatMap(({ environment }) =>
      environment ? [typeof environment === "string" ? environment : environment.name] : [],
    ),
  ),
];
