/** The programs between the box and the command: limits, user, first process, environment. */
import type { Layer } from "../layers.ts";
import type { SandboxLimits } from "../sandbox.ts";
import type { BoxCommand } from "./launch.ts";
import { initScript } from "./root-scripts.ts";

export type Inside = {
  /** Becomes this user; null stays who it is. */
  userId: number | null;
  /** As seen inside. */
  cwd: string;
  without: ReadonlySet<Layer>;
};

/** The argv that is run in the finished box. */
export const boxCommandLine = ({ argv, env, limits }: BoxCommand, { userId, cwd, without }: Inside): string[] => [
  ...(without.has("limits") ? [] : ["prlimit", ...limitArguments(limits), "--"]),
  ...(userId === null ? [] : ["setpriv", ...dropArguments(userId, without), "--"]),
  ...["/bin/sh", "-c", initScript, "sh", cwd],
  ...["env", ...(without.has("environment") ? [] : ["-i"])],
  ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
  ...argv,
];

const limitArguments = (limits: SandboxLimits): string[] => [
  `--cpu=${Math.ceil(limits.cpuSeconds)}`,
  `--nproc=${limits.processes}`,
  `--fsize=${limits.fileBytes}`,
  `--data=${limits.memoryBytes}`,
  "--core=0",
  "--memlock=8388608",
  "--msgqueue=819200",
];

const dropArguments = (userId: number, without: ReadonlySet<Layer>): string[] => [
  ...(without.has("user") ? [] : [`--reuid=${userId}`, `--regid=${userId}`, "--clear-groups"]),
  ...(without.has("privileges") ? [] : ["--no-new-privs"]),
  ...(without.has("capabilities") ? [] : ["--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"]),
];
