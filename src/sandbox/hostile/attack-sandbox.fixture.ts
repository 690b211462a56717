/** Runs every hostile program in one sandbox and prints what came of it, a JSON line each. Its own environment holds the canary. */
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { silentLog } from "../../domain/log.ts";
import { openSandbox } from "../open-sandbox.ts";
import { findProcesses } from "../processes/find-processes.ts";
import { hasProcessOf } from "../processes/has-process-of.ts";
import type { SandboxChoice, SandboxResult } from "../sandbox.ts";
import { type HostileProgram, hostilePrograms, type Target } from "./hostile-programs.fixture.ts";

export type Attack = SandboxResult & {
  name: string;
  /** Processes that were left when the run had ended. */
  alive: number;
};

const [choice = "", directory = "", text = ""] = process.argv.slice(2);
const target: Target = { ...(JSON.parse(text) as Target), pid: process.pid };
const path = `${process.execPath.slice(0, process.execPath.lastIndexOf("/"))}:/usr/sbin:/usr/bin:/bin`;
const tree = join(directory, "tree");
mkdirSync(join(tree, ".git"), { recursive: true });
writeFileSync(join(tree, ".git/config"), `CANARY${process.env.SANDBOX_CANARY}`);

const opened = await openSandbox({
  tree,
  scratch: join(directory, "scratch"),
  choice: choice as SandboxChoice,
  allowNone: false,
  path,
  toolchains: {},
  readOnlyMounts: [],
  log: silentLog,
});
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const sandbox = opened.value;

const argvOf = ({ sh, node }: HostileProgram): string[] => {
  if (node !== undefined) {
    const prelude = `const [fs, net, dgram, cp] = ["fs", "net", "dgram", "child_process"].map((name) => require(name)); const t = JSON.parse(process.argv[1]);`;
    return ["node", "-e", prelude + node, JSON.stringify(target)];
  }
  const values = Object.entries(target).map(([name, value]) => `${name}='${value}'`);
  return ["sh", "-c", `${values.join(" ")}; export mark; ${sh}`, target.mark];
};

for (const program of hostilePrograms) {
  const result = await sandbox.run(argvOf(program), {
    cwd: sandbox.tree,
    env: { PATH: path },
    limits: { seconds: 20, memoryBytes: 2_000_000_000, outputBytes: 200_000, ...program.limits },
  });
  const marked = findProcesses((argv) => argv.some((one) => one.includes(target.mark)) && !argv.includes(directory));
  const user = statSync(tree).uid;
  const alive = marked.length + (user > 1_000_000 && hasProcessOf(user) ? 1 : 0);
  process.stdout.write(`${JSON.stringify({ name: program.name, alive, ...result } satisfies Attack)}\n`);
}
