/** The parts of SARIF 2.1.0 that are used, with the types and limits of its schema; other keys are let be. */
import { z } from "zod";

const index = z.number().int().min(-1).optional();
const text = z.string();
const properties = z.object({ "security-severity": z.union([z.string(), z.number()]).optional() }).optional();
const level = z.enum(["none", "note", "warning", "error"]).optional();
const messageString = z.object({ text: text.optional() });

export const artifactLocationSchema = z.object({
  uri: text.optional(),
  uriBaseId: text.optional(),
  index,
});

export type ArtifactLocation = z.infer<typeof artifactLocationSchema>;

export const locationSchema = z.object({
  physicalLocation: z
    .object({
      artifactLocation: artifactLocationSchema.optional(),
      region: z
        .object({ startLine: z.number().int().min(1).optional(), endLine: z.number().int().min(1).optional() })
        .optional(),
    })
    .optional(),
});

export const resultSchema = z.object({
  ruleId: text.optional(),
  ruleIndex: index,
  rule: z.object({ id: text.optional(), index, toolComponent: z.object({ index }).optional() }).optional(),
  kind: z.enum(["notApplicable", "pass", "fail", "review", "open", "informational"]).default("fail"),
  level,
  message: z.object({ text: text.optional(), id: text.optional(), arguments: z.array(text).max(100).optional() }),
  suppressions: z.array(z.object({ status: text.optional() })).nullish(),
  baselineState: text.optional(),
  properties,
});

export type SarifResult = z.infer<typeof resultSchema>;

export const ruleSchema = z.object({
  id: text,
  shortDescription: messageString.optional(),
  messageStrings: z.record(text, messageString).optional(),
  defaultConfiguration: z.object({ level }).optional(),
  properties,
});

export type SarifRule = z.infer<typeof ruleSchema>;

const list = z.array(z.unknown()).nullish();

const componentSchema = z.object({
  name: text,
  version: text.optional(),
  semanticVersion: text.optional(),
  rules: list,
});

export const runSchema = z.object({
  tool: z.object({ driver: componentSchema, extensions: z.array(componentSchema).max(1_000).nullish() }),
  invocations: z
    .array(
      z.object({
        executionSuccessful: z.boolean(),
        toolExecutionNotifications: z
          .array(z.object({ level: text.optional(), message: messageString.optional() }))
          .nullish(),
      }),
    )
    .max(1_000)
    .nullish(),
  originalUriBaseIds: z.record(text, artifactLocationSchema).nullish(),
  artifacts: list,
  results: list,
});

export type SarifRun = z.infer<typeof runSchema>;

export const logSchema = z.object({ version: z.literal("2.1.0"), runs: z.array(runSchema).min(1).max(50) });
