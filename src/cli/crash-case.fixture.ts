/** Kills the product at one point of a case, runs it again in the same world, and compares what is left with an undisturbed run. */
import { isDeepStrictEqual } from "node:util";
import { type End, readEnd } from "./read-end.fixture.ts";
import { type Case, startCase } from "./start-case.fixture.ts";

export type KillPoint =
  /** When the request of this index arrives, before or after it has its effect. */
  | { kind: "request"; index: number; name: string; isAfter: boolean }
  /** When the log says that the stage of this index has ended. */
  | { kind: "stage"; index: number; name: string };

/** An undisturbed run, and every point where a run can be killed. */
export type Reference = { example: string; end: End; points: KillPoint[] };

export const describePoint = (point: KillPoint): string =>
  point.kind === "stage"
    ? `after stage ${point.index + 1} (${point.name})`
    : `${point.isAfter ? "after" : "before"} request ${point.index + 1} (${point.name})`;

const pass = ["supervise", "--run", "--json"];
const maxPasses = 4;

const stageOf = (line: string): string | null => /stage\.end .*?\bstage=(\w+)/.exec(line)?.[1] ?? null;

/** Supervises until the run is ready; gives the last log when it does not become so. */
const finish = async (one: Case): Promise<string | null> => {
  let log = "";
  for (let count = 0; count < maxPasses; count += 1) {
    const ended = await one.product(pass);
    log = `exit ${ended.exit}\n${ended.stderr}`;
    if (ended.exit !== 0) return log;
    if ((await readEnd(one.world)).state === "ready") return null;
  }
  return log;
};

export const readReference = async (example: string): Promise<Reference> => {
  const one = await startCase({ example });
  try {
    const stages: string[] = [];
    const ended = await one.product(pass, { onLog: (line) => stages.push(...[stageOf(line) ?? []].flat()) });
    const end = await readEnd(one.world);
    if (end.state !== "ready") throw new Error(`The undisturbed run is not ready: ${end.state}\n${ended.stderr}`);
    const requests = one.world.github.requests.flatMap(({ index, method, operation }) =>
      [false, true].map((isAfter): KillPoint => ({ kind: "request", index, name: `${method} ${operation}`, isAfter })),
    );
    return {
      example,
      end,
      points: [...requests, ...stages.map((name, index) => ({ kind: "stage" as const, index, name }))],
    };
  } finally {
    await one.close();
  }
};

/** Starts the product and kills it at `point`; false when it was never there. */
const runKilled = async (one: Case, point: KillPoint): Promise<boolean> => {
  let stages = 0;
  let isKilled = false;
  const child = one.start(pass, {
    onLog: (line) => {
      if (stageOf(line) === null) return;
      stages += 1;
      if (point.kind === "stage" && stages === point.index + 1) kill();
    },
  });
  const kill = () => {
    isKilled = true;
    return child.kill();
  };
  if (point.kind === "request")
    one.setFaults([{ at: { index: point.index }, fault: { kind: "cut", effect: point.isAfter, run: kill } }]);
  await child.ended;
  one.setFaults([]);
  return isKilled;
};

const compare = (end: End, expected: End): string[] =>
  (Object.keys(expected) as (keyof End)[]).flatMap((key) =>
    isDeepStrictEqual(end[key], expected[key])
      ? []
      : [`${key} is ${JSON.stringify(end[key])}, not ${JSON.stringify(expected[key])}`],
  );

/** What went wrong at this point; empty when the end is the same as without the kill. */
export const crashAt = async ({ example, end }: Reference, point: KillPoint): Promise<string[]> => {
  const one = await startCase({ example });
  try {
    if (!(await runKilled(one, point))) return ["the process was not killed: it never came there"];
    const log = await finish(one);
    const faults = [...compare(await readEnd(one.world), end), ...one.world.github.violations];
    return log === null ? faults : [...faults, `it did not become ready:\n${log}`];
  } finally {
    await one.close();
  }
};

export type CrashReport = { points: number; failures: { point: string; faults: string[] }[] };

/** Tries the points with some workers at a time. */
export const crashAll = async (
  reference: Reference,
  points: KillPoint[],
  options: { workers: number; onPoint?: (point: string, faults: string[], done: number) => void },
): Promise<CrashReport> => {
  const failures: CrashReport["failures"] = [];
  const queue = points.values();
  let done = 0;
  const work = async () => {
    for (const point of queue) {
      const faults = await crashAt(reference, point);
      const name = describePoint(point);
      if (faults.length > 0) failures.push({ point: name, faults });
      done += 1;
      options.onPoint?.(name, faults, done);
    }
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  return { points: points.length, failures };
};
