/** The effective settings of a run: the repository's configuration after the operator's limits were laid over it. */
import { z } from "zod";
import { roles } from "./stage.ts";

const glob = z.string().min(1).max(200);
const argv = z.array(z.string().min(1).max(1_000)).min(1).max(40);
const label = z.string().min(1).max(50);

export const projectSchema = z.strictObject({
  dir: z.string().max(200).default("."),
  /** Runs once, before any model-written code exists. */
  install: argv.nullable().default(null),
  test: argv.nullable().default(null),
  /** Where the test command leaves JUnit XML, relative to `dir`. */
  junit: z.string().max(300).nullable().default(null),
  tests: z
    .array(glob)
    .max(40)
    .default([
      "**/test/**",
      "**/tests/**",
      "**/__tests__/**",
      "spec/**",
      "**/*.test.*",
      "**/*.spec.*",
      "**/test_*.py",
      "**/*_test.*",
    ]),
  /** Wall clock for one run of the test command, in seconds. */
  timeoutSeconds: z.number().int().min(1).max(3_600).default(300),
});

export type Project = z.infer<typeof projectSchema>;

const tier = z.enum(["strong", "fast"]);

export const settingsSchema = z.strictObject({
  labels: z
    .strictObject({
      ready: label.default("agent:ready"),
      freeze: label.default("needs-human-review"),
      red: label.default("red-mode"),
      clarify: label.default("needs-clarification"),
      fix: z.array(label).max(20).default(["bug", "fix", "hotfix"]),
    })
    .prefault({}),
  /** Empty: every path that no guardrail denies. */
  allow: z.array(glob).max(100).default([]),
  /** Empty: detected from the files of the base. */
  projects: z.array(projectSchema).max(20).default([]),
  limits: z
    .strictObject({
      openRuns: z.number().int().min(1).max(100).default(3),
      repairs: z.number().int().min(0).max(10).default(3),
      patchLines: z.number().int().min(1).max(3_000).default(800),
      patchFiles: z.number().int().min(1).max(60).default(20),
      usdPerIssue: z.number().positive().max(1_000).default(2),
      usdPerDay: z.number().positive().max(10_000).default(20),
    })
    .prefault({}),
  models: z.strictObject({ roles: z.partialRecord(z.enum(roles), tier).default({}) }).prefault({}),
  checks: z
    .strictObject({
      ui: z
        .strictObject({ start: argv.nullable().default(null), url: z.url() })
        .nullable()
        .default(null),
      openapi: z.string().max(300).nullable().default(null),
      sbom: z.boolean().default(false),
    })
    .prefault({}),
  sandbox: z.strictObject({ readOnlyMounts: z.array(z.string().max(300)).max(20).default([]) }).prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Settings without any configuration file. */
export const defaultSettings = (): Settings => settingsSchema.parse({});
