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

/** A server of the repository that a check starts, and stops again. */
const serverSchema = {
  /** Starts the server and does not end by itself; null: the URL answers already. */
  start: argv.nullable().default(null),
  /** Directory of `start`, relative to the repository. */
  dir: z.string().max(200).default("."),
  url: z.url().max(500),
  /** How long the server may take until it answers. */
  startSeconds: z.number().int().min(1).max(300).default(60),
};

const pathOfUrl = z
  .string()
  .regex(/^\/[^\s]*$/, "must be a path that starts with /")
  .max(300);

export const checksSchema = z.strictObject({
  /** Failing tests of the subject run again this often, to tell flaky ones from broken ones. */
  flakyRuns: z.number().int().min(0).max(5).default(2),
  ci: z
    .strictObject({
      /** Names of check runs and statuses that do not count. */
      ignore: z.array(z.string().min(1).max(200)).max(50).default([]),
      /** A workflow file, such as `ci.yml`, that is started on the branch when nothing started by itself; the operator must name it too. */
      dispatch: z
        .string()
        .regex(/^[\w.-]+\.ya?ml$/, "must be the file name of a workflow")
        .nullable()
        .default(null),
    })
    .prefault({}),
  ui: z
    .strictObject({
      ...serverSchema,
      pages: z
        .array(
          z.strictObject({
            path: pathOfUrl,
            /** Texts that the page must show. */
            texts: z.array(z.string().min(1).max(200)).max(20).default([]),
            screenshot: z.boolean().default(true),
          }),
        )
        .min(1)
        .max(20)
        .default([{ path: "/", texts: [], screenshot: true }]),
    })
    .nullable()
    .default(null),
  /** Path of the OpenAPI description, relative to the repository. */
  openapi: z.string().max(300).nullable().default(null),
  sbom: z
    .union([
      z.boolean(),
      z.strictObject({
        dir: z.string().max(200).default("."),
        /** Prints a CycloneDX document in JSON; null: made from the package-lock.json in `dir`. */
        command: argv.nullable().default(null),
      }),
    ])
    .default(false),
  load: z
    .strictObject({
      ...serverSchema,
      paths: z.array(pathOfUrl).min(1).max(20).default(["/"]),
      /** Length of one round, in seconds. */
      seconds: z.number().int().min(1).max(120).default(5),
      connections: z.number().int().min(1).max(200).default(10),
      /** A k6 script, relative to the repository; it is run where a k6 binary is installed. */
      k6: z.string().max(300).nullable().default(null),
      /** Largest p95 of the head, as a multiple of the base's. */
      p95Ratio: z.number().min(1).max(100).default(1.5),
      /** Largest share of requests that may fail, from 0 to 1. */
      errorRate: z.number().min(0).max(1).default(0.01),
    })
    .nullable()
    .default(null),
  /** Commands that leave SARIF 2.1.0; empty: none. */
  scanners: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(60),
        command: argv,
        /** Where the command leaves its report, relative to the repository; null: on standard output. */
        report: z.string().max(300).nullable().default(null),
      }),
    )
    .max(10)
    .default([]),
  /** Reads the alerts that code scanning holds for the head. */
  codeScanning: z.boolean().default(false),
});

/** An HTTPS URL; what it may point to is decided where it is opened. */
const outsideUrl = z.url({ protocol: /^https?$/ }).max(500);

export const healthSchema = z.strictObject({
  /** Answering with a status below 400 in time is healthy. */
  probes: z
    .array(z.strictObject({ name: z.string().min(1).max(60), url: outsideUrl }))
    .max(20)
    .default([]),
  /** Red mode begins when `failures` of `of` probes in a row of one URL fail. */
  failures: z.number().int().min(1).max(20).default(3),
  of: z.number().int().min(1).max(20).default(5),
  /** Seconds between two probes of one pass. */
  intervalSeconds: z.number().int().min(0).max(60).default(10),
  /** Red mode ends after this long without a failing pass. */
  healthyMinutes: z.number().int().min(0).max(1_440).default(30),
  previews: z
    .strictObject({
      /** Preview URLs with `{number}`, `{branch}` or `{sha}`, for providers that report no deployment. */
      urls: z.array(z.string().min(1).max(300)).max(10).default([]),
      /** Hosts that previews may have; `*.vercel.app` means every host below. */
      hosts: z
        .array(z.string().min(1).max(253))
        .max(50)
        .default(["*.vercel.app", "*.fly.dev", "*.netlify.app", "*.pages.dev"]),
    })
    .prefault({}),
  metrics: z
    .strictObject({
      url: outsideUrl,
      /** Name of the counter of requests with a label for the status. */
      requests: z.string().max(200).default("http_requests_total"),
      statusLabel: z.string().max(60).default("status"),
      /** Name of the histogram of durations, in seconds, without `_bucket`. */
      duration: z.string().max(200).default("http_request_duration_seconds"),
      /** Length of one measurement, in seconds. */
      windowSeconds: z.number().int().min(1).max(3_600).default(300),
      /** A regression: p95 above this multiple of the baseline. */
      p95Ratio: z.number().min(1).max(100).default(1.5),
      /** A regression: the 5xx rate above the baseline by more than this share. */
      errorRate: z.number().min(0).max(1).default(0.01),
      /** Fewer requests than this in a window prove nothing. */
      minRequests: z.number().int().min(1).max(1_000_000).default(100),
    })
    .nullable()
    .default(null),
});

const tier = z.enum(["strong", "fast"]);

export const settingsSchema = z.strictObject({
  labels: z
    .strictObject({
      ready: label.default("agent:ready"),
      freeze: label.default("needs-human-review"),
      red: label.default("red-mode"),
      clarify: label.default("needs-clarification"),
      fix: z.array(label).max(20).default(["bug", "fix", "hotfix"]),
      /** On an issue: its change may break the API. */
      breaking: label.default("api:breaking"),
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
      /** Of one account whose label or command the runs stand on. */
      usdPerActorDay: z.number().positive().max(10_000).default(10),
      /** Runs of one account that are taken up within an hour. */
      runsPerActorHour: z.number().int().min(1).max(100).default(3),
      /** Open pull requests of the bot, those that wait for a reviewer included. */
      openPulls: z.number().int().min(1).max(500).default(10),
    })
    .prefault({}),
  models: z.strictObject({ roles: z.partialRecord(z.enum(roles), tier).default({}) }).prefault({}),
  checks: checksSchema.prefault({}),
  health: healthSchema.prefault({}),
  sandbox: z.strictObject({ readOnlyMounts: z.array(z.string().max(300)).max(20).default([]) }).prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Settings without any configuration file. */
export const defaultSettings = (): Settings => settingsSchema.parse({});
