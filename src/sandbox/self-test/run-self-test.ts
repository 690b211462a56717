/** Starts one box and tries from inside to get out of it: the back end is used only when every layer holds. */
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Candidate } from "../backends/candidates.ts";
import { buildEnvironment } from "../build-environment.ts";
import { chooseUserId } from "../choose-user-id.ts";
import type { Layer } from "../layers.ts";
import { findProcesses } from "../processes/find-processes.ts";
import type { SandboxLimits } from "../sandbox.ts";
import { superviseLaunch } from "../supervise-launch.ts";
import { systemDirectories } from "../view/system-paths.ts";
import { openTraps } from "./open-traps.ts";
import { type ProbeReport, type ProbeTask, probeScript } from "./probe-script.ts";

export type SelfTest = {
  /** Layers that did not hold, sorted; empty when the back end may be used. */
  failed: Layer[];
  /** What was seen, or why the box did not start; empty when the back end may be used. */
  reason: string;
  milliseconds: number;
};

const limits: SandboxLimits = {
  seconds: 20,
  cpuSeconds: 60,
  processes: 200,
  fileBytes: 1_000_000,
  memoryBytes: 4_000_000_000,
  writtenBytes: 100_000_000,
  outputBytes: 100_000,
};
const namespaces = ["net", "pid", "ipc", "uts", "mnt"];

/** `scratch` is a host directory for what the test needs. `without` takes layers away, for tests of this test alone. */
export const runSelfTest = async (
  candidate: Candidate,
  scratch: string,
  without: ReadonlySet<Layer> = new Set(),
): Promise<SelfTest> => {
  const started = performance.now();
  const directory = mkdtempSync(join(scratch, "self-test-"));
  const traps = await openTraps();
  try {
    const found = await probe(candidate, directory, without, traps);
    const expected = found.filter(({ layer }) => candidate.layers.has(layer as Layer));
    const failed = [...new Set(expected.map(({ layer }) => layer as Layer))].sort();
    const reason = failed.flatMap((layer) => reasonsOf(layer, expected)).join("; ");
    return { failed, reason, milliseconds: performance.now() - started };
  } catch (error) {
    const reason = error instanceof NotStarted ? error.message : `the self test broke: ${String(error)}`;
    return { failed: [...candidate.layers].sort(), reason, milliseconds: performance.now() - started };
  } finally {
    traps.close();
    rmSync(directory, { recursive: true, force: true });
  }
};

const reasonsOf = (layer: Layer, found: ProbeReport["failed"]): string[] =>
  [...new Set(found.filter((each) => each.layer === layer).map(({ what }) => `${layer}: ${what}`))].slice(0, 3);

class NotStarted extends Error {}

type Traps = Awaited<ReturnType<typeof openTraps>>;

const probe = async (
  candidate: Candidate,
  directory: string,
  without: ReadonlySet<Layer>,
  traps: Traps,
): Promise<ProbeReport["failed"]> => {
  const places = { tree: join(directory, "tree"), home: join(directory, "home"), reports: join(directory, "reports") };
  for (const each of [...Object.values(places), join(places.tree, ".git")]) mkdirSync(each);
  writeFileSync(join(places.tree, ".git/config"), traps.nonce);
  const userId = chooseUserId();
  const backend = candidate.create({
    places,
    within: join(directory, "views"),
    userId,
    readOnly: [dirname(process.execPath)],
    env: { CANARY: traps.nonce },
    without,
  });
  const { env } = buildEnvironment(backend.seen);
  const task: ProbeTask = {
    nonce: traps.nonce,
    tcpPort: traps.tcpPort,
    udpPort: traps.udpPort,
    abstractSocket: traps.abstractSocket,
    pathSocket: traps.pathSocket,
    outsideFile: traps.outsideFile,
    outsideDirectory: traps.outsideDirectory,
    git: join(backend.seen.tree, ".git"),
    ourPid: process.pid,
    userId,
    namespaces: Object.fromEntries(namespaces.map((name) => [name, readlinkSync(`/proc/self/ns/${name}`)])),
    variables: [...Object.keys(env), "PWD", "OLDPWD", "SHLVL", "_"],
    rootNames: rootNames(backend.seen),
    writable: writableMounts(backend.seen),
    limits,
  };
  const argv = [process.execPath, "-e", probeScript, JSON.stringify(task)];
  const launch = backend.launch({ argv, cwd: places.tree, env, limits, network: false, readOnly: [] });
  const end = await superviseLaunch(launch, { limits, disk: directory, onOutput: undefined });
  const line = end.output.split("\n").find((text) => text.startsWith(traps.nonce));
  if (line === undefined) throw new NotStarted(`the box did not start: ${lastLine(end.output)}`);
  const report = JSON.parse(line.slice(traps.nonce.length)) as ProbeReport;
  // A datagram is delivered in the turn after this one.
  await sleep(1);
  return [...report.failed, ...traps.sprung(), ...endLeftovers(traps.nonce, end.leftover)];
};

const endLeftovers = (nonce: string, leftover: boolean): ProbeReport["failed"] => {
  const alive = findProcesses((argv) => argv[0] === "sleep" && argv[1] === `30.${nonce}`);
  for (const pid of alive) process.kill(pid, "SIGKILL");
  return alive.length > 0 || leftover ? [{ layer: "processes", what: "left a process behind" }] : [];
};

const lastLine = (output: string): string => output.trim().split("\n").at(-1)?.slice(0, 300) || "it printed nothing";

const topOf = (path: string): string => path.split("/")[1] ?? "";

const rootNames = (seen: Record<string, string>): string[] => [
  ...[...systemDirectories, ...Object.values(seen), "/dev", "/etc", "/proc", "/opt", "/nix", "/gnu", "/.old"].map(
    topOf,
  ),
  topOf(process.execPath),
];

const writableMounts = (seen: Record<string, string>): string[] => [
  ...Object.values(seen),
  ...["/proc", "/dev/shm", "/dev/pts", "/dev/tty"],
  ...["null", "zero", "full", "random", "urandom"].map((name) => `/dev/${name}`),
];
