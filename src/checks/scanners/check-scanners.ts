/** `scanners`: what SARIF of configured commands, and code scanning, say about the lines that the change adds or alters. */
import type { Evidence } from "../../domain/evidence.ts";
import { type Check, type CheckContext, evidenceOf } from "../check.ts";
import { countResults, describeFault } from "./render-reports.ts";
import type { ScannerRun } from "./run-scanner.ts";
import { runScanners } from "./run-scanners.ts";

const maxRows = 40;
const columns = ["tool", "severity", "rule", "where", "what"];

const tableOf = (runs: ScannerRun[]): Evidence["table"] => {
  const rows = runs.flatMap(({ tool, results }) =>
    results.map(({ severity, rule, path, line, message }) => [tool, severity, rule, `${path}:${line}`, message]),
  );
  if (rows.length === 0) return null;
  const cut = rows.slice(0, maxRows).map((row) => row.map((cell) => cell.slice(0, 300).toWellFormed()));
  return { columns, rows: cut, more: rows.length - cut.length + runs.reduce((sum, { more }) => sum + more, 0) };
};

const describeRun = (run: ScannerRun): string =>
  run.state === "passed" ? `${run.tool}: ${countResults(run)}` : `${run.tool} ${describeFault(run)}`;

/** What is missing of code scanning; null when nothing is, or when nobody asked for it. */
const describeCodeScanning = ({ settings, codeScanning }: CheckContext): string | null => {
  if (!settings.checks.codeScanning) return null;
  if (codeScanning === null) return "code scanning is read when the head is published";
  return codeScanning.reason === "" ? null : `code scanning: ${codeScanning.reason}`;
};

const statusOf = (runs: ScannerRun[], missing: string | null): Evidence["status"] => {
  if (runs.some(({ state }) => state !== "passed")) return "skipped";
  if (runs.length > 0) return "passed";
  return missing === null ? "passed" : "unknown";
};

/**
 * `passed` when every scanner left a report, whatever it found: the security role judges that. `skipped` when one did not
 * start, left no report that can be read, or says itself that it failed: no repair of the change would mend that.
 */
export const checkScanners: Check = async (context) => {
  const { scanners, codeScanning } = context.settings.checks;
  if (scanners.length === 0 && !codeScanning)
    return evidenceOf("scanners", context, { status: "not-configured", summary: "No scanner is configured." });
  const runs = await runScanners(context);
  const missing = describeCodeScanning(context);
  const said = [...runs.map(describeRun), ...(missing === null ? [] : [missing])];
  return evidenceOf("scanners", context, {
    status: statusOf(runs, missing),
    ran: runs
      .filter(({ state }) => state !== "not-started")
      .map(({ tool }) => tool)
      .join(", ")
      .slice(0, 300),
    summary: `${said.join("; ")}.`.slice(0, 2_000).toWellFormed(),
    excerpt: runs
      .filter(({ output }) => output !== "")
      .map(({ name, output }) => `${name}:\n${output}`)
      .join("\n\n")
      .slice(0, 8_000)
      .toWellFormed(),
    table: tableOf(runs),
    isolation: runs.find(({ isolation }) => isolation !== null)?.isolation ?? null,
  });
};
