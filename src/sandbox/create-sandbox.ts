/** Makes the sandbox that checks use out of a back end: environment, limits, one command at a time. */
import { join } from "node:path";
import type { Log } from "../domain/log.ts";
import type { Backend, Places } from "./backends/backend.ts";
import { buildEnvironment } from "./build-environment.ts";
import { fillLimits } from "./fill-limits.ts";
import { placeOf } from "./place-of.ts";
import { removeAnsi } from "./remove-ansi.ts";
import type { Sandbox, SandboxResult } from "./sandbox.ts";
import { type LaunchEnd, superviseLaunch } from "./supervise-launch.ts";
import { translateEnvironment } from "./translate-environment.ts";

export type SandboxParts = {
  places: Places;
  backend: Backend;
  /** Variables of toolchains: they are left out where their directory is not seen. */
  toolchains: Record<string, string>;
  note: string;
  log: Log;
};

export const createSandbox = ({ places, backend, toolchains, note, log }: SandboxParts): Sandbox => {
  const isApart = backend.name !== "none";
  let isBroken = false;

  const runOne: Sandbox["run"] = async (argv, options) => {
    if (isBroken) return refusal("An earlier command left a process that could not be ended: nothing more is run.\n");
    if (placeOf(options.cwd, places) === null) return refusal(`${options.cwd} is not in the sandbox.\n`);
    const asked = options.env ?? {};
    const given = isApart ? translateEnvironment(asked, { places, backend, toolchains }) : asked;
    const { env, refused } = buildEnvironment(backend.seen, given);
    if (refused.length > 0) log.warn("sandbox.env-refused", { names: refused.join(" ") });
    const limits = fillLimits(options.limits);
    const { network = false, readOnly = [] } = options;
    const started = performance.now();
    const { leftover, ...end } = await begin(() =>
      superviseLaunch(backend.launch({ argv, cwd: options.cwd, env, limits, network, readOnly }), {
        limits,
        disk: places.tree,
        onOutput: options.onOutput,
      }),
    );
    isBroken = leftover;
    const result: SandboxResult = {
      ...end,
      output: removeAnsi(end.output),
      milliseconds: performance.now() - started,
    };
    if (leftover) log.error("sandbox.leftover", { command: argv[0] ?? "" });
    log.info("sandbox.ran", {
      command: argv[0] ?? "",
      backend: backend.name,
      exitCode: result.exitCode,
      signal: result.signal,
      timedOut: result.timedOut,
      exceeded: result.exceeded,
      milliseconds: Math.round(result.milliseconds),
    });
    return result;
  };

  let last: Promise<unknown> = Promise.resolve();
  return {
    level: isApart ? "namespace" : "none",
    backend: backend.name,
    note,
    ...places,
    run: (argv, options) => {
      const next = last.then(() => runOne(argv, options));
      last = next.catch(() => {});
      return next;
    },
    seenAt: (path) => {
      const place = placeOf(path, places);
      return place === null ? path : join(backend.seen[place.name], place.below);
    },
  };
};

/** No room for a view, or a command line that is too long for the kernel, is how a command ends, too. */
const begin = async (launch: () => Promise<LaunchEnd>): Promise<LaunchEnd> => {
  try {
    return await launch();
  } catch (error) {
    const { milliseconds: _, ...end } = refusal(`Could not start the command: ${String(error)}\n`);
    return { ...end, leftover: false };
  }
};

const refusal = (output: string): SandboxResult => ({
  exitCode: 127,
  signal: null,
  timedOut: false,
  exceeded: null,
  output,
  milliseconds: 0,
});
