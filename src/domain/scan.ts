/** What a scanner said about a commit: its results with place and severity, however they came to us. */
import { z } from "zod";

/** Gravest first. */
export const scanSeverities = ["critical", "high", "medium", "low", "note"] as const;

export type ScanSeverity = (typeof scanSeverities)[number];

export const scanResultSchema = z.object({
  rule: z.string().max(200),
  severity: z.enum(scanSeverities),
  /** Relative to the repository, `/`-separated. */
  path: z.string().max(1_024),
  /** 1-based, both ends included. */
  line: z.number().int().positive(),
  endLine: z.number().int().positive(),
  /** One line of text. */
  message: z.string().max(500),
});

export type ScanResult = z.infer<typeof scanResultSchema>;

export const maxScanResults = 200;

export const scanSchema = z.object({
  /** Name of the tool, with its version where it says one. */
  tool: z.string().max(120),
  results: z.array(scanResultSchema).max(maxScanResults),
  /** Results that were cut off behind those. */
  more: z.number().int().nonnegative(),
});

export type Scan = z.infer<typeof scanSchema>;

export const codeScanningSchema = z.object({
  sha: z.string(),
  /** One per tool that looked at `sha`, with its open alerts in the files that were asked for. */
  scans: z.array(scanSchema).max(20),
  /** Why nothing, or not all, could be read; empty when nothing is missing. */
  reason: z.string().max(500),
});

/** What GitHub's code scanning holds for one commit. */
export type CodeScanning = z.infer<typeof codeScanningSchema>;

/** A CVSS-like score from 0 to 10, as SARIF's `security-severity` has it. */
export const severityOfScore = (score: number): ScanSeverity => {
  if (score >= 9) return "critical";
  if (score >= 7) return "high";
  if (score >= 4) return "medium";
  return score > 0 ? "low" : "note";
};

const levels: Readonly<Record<string, ScanSeverity>> = { error: "high", warning: "medium", note: "low" };

/** SARIF's level; `none` and whatever is unknown are a note. */
export const severityOfLevel = (level: string): ScanSeverity =>
  Object.hasOwn(levels, level) ? (levels[level] ?? "note") : "note";

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compareResults = (a: ScanResult, b: ScanResult): number =>
  scanSeverities.indexOf(a.severity) - scanSeverities.indexOf(b.severity) ||
  compareText(a.path, b.path) ||
  a.line - b.line ||
  compareText(a.rule, b.rule) ||
  compareText(a.message, b.message);

/** Gravest first, one of each rule and line, cut to what a scan may hold. */
export const settleResults = (results: ScanResult[]): Pick<Scan, "results" | "more"> => {
  const seen = new Set<string>();
  const single = results.toSorted(compareResults).filter(({ rule, path, line }) => {
    const key = `${rule}\n${path}\n${line}`;
    return !seen.has(key) && seen.add(key);
  });
  return { results: single.slice(0, maxScanResults), more: Math.max(0, single.length - maxScanResults) };
};
