/** Runs one of our programs in the sandbox beside the repository's server, and reads the report that it leaves. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { z } from "zod";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import type { RunOptions, Sandbox, SandboxResult } from "../../sandbox/sandbox.ts";
import { parseJson } from "../parse-json.ts";
import { isReallyInside, readRegularFile } from "../read-regular-file.ts";
import type { DriverPlace } from "./driver-place.ts";

const maxReportBytes = 2_000_000;
const reportName = "report.json";

export type DriverRun = {
  place: DriverPlace;
  /** What the driver is told besides `dir`, the directory for its report. */
  job: Record<string, unknown>;
  /** Begins the name of the report's directory. */
  name: string;
  options: RunOptions;
};

export type DriverFailure = {
  /** One sentence. */
  reason: string;
  output: Untrusted;
};

export type DriverReport<T> = {
  report: T;
  /** The host directory of the report and of what stands beside it. */
  dir: string;
  /** How the driver was ended before it was done; null when it was not. */
  cut: string | null;
};

/** A report that was left before the driver was ended still counts. */
export const runDriver = async <T>(
  sandbox: Sandbox,
  schema: z.ZodType<T>,
  { place, job, name, options }: DriverRun,
): Promise<Result<DriverReport<T>, DriverFailure>> => {
  // Nothing that ran here before can know this name and leave a report of its own in it.
  const dir = join(sandbox.reports, `${name}-${randomBytes(8).toString("hex")}`);
  const argv = [...place.argv, JSON.stringify({ ...job, dir: sandbox.seenAt(dir) })];
  const result = await sandbox.run(argv, {
    ...options,
    readOnly: [...place.readOnly, ...(options.readOnly ?? [])],
  });
  const cut = cutOf(result, options.limits.seconds);
  const path = join(dir, reportName);
  const text = isReallyInside(dir, sandbox.reports) ? readRegularFile(path, maxReportBytes) : null;
  if (text === null) return failure({ reason: cut ?? "No report was left.", output: result.output });
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) return failure({ reason: "The report that was left makes no sense.", output: result.output });
  return success({ report: parsed.data, dir, cut });
};

const cutOf = ({ timedOut, exceeded, exitCode, signal }: SandboxResult, seconds: number): string | null => {
  if (timedOut) return `It was ended after ${seconds} s.`;
  if (exceeded !== null) return `It was ended because it used too much ${exceeded}.`;
  if (signal !== null) return `It was ended by ${signal}.`;
  return exitCode === 0 ? null : `It ended with exit status ${exitCode}.`;
};
