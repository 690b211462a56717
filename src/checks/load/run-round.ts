/** One round of load on one side: the server starts afresh in its own sandbox and is measured there. */
import { join } from "node:path";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Settings } from "../../domain/settings.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { LoadJob } from "../drivers/drive-load.ts";
import { isReallyInside, readRegularFile } from "../read-regular-file.ts";
import { placeOfDriver } from "../serve/driver-place.ts";
import type { Command } from "../serve/find-command.ts";
import { localServer } from "../serve/local-server.ts";
import { runDriver } from "../serve/run-driver.ts";
import { type K6Summary, parseK6Summary } from "./parse-k6-summary.ts";
import { type Measure, roundReportSchema } from "./round-report.ts";

export type LoadSettings = NonNullable<Settings["checks"]["load"]>;

export type Round = {
  /** One of each path; one of the script when k6 was run. */
  measures: Measure[];
  /** Thresholds of the script that were not kept. */
  crossed: string[];
};

export type RoundFailure = { reason: string; output: Untrusted };

/** The longest that k6 may take, and what warming up, single requests and stopping add for each path. */
const k6Seconds = 180;
const spareSeconds = 35;
const maxSummaryBytes = 1_000_000;

export const runRound = async (
  sandbox: Sandbox,
  settings: LoadSettings,
  env: Record<string, string>,
  k6: Command | null,
): Promise<Result<Round, RoundFailure>> => {
  const server = localServer(sandbox, settings, env);
  if (!server.ok) return failure({ reason: server.error, output: "" });
  const { paths, connections } = settings;
  const seconds = Math.max(1, settings.seconds / paths.length);
  const job: Omit<LoadJob, "dir"> = {
    url: settings.url,
    server: { argv: server.value.argv, startSeconds: settings.startSeconds },
    paths,
    seconds,
    connections,
    k6: k6 && {
      binary: k6.path,
      script: sandbox.seenAt(join(sandbox.tree, settings.k6 ?? "")),
      seconds: k6Seconds,
    },
  };
  const load = k6 === null ? paths.length * (seconds + spareSeconds) : k6Seconds + spareSeconds;
  const run = await runDriver(sandbox, roundReportSchema, {
    place: placeOfDriver(new URL("../drivers/drive-load.ts", import.meta.url), "autocannon"),
    job,
    name: "load",
    options: {
      cwd: server.value.cwd,
      env: server.value.env,
      limits: { seconds: Math.ceil(settings.startSeconds + load) },
      readOnly: k6 === null ? [] : [k6.dir],
    },
  });
  if (!run.ok) return failure(run.error);
  const { report, dir, cut } = run.value;
  const reason = cut ?? report.failure;
  if (reason !== null) return failure({ reason, output: report.serverOutput });
  if (k6 === null) return success({ measures: inOrder(paths, report.measures), crossed: [] });
  const path = join(dir, "k6.json");
  const text = isReallyInside(dir, sandbox.reports) ? readRegularFile(path, maxSummaryBytes) : null;
  const summary = text === null ? null : parseK6Summary(text);
  if (summary === null) {
    const end = report.k6Exit === null ? "was ended" : `ended with exit status ${report.k6Exit}`;
    const left = text === null ? "left no summary" : "left a summary that makes no sense";
    return failure({ reason: `k6 ${end} and ${left}.`, output: report.k6Output });
  }
  return success({ measures: [measureOf(settings.k6 ?? "", summary)], crossed: summary.crossed });
};

/** Every path once, whatever the report says. */
const inOrder = (paths: string[], measures: Measure[]): Measure[] =>
  paths.flatMap((path) => measures.find((measure) => measure.path === path) ?? []);

const measureOf = (script: string, { requests, rate, failedShare, p50, p95 }: K6Summary): Measure => ({
  path: script,
  status: requests > 0 ? 200 : null,
  requests,
  failed: Math.round(requests * Math.min(1, failedShare ?? 0)),
  seconds: rate === null || rate === 0 ? 0 : requests / rate,
  p50,
  p95,
});
