/** The thread that makes and runs inputs, so that the main thread can stop it when one of them does not end. */
import { parentPort, workerData } from "node:worker_threads";
import { createRandom, type Random } from "../random.ts";
import { type Coverage, startCoverage } from "./coverage.ts";
import type { Fault, Run } from "./find-faults.ts";
import { type FuzzInput, readSeeds, sizeOf } from "./fuzz-input.ts";
import { makeInput } from "./grammar.ts";
import { inflate, mutate } from "./mutate.ts";
import { shrink } from "./shrink.ts";

export type WorkerOptions = {
  seed: string;
  corpus: string | null;
  /** Milliseconds of the wall clock. */
  until: number;
  isGuided: boolean;
  /** Most processor milliseconds for an input of at most a million characters; larger ones get more. */
  limit: number;
  /** Number of the run that goes on, then the length of its input in bytes; the input as JSON. */
  now: SharedArrayBuffer;
  input: SharedArrayBuffer;
};

/** Processor milliseconds of one input, and its characters. */
export type Slow = { ms: number; size: number; input: FuzzInput };

export type Progress = {
  executions: number;
  accepted: number;
  /** Inputs that are mutated: those of the start, and those kept because they reached new code. */
  seeds: number;
  kept: number;
  coverage: ReturnType<Coverage["total"]> | null;
};

export type Report =
  | { kind: "fault"; fault: Fault; input: FuzzInput; small: FuzzInput }
  | { kind: "progress"; progress: Progress }
  | { kind: "end"; progress: Progress; slowest: Slow[] };

const options = workerData as WorkerOptions;
// Coverage counts only what is compiled after it starts.
const coverage = options.isGuided ? startCoverage("/src/patch/") : null;
const { findFaults } = await import("./find-faults.ts");

const batchSize = 16;
const keptCharacters = 60_000;
const largeCharacters = 1_000_000;

const random: Random = createRandom(options.seed);
const seeds: FuzzInput[] = options.corpus === null ? [] : readSeeds(options.corpus, 8, random);
while (seeds.length < 100) seeds.push(makeInput(random));
const kept: FuzzInput[] = [];
const known = new Set<string>();
const counts = { executions: 0, accepted: 0 };
let slowest: Slow[] = [];

const post = (report: Report): void => parentPort?.postMessage(report);

const progressOf = (): Progress => ({
  ...counts,
  kept: kept.length,
  seeds: seeds.length,
  coverage: coverage?.total() ?? null,
});

const announce = (input: FuzzInput): void => {
  const { written } = new TextEncoder().encodeInto(JSON.stringify(input), new Uint8Array(options.input));
  const now = new Int32Array(options.now);
  Atomics.store(now, 1, written);
  Atomics.add(now, 0, 1);
};

const limitOf = (input: FuzzInput): number => options.limit * Math.max(1, sizeOf(input) / largeCharacters);

const faultsOf = (input: FuzzInput, { faults, ms }: Run): Fault[] =>
  ms <= limitOf(input)
    ? faults
    : [...faults, { kind: "slow", detail: `${Math.round(ms)} ms for ${sizeOf(input)} characters` }];

const reportFault = (input: FuzzInput, fault: Fault): void => {
  const name = `${fault.kind} ${fault.detail.replace(/["`].*?["`]|\d+/gs, "_").slice(0, 200)}`;
  if (known.has(name)) return;
  known.add(name);
  const start = performance.now();
  const fails = (one: FuzzInput): boolean => {
    announce(one);
    return faultsOf(one, findFaults(one)).some(({ kind }) => kind === fault.kind);
  };
  const isOver = (): boolean => performance.now() - start > 10_000;
  post({ kind: "fault", fault, input, small: fault.kind === "slow" ? input : shrink(input, fails, isOver) });
};

const execute = (input: FuzzInput): void => {
  announce(input);
  const run = findFaults(input);
  counts.executions++;
  if (run.isAccepted) counts.accepted++;
  for (const fault of faultsOf(input, run)) reportFault(input, fault);
  const last = slowest[4];
  if (!last || run.ms > last.ms)
    slowest = [...slowest, { ms: run.ms, size: sizeOf(input), input }].toSorted((a, b) => b.ms - a.ms).slice(0, 5);
};

const pickInput = (): FuzzInput => random.pick(kept.length > 0 && random.chance(0.5) ? kept : seeds);

const nextInput = (): FuzzInput => {
  if (random.chance(0.1)) return makeInput(random);
  const input = mutate(random.chance(0.1) ? makeInput(random) : pickInput(), random, pickInput());
  if (random.chance(0.003)) return inflate(input, random, random.pick([100_000, largeCharacters, 900_000]));
  return input;
};

/** Most batches reach nothing new; only of the others each input is run again alone, to keep those that do. */
const keepNew = (batch: FuzzInput[]): void => {
  if (!coverage?.take(false)) return;
  for (const input of batch) {
    if (sizeOf(input) > keptCharacters) continue;
    announce(input);
    findFaults(input);
    if (coverage.take(true)) kept.push(input);
  }
};

let reported = performance.now();
for (let queue = random.shuffle(seeds); Date.now() < options.until; ) {
  const batch = queue.length > 0 ? queue.splice(0, batchSize) : Array.from({ length: batchSize }, nextInput);
  for (const input of batch) execute(input);
  keepNew(batch);
  if (performance.now() - reported < 1_000) continue;
  reported = performance.now();
  post({ kind: "progress", progress: progressOf() });
}
post({ kind: "end", progress: progressOf(), slowest });
