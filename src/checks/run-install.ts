/** Installs a project's dependencies before any model-written code exists. */
import { join } from "node:path";
import { failure, type Result, success } from "../domain/result.ts";
import type { Project } from "../domain/settings.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import { runSandboxed } from "../sandbox/run-sandboxed.ts";
import { excerptOf, normaliseOutput } from "./normalise-output.ts";
import type { RunContext } from "./run-tests.ts";

const installSeconds = 600;

/** The error is the last part of what the installer printed. */
export const runInstall = async (project: Project, context: RunContext): Promise<Result<void, Untrusted>> => {
  if (project.install === null) return success(undefined);
  const result = await runSandboxed(project.install, {
    cwd: join(context.root, project.dir),
    env: { ...context.toolchains, PATH: context.path },
    seconds: installSeconds,
    home: join(context.scratch, "home"),
    log: context.log,
  });
  return result.exitCode === 0 ? success(undefined) : failure(excerptOf(normaliseOutput(result.output, context)));
};
