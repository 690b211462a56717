/** Runs the patch engine on random replies: `fuzz.ts --seconds 600 [--seed N] [--corpus DIR] [--findings DIR] [--limit MS] [--blind] | --input FILE`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { findFaults } from "./fuzz/find-faults.ts";
import { type FuzzInput, sizeOf } from "./fuzz/fuzz-input.ts";
import type { Progress, Report, Slow, WorkerOptions } from "./fuzz/fuzz-worker.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    corpus: { type: "string" },
    findings: { type: "string", default: "artifacts/fuzz" },
    limit: { type: "string", default: "2000" },
    hang: { type: "string", default: "60" },
    blind: { type: "boolean", default: false },
    input: { type: "string" },
  },
});

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Runs one stored input and says what is wrong with it. */
const reproduce = (file: string): number => {
  const input = JSON.parse(readFileSync(file, "utf8")) as FuzzInput;
  const { faults, ms, isAccepted } = findFaults(input);
  print(`${isAccepted ? "accepted" : "refused"} in ${ms.toFixed(1)} ms, ${sizeOf(input)} characters`);
  for (const { kind, detail } of faults) print(`${kind}: ${detail}`);
  return faults.length > 0 || ms > Number(values.limit) ? 1 : 0;
};

const inputBytes = 16 * 1024 * 1024;
const { findings } = values;
let found = 0;

const save = (name: string, input: FuzzInput): string => {
  mkdirSync(findings, { recursive: true });
  const file = join(findings, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(input, null, 1)}\n`);
  return `node bench/patch/fuzz.ts --input ${file}`;
};

const reportFault = (kind: string, detail: string, input: FuzzInput, small: FuzzInput): void => {
  found++;
  const name = `${values.seed}-${found}-${kind.replace(/\W+/g, "-").slice(0, 60)}`;
  print(`\nFAULT ${kind}: ${detail.slice(0, 1_000)}\n  ${save(name, small)}\n  whole: ${save(`${name}-whole`, input)}`);
};

const readInput = (bytes: SharedArrayBuffer, size: number): FuzzInput =>
  JSON.parse(Buffer.from(new Uint8Array(bytes, 0, size)).toString("utf8")) as FuzzInput;

const started = Date.now();
const until = started + Number(values.seconds) * 1_000;
const total = { executions: 0, accepted: 0 };

const describe = ({ executions, accepted, seeds, kept, coverage }: Progress): string => {
  const all = total.executions + executions;
  const seconds = (Date.now() - started) / 1_000;
  const reached = coverage
    ? `, ${coverage.functions} functions, ${((100 * coverage.reached) / (coverage.reached + coverage.idle)).toFixed(2)} % of their code, ${kept} inputs kept`
    : "";
  return `${Math.round(seconds)} s: ${all} executions, ${Math.round(all / seconds)} a second, ${total.accepted + accepted} accepted, ${seeds} seeds${reached}, ${found} findings`;
};

/** Runs one worker to its end, or until one of its inputs ends it; true when the time is over. */
const runWorker = (round: number): Promise<boolean> =>
  new Promise((resolve) => {
    const now = new SharedArrayBuffer(8);
    const bytes = new SharedArrayBuffer(inputBytes);
    const workerData: WorkerOptions = {
      seed: `${values.seed}/${round}`,
      corpus: values.corpus ?? null,
      until,
      isGuided: !values.blind,
      limit: Number(values.limit),
      now,
      input: bytes,
    };
    const worker = new Worker(new URL("./fuzz/fuzz-worker.ts", import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: 2_048 },
    });
    const counter = new Int32Array(now);
    let last: Progress | null = null;
    let seen = 0;
    let since = Date.now();
    let shown = Date.now();

    const stop = async (isOver: boolean): Promise<void> => {
      clearInterval(watch);
      await worker.terminate();
      total.executions += last?.executions ?? 0;
      total.accepted += last?.accepted ?? 0;
      resolve(isOver);
    };
    const blame = (kind: string, detail: string): void => {
      const input = readInput(bytes, Atomics.load(counter, 1));
      reportFault(kind, detail, input, input);
      void stop(false);
    };
    const watch = setInterval(() => {
      const count = Atomics.load(counter, 0);
      if (count !== seen) {
        seen = count;
        since = Date.now();
      } else if (count > 0 && Date.now() - since > Number(values.hang) * 1_000)
        blame("hang", `it runs for more than ${values.hang} s`);
      if (last && Date.now() - shown > 10_000) {
        shown = Date.now();
        print(describe(last));
      }
    }, 500);

    worker.on("error", (error) => blame("crash", error instanceof Error ? `${error.stack}` : String(error)));
    worker.on("message", (report: Report) => {
      if (report.kind === "fault")
        return reportFault(report.fault.kind, report.fault.detail, report.input, report.small);
      last = report.progress;
      if (report.kind === "progress") return;
      print(describe(last));
      printSlowest(report.slowest);
      void stop(true);
    });
  });

const printSlowest = (slowest: Slow[]): void => {
  for (const [at, { ms, size, input }] of slowest.entries())
    print(
      `slowest ${at + 1}: ${Math.round(ms)} ms, ${size} characters: ${save(`${values.seed}-slowest-${at + 1}`, input)}`,
    );
};

if (values.input !== undefined) process.exitCode = reproduce(values.input);
else {
  for (let round = 1; !(await runWorker(round)); ) round++;
  print(found === 0 ? "no findings" : `${found} findings in ${findings}`);
  process.exitCode = found === 0 ? 0 : 1;
}
