/** Everything that scanners say about the changed lines of the head: configured commands, then GitHub's code scanning. */
import { FailureError } from "../../domain/failure.ts";
import { type CodeScanning, settleResults } from "../../domain/scan.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { CheckContext } from "../check.ts";
import { createPlaceFinder, type FindPlace } from "./create-place-finder.ts";
import { renderReports } from "./render-reports.ts";
import { notStarted, runScanner, type ScannerRun } from "./run-scanner.ts";

export type ScannersContext = Pick<CheckContext, "settings" | "changes" | "sandbox" | "env" | "codeScanning">;

const fromCodeScanning = ({ scans }: CodeScanning, findPlace: FindPlace): ScannerRun[] =>
  scans.map(({ tool, results, more }) => {
    const onLines = results.flatMap((result) => {
      const place = findPlace(result.path, { start: result.line, end: result.endLine });
      return place === null ? [] : [{ ...result, ...place }];
    });
    return {
      ...settleResults(onLines),
      name: "code scanning",
      tool,
      state: "passed",
      reason: "",
      elsewhere: results.length - onLines.length + more,
      suppressed: 0,
      output: "",
      isolation: null,
    };
  });

/** That there is no sandbox is a reason like any other: what code scanning holds is shown all the same. */
const askSandbox = async (ask: () => Promise<Sandbox>): Promise<Sandbox | string> => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return `${error.message}. ${error.failure.hint}`.replace(/\.+$/, "");
  }
};

const runCommands = async ({ settings, changes, sandbox: ask, env }: ScannersContext): Promise<ScannerRun[]> => {
  const { scanners } = settings.checks;
  if (scanners.length === 0) return [];
  const sandbox = await askSandbox(ask);
  if (typeof sandbox === "string") return scanners.map((scanner) => notStarted(scanner, sandbox));
  const findPlace = createPlaceFinder(changes, [sandbox.seenAt(sandbox.tree), sandbox.tree]);
  const runs: ScannerRun[] = [];
  for (const scanner of scanners) runs.push(await runScanner(scanner, sandbox, env, findPlace));
  return runs;
};

/** One after another; empty when none is configured. */
export const runScanners = async (context: ScannersContext): Promise<ScannerRun[]> => {
  const { settings, changes, codeScanning } = context;
  const runs = await runCommands(context);
  if (!settings.checks.codeScanning || codeScanning === null) return runs;
  return [...runs, ...fromCodeScanning(codeScanning, createPlaceFinder(changes, []))];
};

/** What the security role is given: a report per tool that said something, the gravest first. */
export const readScannerReports = async (context: ScannersContext): Promise<{ tool: string; text: string }[]> =>
  renderReports(await runScanners(context));
