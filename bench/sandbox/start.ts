/** Start-up cost of a sandboxed command, as a ratio against the same command bare, for each back end; and of the self test. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { silentLog } from "../../src/domain/log.ts";
import { candidatesFor, openSandbox } from "../../src/sandbox/open-sandbox.ts";
import { runSelfTest } from "../../src/sandbox/self-test/run-self-test.ts";

const rounds = 21;
const path = `${dirname(process.execPath)}:/usr/bin:/bin`;
const commands: Record<string, string[]> = { true: ["true"], "node -e 0": ["node", "-e", "0"] };
const directory = mkdtempSync(join(tmpdir(), "bench-sandbox-"));
const say = (...cells: string[]): void => {
  process.stdout.write(`${cells.map((cell, index) => (index === 0 ? cell.padEnd(28) : cell.padStart(16))).join("")}\n`);
};

const median = async (run: () => Promise<unknown> | unknown): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
};

const bare: Record<string, number> = {};
for (const [name, [file = "", ...args]] of Object.entries(commands)) {
  bare[name] = await median(() => spawnSync(file, args, { env: { PATH: path } }));
}
say("median", ...Object.keys(commands), "self test");
say("bare", ...Object.values(bare).map((time) => `${time.toFixed(1)} ms`), "");

for (const backend of ["none", "unshare", "bubblewrap"] as const) {
  const place = join(directory, backend);
  mkdirSync(join(place, "tree"), { recursive: true });
  const opened = await openSandbox({
    tree: join(place, "tree"),
    scratch: join(place, "scratch"),
    choice: backend,
    allowNone: false,
    path,
    toolchains: {},
    readOnlyMounts: [],
    log: silentLog,
  });
  if (!opened.ok) {
    say(backend, "cannot be had");
    continue;
  }
  const sandbox = opened.value;
  const cells: string[] = [];
  for (const [name, argv] of Object.entries(commands)) {
    const time = await median(() =>
      sandbox.run(argv, { cwd: sandbox.tree, env: { PATH: path }, limits: { seconds: 30 } }),
    );
    cells.push(`${time.toFixed(1)} ms ${(time / (bare[name] ?? 1)).toFixed(1)}x`);
  }
  const [candidate] = candidatesFor(backend);
  const test = backend === "none" || !candidate ? null : await median(() => runSelfTest(candidate, place));
  say(backend, ...cells, test === null ? "" : `${test.toFixed(0)} ms`);
}
rmSync(directory, { recursive: true, force: true });
