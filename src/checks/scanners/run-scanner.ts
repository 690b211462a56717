/** Runs one configured scanner over the tree of the head and decodes the report that it leaves. */
import { join } from "node:path";
import { type Scan, settleResults } from "../../domain/scan.ts";
import type { Settings } from "../../domain/settings.ts";
import type { Sandbox, SandboxResult } from "../../sandbox/sandbox.ts";
import { captureStdout } from "../capture-stdout.ts";
import { describeEnd } from "../describe-end.ts";
import { isReallyInside, readRegularFile } from "../read-regular-file.ts";
import { removeReport } from "../tests/read-report.ts";
import { withReportDirectory } from "../with-report-directory.ts";
import type { FindPlace } from "./create-place-finder.ts";
import { decodeSarif } from "./decode-sarif.ts";

export type Scanner = Settings["checks"]["scanners"][number];

export type ScannerRun = Scan & {
  /** The name that the configuration gives the scanner. */
  name: string;
  /** `failed` when the command ran and left no report that can be read, or said itself that it failed. */
  state: "passed" | "failed" | "not-started";
  /** Why it did not pass; empty otherwise. */
  reason: string;
  /** Results off the changed lines. */
  elsewhere: number;
  /** Results on changed lines that somebody suppressed in the source. */
  suppressed: number;
  /** The end of what a scanner printed that did not pass. */
  output: string;
  /** Null when no command of ours ran. */
  isolation: Sandbox["level"] | null;
};

/** A scanner that was not started, for `reason`. */
export const notStarted = ({ name }: Scanner, reason: string): ScannerRun => ({
  tool: name,
  name,
  results: [],
  more: 0,
  state: "not-started",
  reason,
  elsewhere: 0,
  suppressed: 0,
  output: "",
  isolation: null,
});

const maxReportBytes = 20_000_000;
const limits = { seconds: 300 };
const outputLength = 1_500;

type Ended = { end: SandboxResult; text: string | null };

const runToStdout = (scanner: Scanner, sandbox: Sandbox, env: Record<string, string>): Promise<Ended> =>
  withReportDirectory(sandbox, async (dir) => {
    const options = { cwd: sandbox.tree, env, limits, dir, maxBytes: maxReportBytes };
    const { result, stdout } = await captureStdout(sandbox, scanner.command, options);
    return { end: result, text: stdout };
  });

/** A report of an earlier run must not pass for this one's. */
const runToFile = async (
  scanner: Scanner,
  file: string,
  sandbox: Sandbox,
  env: Record<string, string>,
): Promise<Ended> => {
  removeReport(file, sandbox.tree);
  const end = await sandbox.run(scanner.command, { cwd: sandbox.tree, env, limits });
  return { end, text: isReallyInside(file, sandbox.tree) ? readRegularFile(file, maxReportBytes) : null };
};

/** `fault` null: no plain file of at most 20 MB stands where the report should be. */
const describeMissing = (scanner: Scanner, end: SandboxResult, fault: string | null): string => {
  const where = scanner.report === null ? "on standard output" : `in ${scanner.report}`;
  const what =
    fault === null ? `left no report of at most ${maxReportBytes / 1e6} MB ${where}` : `left ${where} ${fault}`;
  return `${what}; it ${describeEnd(end, limits.seconds)}`;
};

/** A scanner may end with any status: it is the report that counts. */
export const runScanner = async (
  scanner: Scanner,
  sandbox: Sandbox,
  env: Record<string, string>,
  findPlace: FindPlace,
): Promise<ScannerRun> => {
  const file = scanner.report === null ? null : join(sandbox.tree, scanner.report);
  if (file !== null && !file.startsWith(join(sandbox.tree, "/")))
    return notStarted(scanner, `its report ${scanner.report} does not lie in the repository`);
  const ended = await (file === null ? runToStdout(scanner, sandbox, env) : runToFile(scanner, file, sandbox, env));
  const { end } = ended;
  const ran = { ...notStarted(scanner, ""), isolation: sandbox.level };
  const output = end.output.slice(-outputLength).toWellFormed().trim();
  const text = end.timedOut ? null : ended.text?.trim() || null;
  if (text === null && end.exitCode === 127) {
    return { ...ran, output, reason: `${scanner.command[0]} could not be started, is it installed?` };
  }
  const decoded = text === null ? null : decodeSarif(text, findPlace);
  if (!decoded?.ok)
    return { ...ran, state: "failed", output, reason: describeMissing(scanner, end, decoded?.error ?? null) };
  const { tool, results, elsewhere, suppressed, fault, malformed } = decoded.value;
  const reason = fault ?? (malformed > 0 ? `left ${malformed} entries that are no results` : "");
  return {
    ...ran,
    ...settleResults(results),
    tool: tool || scanner.name,
    state: reason === "" ? "passed" : "failed",
    reason,
    elsewhere,
    suppressed,
    output: reason === "" ? "" : output,
  };
};
