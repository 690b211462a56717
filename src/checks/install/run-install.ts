/** Installs a project's dependencies before any model-written code exists: with the network, without secrets, from what the base locks. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "../../domain/log.ts";
import { failure, type Result, success } from "../../domain/result.ts";
import type { Project } from "../../domain/settings.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { isReallyInside } from "../read-regular-file.ts";
import { describeInstallFailure } from "./describe-install-failure.ts";
import { missingLockfile } from "./find-lockfile.ts";
import { hardenCommand } from "./harden-command.ts";
import { restoreInstall, storeInstall } from "./install-cache.ts";
import { installKey } from "./install-key.ts";
import { listAdded, listPaths } from "./list-added.ts";

const installSeconds = 900;
const versionSeconds = 30;
/** Copies of what was downloaded, which nothing needs once it is installed. */
const downloads = new Set([".npm", ".cache/pip", ".cache/yarn"]);

export type InstallContext = {
  /** Over the untouched tree of the base. */
  sandbox: Sandbox;
  /** Where installed dependencies are kept between runs; null keeps none. Only trusted jobs may write there. */
  cacheDir: string | null;
  /** `PATH` and variables of toolchains. */
  env: Record<string, string>;
  log: Log;
};

export type Installed = {
  /** What was run, or would have been had it not been kept. Empty when the project installs nothing. */
  argv: string[];
  /** The option that was added so that no script of a dependency runs; null when none was. */
  added: string | null;
  fromCache: boolean;
};

/** The error says in words why it failed, with the beginning and the end of what the installer printed. */
export const runInstall = async (project: Project, context: InstallContext): Promise<Result<Installed, Untrusted>> => {
  if (project.install === null) return success({ argv: [], added: null, fromCache: false });
  const { sandbox, env, log } = context;
  const cwd = join(sandbox.tree, project.dir);
  if (!isReallyInside(cwd, sandbox.tree)) return failure(`The directory ${project.dir} is not in the repository.`);
  const missing = missingLockfile(project.install, cwd, sandbox.tree);
  if (missing) {
    const place = project.dir === "." ? "the root directory" : project.dir;
    return failure(`It needs ${missing.join(" or ")}, which is not in ${place}.`);
  }

  const { argv, added } = hardenCommand(
    project.install,
    [cwd, sandbox.tree].some((each) => existsSync(join(each, ".yarnrc.yml"))),
  );
  if (added !== null) log.info("install.hardened", { dir: project.dir, added });
  const kept = await openCache(project, argv, context);
  if (kept !== null && (await restoreInstall(kept.cacheDir, kept.key, sandbox))) {
    log.info("install.restored", { dir: project.dir, key: kept.key });
    return success({ argv, added, fromCache: true });
  }

  const before = kept === null ? null : { tree: listPaths(sandbox.tree), home: listPaths(sandbox.home) };
  const result = await sandbox.run(argv, { cwd, env, limits: { seconds: installSeconds }, network: true });
  if (result.exitCode !== 0) return failure(describeInstallFailure(argv, result, installSeconds));
  if (kept !== null && before !== null) {
    const tree = listAdded(sandbox.tree, before.tree);
    const home = listAdded(sandbox.home, new Set([...before.home, ...parentsOf(downloads)])).filter(
      (path) => !downloads.has(path),
    );
    const isStored = await storeInstall(kept.cacheDir, kept.key, sandbox, { tree, home });
    log.info("install.kept", { dir: project.dir, key: kept.key, isStored });
  }
  return success({ argv, added, fromCache: false });
};

/** Null when nothing is to be kept: not asked for, or places that no later run will have. */
const openCache = async (
  project: Project,
  argv: string[],
  { sandbox, cacheDir, env, log }: InstallContext,
): Promise<{ cacheDir: string; key: string } | null> => {
  if (cacheDir === null || sandbox.level === "none") return null;
  const versions = await sandbox.run(["sh", "-c", versionScript, "sh", argv[0] ?? ""], {
    cwd: sandbox.tree,
    env,
    limits: { seconds: versionSeconds },
  });
  const circumstances = [
    process.platform,
    process.arch,
    sandbox.seenAt(sandbox.tree),
    sandbox.seenAt(sandbox.home),
    versions.output,
  ];
  const key = installKey({ argv, dir: project.dir, tree: sandbox.tree, circumstances });
  if (key === null)
    log.warn("install.not-kept", { dir: project.dir, reason: "too many or too large files to compare" });
  return key === null ? null : { cacheDir, key };
};

/** Versions of the installer, of the runtimes that it installs for, and of the C library; errors would be mixed in at random. */
const versionScript = `exec 2>/dev/null; "$1" --version || "$1" version; node --version; python3 --version; ldd --version | head -n 1`;

const parentsOf = (paths: ReadonlySet<string>): string[] =>
  [...paths].filter((path) => path.includes("/")).map((path) => path.slice(0, path.lastIndexOf("/")));
