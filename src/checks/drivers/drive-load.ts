/** A program that runs in the sandbox: it starts the server, puts load on it for one round, and leaves a report. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RoundReport } from "../load/round-report.ts";
import { measurePath } from "./measure-path.ts";
import { runK6 } from "./run-k6.ts";
import type { Server } from "./start-server.ts";
import { withServer } from "./with-server.ts";
import { writeReport } from "./write-report.ts";

export type LoadJob = {
  url: string;
  server: { argv: string[]; startSeconds: number };
  paths: string[];
  /** Length of the measurement of one path. */
  seconds: number;
  connections: number;
  /** Takes the place of the paths; leaves its summary as `k6.json` in `dir`. */
  k6: { binary: string; script: string; seconds: number } | null;
  /** Where the report goes. */
  dir: string;
};

const drive = async ({ url, server, paths, seconds, connections, k6, dir }: LoadJob): Promise<void> => {
  const report: RoundReport = { failure: null, serverOutput: "", measures: [], k6Output: "", k6Exit: null };
  await mkdir(dir, { recursive: true });

  const measureAll = async (running: Server): Promise<void> => {
    for (const path of paths) {
      if (running.end() !== null) return;
      report.measures.push(await measurePath({ path, url: new URL(path, url).href, seconds, connections }));
    }
  };
  const runScript = async ({ binary, script, seconds: most }: NonNullable<LoadJob["k6"]>): Promise<void> => {
    const { exit, output } = await runK6({ k6: binary, script, url, seconds: most, summary: join(dir, "k6.json") });
    report.k6Exit = exit;
    report.k6Output = output;
  };
  const outcome = await withServer({ ...server, url }, (running) =>
    k6 === null ? measureAll(running) : runScript(k6),
  );
  await writeReport(dir, { ...report, ...outcome } satisfies RoundReport);
};

await drive(JSON.parse(process.argv[2] ?? "") as LoadJob);
// A child of the server may hold its pipes open.
process.exit(0);
