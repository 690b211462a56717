/** The sandboxes of one claim: one over the tree of the run, one over the base, each opened and installed when it is first needed. */
import { runInstall } from "../checks/install/run-install.ts";
import { FailureError } from "../domain/failure.ts";
import type { Log } from "../domain/log.ts";
import type { FileChange } from "../domain/patch.ts";
import type { Project, Settings } from "../domain/settings.ts";
import { openSandbox } from "../sandbox/open-sandbox.ts";
import type { Sandbox, SandboxChoice } from "../sandbox/sandbox.ts";
import type { WaitMeter } from "../telemetry/create-wait-meter.ts";
import { openWorkspace, type Workspace, type WorkspaceOptions } from "./workspace.ts";

/** What the operator says about commands of the repository on this machine. */
export type SandboxAccess = {
  choice: SandboxChoice;
  /** Commands may run without isolation where no back end works. */
  allowNone: boolean;
  /** Where installed dependencies are kept between claims; null keeps none. */
  installCache: string | null;
};

export type Boxes = {
  /** Over the workspace, whose tracked files stand as they should whenever this is asked for. The install sees the start alone. */
  head: () => Promise<Sandbox>;
  /** Over a second, untouched copy of the base. */
  base: () => Promise<Sandbox>;
  /** Over a third copy of the base, with these changes to it and no earlier ones; installed when it is first needed. */
  changed: (changes: FileChange[]) => Promise<Sandbox>;
  /** Removes the copies of the base that were made. */
  close: () => Promise<void>;
};

export type BoxesOptions = {
  workspace: Workspace;
  /** How the workspace was made, for another like it. */
  origin: WorkspaceOptions;
  projects: Project[];
  settings: Settings;
  access: SandboxAccess;
  /** PATH for commands. */
  path: string;
  /** Where tools are installed, as variables. */
  toolchains: Record<string, string>;
  log: Log;
  waits: WaitMeter;
};

const openOver = async (workspace: Workspace, options: BoxesOptions): Promise<Sandbox> => {
  const { access, settings, path, toolchains, log } = options;
  const opened = await openSandbox({
    tree: workspace.root,
    scratch: workspace.scratch,
    choice: access.choice,
    allowNone: access.allowNone,
    path,
    toolchains,
    readOnlyMounts: settings.sandbox.readOnlyMounts,
    log,
  });
  if (!opened.ok) throw new FailureError(opened.error);
  return opened.value;
};

const install = async (sandbox: Sandbox, options: BoxesOptions): Promise<void> => {
  const { projects, access, path, toolchains, log } = options;
  for (const project of projects) {
    if (!project.install) continue;
    log.info("work.install", { dir: project.dir, command: project.install.join(" ") });
    const done = await runInstall(project, {
      sandbox,
      cacheDir: access.installCache,
      env: { ...toolchains, PATH: path },
      log,
    });
    if (done.ok) continue;
    throw new FailureError({
      kind: "config",
      message: `the install command of ${project.dir} failed: ${project.install.join(" ")}`,
      faults: [done.error.slice(-2_000)],
      hint: "Correct projects[].install in .github/draftsmith.yml, or the lockfile that it reads.",
    });
  }
};

/** An install has the network, so it never sees what a model wrote. */
const openInstalled = async (workspace: Workspace, options: BoxesOptions): Promise<Sandbox> => {
  const sandbox = await openOver(workspace, options);
  await workspace.atStart(() => install(sandbox, options));
  return sandbox;
};

/** `load` once; a failure is not remembered, so that the next stage may try again. */
const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
  let known: Promise<T> | undefined;
  return () => {
    known ??= load().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
};

export const createBoxes = (options: BoxesOptions): Boxes => {
  type Copy = Awaited<ReturnType<typeof openWorkspace>>;
  let copy: Copy | undefined;
  let other: Copy | undefined;
  const openHead = once(() => options.waits.during(openInstalled(options.workspace, options)));
  const openOther = once(async () => {
    other ??= await openWorkspace(options.origin);
    return { workspace: other.workspace, sandbox: await options.waits.during(openInstalled(other.workspace, options)) };
  });
  return {
    head: async () => {
      const sandbox = await openHead();
      // A test may have written over its own sources, or over the tests: evidence is about the commit.
      options.workspace.mend();
      return sandbox;
    },
    base: once(async () => {
      copy ??= await openWorkspace(options.origin);
      return options.waits.during(openInstalled(copy.workspace, options));
    }),
    changed: async (changes) => {
      const { workspace, sandbox } = await openOther();
      workspace.reset();
      workspace.write(changes);
      return sandbox;
    },
    close: async () => {
      copy?.remove();
      other?.remove();
    },
  };
};
