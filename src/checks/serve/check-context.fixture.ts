/** A check's context over small trees of real files, each with a sandbox of its own, for tests. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { silentLog } from "../../domain/log.ts";
import { type Settings, settingsSchema } from "../../domain/settings.ts";
import { openSandbox } from "../../sandbox/open-sandbox.ts";
import type { Sandbox, SandboxChoice } from "../../sandbox/sandbox.ts";
import type { CheckContext } from "../check.ts";
import { temporaryDirectory } from "./places.fixture.ts";

type Files = Record<string, string>;

export type Trees = {
  head: Files;
  base?: Files;
  checks: unknown;
  choice?: SandboxChoice;
  /** Stands before the rest of `PATH`. */
  bin?: string;
};

export const withContext = async (
  { head, base, checks, choice = "none", bin }: Trees,
  use: (context: CheckContext, dir: string) => Promise<void>,
): Promise<void> => {
  const dir = temporaryDirectory();
  const path = [
    ...(bin === undefined ? [] : [bin]),
    dirname(process.execPath),
    "/usr/local/bin",
    "/usr/bin",
    "/bin",
  ].join(":");
  const open = (name: string, files: Files) => async (): Promise<Sandbox> => {
    const tree = writeTree(join(dir, name), files);
    const opened = await openSandbox({
      tree,
      scratch: join(dir, `${name}-scratch`),
      choice,
      allowNone: choice === "none",
      path,
      toolchains: {},
      readOnlyMounts: [],
      log: silentLog,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    return opened.value;
  };
  const settings: Settings = settingsSchema.parse({ checks });
  const side = (files: Files) => ({ list: () => Object.keys(files), read: (file: string) => files[file] ?? null });
  try {
    await use(
      {
        subject: "c0ffee",
        settings,
        projects: [],
        labels: [],
        base: side(base ?? head),
        head: side(head),
        changes: [],
        sandbox: once(open("head", head)),
        baseSandbox: once(open("base", base ?? head)),
        env: { PATH: path },
        artifacts: { dir: join(dir, "artifacts"), link: "https://ci.test/run/1" },
        report: null,
        baseline: null,
        withBaseTests: null,
        green: null,
        ci: null,
        codeScanning: null,
        log: silentLog,
      },
      dir,
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

const writeTree = (root: string, files: Files): string => {
  mkdirSync(root, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
};

/** Whether this machine has a sandbox that keeps commands apart. */
export const canIsolate = async (): Promise<boolean> => {
  try {
    await withContext({ head: {}, checks: {}, choice: "auto" }, async (context) => void (await context.sandbox()));
    return true;
  } catch {
    return false;
  }
};
