/** The results of scanners as text for the security role: one line per result, the gravest first, bounded. */
import { scanSeverities } from "../../domain/scan.ts";
import type { ScannerRun } from "./run-scanner.ts";

const maxBytes = 8_000;

/** `1 high, 2 medium on changed lines, 14 elsewhere`. */
export const countResults = ({ results, more, elsewhere, suppressed }: ScannerRun): string => {
  const counts = scanSeverities
    .map((severity) => ({ severity, count: results.filter((result) => result.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`);
  return [
    `${[...counts, ...(more > 0 ? [`${more} more`] : [])].join(", ") || "nothing"} on changed lines`,
    ...(elsewhere > 0 ? [`${elsewhere} elsewhere`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ].join(", ");
};

/** `did not run: …` or what went wrong, to stand behind the name of the scanner. */
export const describeFault = ({ state, reason }: Pick<ScannerRun, "state" | "reason">): string =>
  state === "not-started" ? `did not run: ${reason}` : reason;

const renderRun = (run: ScannerRun): string => {
  const head = run.state === "passed" ? `${countResults(run)}.` : `${describeFault(run)}; ${countResults(run)}.`;
  const lines = [head];
  let bytes = Buffer.byteLength(head) + 40;
  for (const [index, { severity, path, line, rule, message }] of run.results.entries()) {
    const text = `${severity} ${path}:${line} ${rule}: ${message}`;
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > maxBytes) {
      lines.push(`and ${run.results.length - index + run.more} more`);
      return lines.join("\n");
    }
    lines.push(text);
  }
  if (run.more > 0) lines.push(`and ${run.more} more`);
  return lines.join("\n");
};

const gravest = ({ results }: ScannerRun): number =>
  results[0] === undefined ? scanSeverities.length : scanSeverities.indexOf(results[0].severity);

/** Tools that found nothing and did not fail are left out; at most 8 KB per tool. */
export const renderReports = (runs: ScannerRun[]): { tool: string; text: string }[] =>
  runs
    .filter(({ results, state }) => results.length > 0 || state !== "passed")
    .toSorted((a, b) => gravest(a) - gravest(b))
    .map((run) => ({ tool: run.tool, text: renderRun(run) }));
