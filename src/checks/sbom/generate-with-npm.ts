/** Makes the bill of materials of one side from its package-lock.json, with npm, over copies of nothing but manifests. */
import { posix } from "node:path";
import { z } from "zod";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { Side } from "../check.ts";
import { cleanText } from "../scanners/clean-text.ts";
import { withReportDirectory, writeFiles } from "../with-report-directory.ts";
import type { Sbom } from "./component.ts";
import { type GenerationFault, generateSbom } from "./generate-sbom.ts";

const maxLockBytes = 32_000_000;
const maxWorkspaces = 1_000;

/** npm names the root after its directory. */
const directory = "package";

const argv = [
  ...["npm", "sbom", "--sbom-format=cyclonedx", "--package-lock-only", "--offline"],
  // Tests could have left a configuration in the home of the commands.
  ...[
    "--userconfig=no-user-npmrc",
    "--globalconfig=no-global-npmrc",
    "--logs-max=0",
    "--loglevel=error",
    "--no-update-notifier",
  ],
];

/** The paths of the lockfile that npm reads in `dir`, the first that is there counting. */
export const npmLockfiles = (dir: string): string[] =>
  ["npm-shrinkwrap.json", "package-lock.json"].map((name) => posix.join(dir, name));

/** The files that npm reads, by path relative to `dir`; null when there is no lockfile. */
export const gatherNpmFiles = (side: Side, dir: string): Result<Map<string, string> | null, string> => {
  const paths = new Set(side.list());
  const lockPath = npmLockfiles(dir).find((path) => paths.has(path));
  if (lockPath === undefined) return success(null);
  const lock = side.read(lockPath, maxLockBytes);
  if (lock === null) return failure(`${lockPath} is no text of at most ${maxLockBytes / 1e6} MB.`);
  const workspaces = workspacesOf(lock);
  if (!workspaces.ok) return failure(`${lockPath} ${workspaces.error}.`);
  const files = new Map([[posix.basename(lockPath), lock]]);
  for (const workspace of ["", ...workspaces.value]) {
    const path = posix.join(dir, workspace, "package.json");
    const manifest = paths.has(path) ? side.read(path) : null;
    if (manifest !== null) files.set(posix.join(workspace, "package.json"), manifest);
  }
  return success(files);
};

const lockSchema = z.object({ packages: z.record(z.string(), z.unknown()).catch({}).default({}) });

const workspacesOf = (lock: string): Result<string[], string> => {
  try {
    const { packages } = lockSchema.parse(JSON.parse(lock.replace(/^\ufeff/, "")));
    const inside = Object.keys(packages).filter(
      (path) => path !== "" && !/(?:^|\/)(?:node_modules|\.\.)(?:\/|$)/.test(path),
    );
    return success(inside.slice(0, maxWorkspaces));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : "it is no object";
    return failure(`is not valid: ${cleanText(reason, 300)}`);
  }
};

export const generateWithNpm = (
  sandbox: Sandbox,
  files: ReadonlyMap<string, string>,
  env: Record<string, string>,
): Promise<Result<Sbom, GenerationFault>> =>
  withReportDirectory(sandbox, (dir) => {
    const cwd = `${dir}/${directory}`;
    writeFiles(cwd, files);
    return generateSbom(sandbox, { argv, cwd, dir, env });
  });
