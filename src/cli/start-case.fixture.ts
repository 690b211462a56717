/** One example in an offline world with its model server, and the product as processes that are pointed at both. */
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Recording, recordingSchema } from "../domain/recording.ts";
import type { FaultPlan } from "../offline/github/faults.ts";
import { createOfflineModel, type OfflineModel } from "../offline/model-server.ts";
import { type OfflineWorld, openOfflineWorld } from "./offline-world.ts";
import { type Ended, type Process, type ProductOptions, runProduct, startProduct } from "./run-product.fixture.ts";

type Extra = { env?: Record<string, string | undefined>; onLog?: ProductOptions["onLog"] };

export type Case = {
  world: OfflineWorld;
  model: OfflineModel;
  /** Of this case alone; removed at its end. */
  dir: string;
  gitDir: string;
  /** The environment of a person who works on the repository; `undefined` takes a variable away. */
  env: (more?: Record<string, string | undefined>) => Record<string, string>;
  product: (args: string[], extra?: Extra) => Promise<Ended>;
  start: (args: string[], extra?: Extra) => Process;
  setFaults: (plan: FaultPlan) => void;
  close: () => Promise<void>;
};

export const exampleDir = (name: string): string => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));

export const writer = "mira-holt";
export const outsider = "stranger";

export const readExampleRecording = async (example: string): Promise<Recording> =>
  recordingSchema.parse(JSON.parse(await readFile(join(exampleDir(example), "recording.json"), "utf8")));

export type CaseOptions = {
  /** A folder of `examples/`; `greeter`, the small one, when absent. */
  example?: string;
  /** In place of the example's own recording. */
  recording?: Recording;
  /** Laid over the default branch before the first request; null removes. */
  files?: Record<string, string | null>;
  validate?: boolean;
};

const withoutUndefined = (env: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

export const startCase = async (options: CaseOptions = {}): Promise<Case> => {
  const { example = "greeter", validate = true } = options;
  const dir = mkdtempSync(join(tmpdir(), "draftsmith-case-"));
  const world = await openOfflineWorld({
    example: exampleDir(example),
    dir: join(dir, "world"),
    now: () => performance.now(),
    validate,
  });
  await world.github.admin.createUser({ login: outsider });
  if (options.files)
    await world.github.admin.pushCommit({
      repository: world.repository,
      as: writer,
      branch: "main",
      files: options.files,
      message: "Prepare the case",
    });
  const model = await createOfflineModel({ recording: options.recording ?? (await readExampleRecording(example)) });
  const gitDir = world.github.gitDirOf(world.repository);
  const env = (more: Record<string, string | undefined> = {}) =>
    withoutUndefined({
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      RUNNER_TEMP: join(dir, "scratch"),
      GITHUB_API_URL: world.github.url,
      GITHUB_REPOSITORY: world.repository,
      GITHUB_TOKEN: world.token,
      GITHUB_WORKSPACE: gitDir,
      DRAFTSMITH_BOT_ID: String(world.botId),
      OPENAI_BASE_URL: model.url,
      OPENAI_API_KEY: "offline",
      DRAFTSMITH_MODEL_STRONG: "gpt-5.2",
      DRAFTSMITH_MODEL_FAST: "gpt-5.4-mini",
      ...more,
    });
  const optionsOf = (extra: Extra): ProductOptions => ({
    env: env(extra.env),
    cwd: dir,
    ...(extra.onLog ? { onLog: extra.onLog } : {}),
  });
  return {
    world,
    model,
    dir,
    gitDir,
    env,
    product: (args, extra = {}) => runProduct(args, optionsOf(extra)),
    start: (args, extra = {}) => startProduct(args, optionsOf(extra)),
    setFaults: world.github.setFaults,
    close: async () => {
      await model.close();
      await world.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** Borrows a case; afterwards every request and answer must have fitted GitHub's description. */
export const withCase = async (work: (one: Case) => Promise<void>, options: CaseOptions = {}): Promise<void> => {
  const one = await startCase(options);
  try {
    await work(one);
    const { violations } = one.world.github;
    if (violations.length > 0) throw new Error(`Departures from GitHub's description:\n${violations.join("\n")}`);
  } finally {
    await one.close();
  }
};
