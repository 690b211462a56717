/** Builds the parts of a command out of the environment: GitHub, settings, model. */
import { configPath } from "../config/config-path.ts";
import type { Configuration } from "../config/configuration.ts";
import { FailureError } from "../domain/failure.ts";
import type { Account } from "../domain/issue.ts";
import type { Log } from "../domain/log.ts";
import type { Settings } from "../domain/settings.ts";
import { createClient, type GithubClient } from "../github/create-client.ts";
import { actionsBot, createReader, type GithubReader } from "../github/read-client.ts";
import { createWriter } from "../github/write-client.ts";
import type { Model } from "../model/model.ts";
import { screenModel } from "../model/screen-model.ts";
import type { PublishContext } from "../publish/publish-context.ts";
import type { Tools } from "./create-tools.ts";
import type { Host } from "./host.ts";
import { isActions, readGithubAccess, readModelAccess, readStateSeal } from "./surroundings.ts";

export type Github = {
  client: GithubClient;
  reader: GithubReader;
  self: () => Promise<Account>;
  /** Of the default branch, read once, under the operator's policy. Throws `FailureError` with every fault. */
  configuration: () => Promise<Configuration>;
  /** Resolves when the first request leaves: what is loaded after it costs no time of its own. */
  departed: Promise<void>;
};

const botAccount = (host: Host, reader: GithubReader): Promise<Account> => {
  const id = Number(host.env.DRAFTSMITH_BOT_ID || Number.NaN);
  if (Number.isInteger(id)) return Promise.resolve({ id, login: "", type: "Bot" });
  return isActions(host) ? Promise.resolve(actionsBot) : reader.self();
};

const readConfiguration = async (host: Host, reader: GithubReader, departed: Promise<void>): Promise<Configuration> => {
  const [file, { openConfiguration }, { readPolicy }] = await Promise.all([
    reader.readFileText(configPath),
    departed.then(() => import("../config/configuration.ts")),
    departed.then(() => import("./read-policy.ts")),
  ]);
  const readBlob = async (id: string): Promise<string | null> =>
    (await reader.blob(id).catch(nullWhereMissing))?.toString("utf8") ?? null;
  return openConfiguration({ file, policy: readPolicy(host), readBlob });
};

const nullWhereMissing = (error: unknown): null => {
  if (error instanceof FailureError && error.failure.kind === "denied" && error.failure.status === 404) return null;
  throw error;
};

export const createGithub = (host: Host, { log, waits }: Tools): Github => {
  const departed = Promise.withResolvers<void>();
  const metered: typeof fetch = (input, init) => {
    departed.resolve();
    return waits.during(fetch(input, init));
  };
  const client = createClient({ ...readGithubAccess(host), log, fetch: metered });
  const reader = createReader(client);
  let self: Promise<Account> | undefined;
  let configuration: Promise<Configuration> | undefined;
  return {
    client,
    reader,
    departed: departed.promise,
    configuration: () => {
      configuration ??= readConfiguration(host, reader, departed.promise);
      return configuration;
    },
    self: () => {
      self ??= botAccount(host, reader);
      return self;
    },
  };
};

/** The settings of the repository as they are now. */
export const readSettings = async ({ configuration }: Github): Promise<Settings> => (await configuration()).settings;

export const createPublishContext = async (
  host: Host,
  github: Github,
  tools: Tools,
  settings: Settings,
): Promise<PublishContext> => ({
  reader: github.reader,
  writer: createWriter(github.client),
  self: await github.self(),
  settings,
  configuration: await github.configuration(),
  scanner: tools.scanner,
  seal: readStateSeal(host),
  log: tools.log,
  clock: host.clock,
  comments: new Map(),
});

export type ModelChoice = {
  /** Answer from this recording; needs no network and no key. */
  replay?: string | undefined;
  /** Keep every call in this file. */
  record?: string | undefined;
};

export const openModel = async (
  host: Host,
  { log, waits, scanner }: Tools,
  budgetUsd: number,
  choice: ModelChoice,
): Promise<Model> => {
  const model = screenModel(await chooseModel(host, log, budgetUsd, choice), scanner);
  return { ...model, complete: (request) => waits.during(model.complete(request)) };
};

const chooseModel = async (host: Host, log: Log, budgetUsd: number, choice: ModelChoice): Promise<Model> => {
  // The openai package takes longer to load than a whole pass without work.
  const [{ createModel, createReplay }, { readRecording }, { createRecorder }] = await Promise.all([
    import("../model/create-model.ts"),
    import("../model/read-recording.ts"),
    import("../model/recorder.ts"),
  ]);
  if (choice.replay) {
    const recording = await readRecording(choice.replay);
    if (!recording.ok) throw new FailureError(recording.error);
    return createReplay({ recording: recording.value, log });
  }
  const recorder = choice.record ? createRecorder({ path: choice.record, case: choice.record }) : undefined;
  return createModel({ ...readModelAccess(host), budgetUsd, log, ...(recorder ? { recorder } : {}) });
};
