/** GitHub's code scanning answers as domain nouns: analyses and open alerts. */
import { z } from "zod";
import { type ScanResult, type ScanSeverity, severityOfLevel } from "../domain/scan.ts";
import { cutAtWord, toOneLine } from "../outgoing/visible-text.ts";

const clean = (text: string, max: number): string => cutAtWord(toOneLine(text.slice(0, 4 * max)), max);

const toolShape = z
  .object({ name: z.string(), version: z.string().nullish() })
  .transform(({ name, version }) => clean(`${name} ${version ?? ""}`, 120));

const analysisShape = z
  .object({ commit_sha: z.string(), tool: toolShape, error: z.string().default("") })
  .transform(({ commit_sha: sha, tool, error }) => ({ sha, tool, error: clean(error, 200) }));

/** One tool's look at one commit; `error` is empty when it went well. */
export type Analysis = z.output<typeof analysisShape>;

const alertShape = z.object({
  rule: z.object({
    id: z.string().nullish(),
    severity: z.string().nullish(),
    security_severity_level: z.enum(["critical", "high", "medium", "low"]).nullish(),
    description: z.string().default(""),
  }),
  tool: toolShape,
  most_recent_instance: z.object({
    commit_sha: z.string(),
    state: z.string().nullish(),
    message: z.object({ text: z.string().default("") }).default({ text: "" }),
    location: z.object({
      path: z.string().min(1).max(1_024),
      start_line: z.number().int().positive(),
      end_line: z.number().int().positive().optional(),
    }),
  }),
});

/** An alert where it was last seen. */
export type Alert = { sha: string; tool: string; result: ScanResult };

/** Null for what names no place, or is no longer open there. */
export const decodeAlert = (raw: unknown): Alert | null => {
  const parsed = alertShape.safeParse(raw);
  if (!parsed.success) return null;
  const { rule, tool, most_recent_instance: instance } = parsed.data;
  if (instance.state && instance.state !== "open") return null;
  const { path, start_line: line, end_line: endLine = line } = instance.location;
  const severity: ScanSeverity = rule.security_severity_level ?? severityOfLevel(rule.severity ?? "");
  const message = clean(instance.message.text || rule.description, 500);
  const result = { rule: clean(rule.id ?? "without a rule", 200), severity, path, line, endLine, message };
  return { sha: instance.commit_sha, tool, result };
};

export const decodeAnalysis = (raw: unknown): Analysis => analysisShape.parse(raw);
