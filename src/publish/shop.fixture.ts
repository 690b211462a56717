/** A small repository on the offline GitHub, with a labelled issue and all that the supervisor and publish need to act on it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { Bundle } from "../domain/bundle.ts";
import { silentLog } from "../domain/log.ts";
import type { CommitDraft, Outcome } from "../domain/outcome.ts";
import type { RunRecord } from "../domain/record.ts";
import { defaultSettings, type Settings } from "../domain/settings.ts";
import { sampleOutcome } from "../flow/samples.fixture.ts";
import { noSeal, type StateSeal } from "../flow/state-seal.ts";
import { createClient } from "../github/create-client.ts";
import { actionsBot, createReader } from "../github/read-client.ts";
import { createWriter } from "../github/write-client.ts";
import { createOfflineGithub, type OfflineGithubOptions } from "../offline/create-github.ts";
import type { RepositorySettings } from "../offline/github/state.ts";
import { createSecretScanner } from "../outgoing/secrets.ts";
import { renderPatch } from "../patch/render.ts";
import { claim } from "../supervise/claim.ts";
import type { ClaimPlan } from "../supervise/claim-plan.ts";
import { type Action, decide } from "../supervise/decide.ts";
import { observe } from "../supervise/observe.ts";
import { openRun } from "./open-run.ts";
import type { PublishContext } from "./publish-context.ts";

export const repository = "acme/shop";
export const liveSecret = "s3cr3t-value-of-the-token-0123456789";

export const baseFiles = {
  "README.md": "# Shop\n",
  "package.json": '{ "type": "module", "scripts": { "test": "node --test" } }\n',
  "src/greet.js": "export const greet = (name) => ['hello', name].join(' ');\n",
  "test/greet.test.js": "// tests\n",
};

/** A commit that gives `path` the text `after`. */
export const draftCommit = (subject: string, path: string, before: string | null, after: string): CommitDraft => ({
  subject,
  body: "Why it is so.",
  patch: renderPatch([{ path, before, after }]),
});

const newTest = "import './greet.js';\n// a new test\n";
export const politeGreet = `${baseFiles["src/greet.js"]}export const polite = (name) => \`dear \${name}\`;\n`;

const rubric = { correctness: 4, tests: 4, style: 4, performance: 4, security: 4, docs: 4 };
const evidence = [
  {
    check: "tests",
    subject: "head",
    status: "passed" as const,
    summary: "3 passed",
    excerpt: "",
    ran: "node --test",
    table: null,
    isolation: "namespace" as const,
    link: null,
  },
];

/** Every outcome of a run that goes well, from triage to ready. */
export const wholeRun = (): Outcome[] => [
  sampleOutcome("triage", { summary: "behaviour: clear enough" }),
  sampleOutcome("plan"),
  sampleOutcome("tests", {
    commit: draftCommit("test: greet politely", "test/polite.test.js", null, newTest),
    red: { proof: "assertion", tests: ["polite"] },
  }),
  sampleOutcome("implement", {
    commit: draftCommit("feat: greet politely", "src/greet.js", baseFiles["src/greet.js"], politeGreet),
    green: { tests: ["polite"], passed: 3 },
  }),
  sampleOutcome("check", { evidence }),
  sampleOutcome("review", {
    rubric,
    findings: [{ file: "src/greet.js", line: 1, severity: "minor", reason: "Short name." }],
  }),
  sampleOutcome("secure"),
  sampleOutcome("document", {
    commit: draftCommit("docs: greet politely", "README.md", "# Shop\n", "# Shop\n\nGreets politely.\n"),
  }),
  sampleOutcome("check", { evidence }),
];

export type ShopOptions = {
  settings?: Partial<RepositorySettings>;
  server?: Partial<OfflineGithubOptions>;
  /** Labels `agent:ready` as the writer; default true. */
  isLabelled?: boolean;
  /** Default: no key was given. */
  seal?: StateSeal;
};

export type Shop = Awaited<ReturnType<typeof startShop>>;

export const startShop = async ({
  settings: walls = {},
  server = {},
  isLabelled = true,
  seal = noSeal,
}: ShopOptions = {}) => {
  const dir = await mkdtemp(join(tmpdir(), "publish-shop-"));
  let time = Date.parse("2026-03-01T09:00:00Z");
  const clock = () => new Date(time);
  const github = await createOfflineGithub({ clock, validate: true, ...server, dir });
  const { admin } = github;
  for (const login of ["acme", "maria", "stefan"]) await admin.createUser({ login });
  const { id, sha } = await admin.createRepository({
    owner: "acme",
    name: "shop",
    files: baseFiles,
    roles: { maria: "write", stefan: "read" },
    labels: ["agent:ready", "needs-human-review", "bug", "red-mode"],
    settings: walls,
  });
  const issue = await admin.openIssue({ repository, as: "stefan", title: "Greet politely", body: "Please." });
  const token = await admin.createToken({ login: actionsBot.login });
  const settings: Settings = defaultSettings();
  const configuration = { blob: "none", settings, at: async () => settings };
  const pass = (seconds: number): void => {
    time += seconds * 1_000;
  };
  pass(60);
  if (isLabelled) await admin.addLabel({ repository, as: "maria", number: issue, label: settings.labels.ready });
  pass(60);

  const connect = (): PublishContext & { client: ReturnType<typeof createClient> } => {
    const client = createClient({ token, apiUrl: github.url, owner: "acme", repo: "shop", log: silentLog });
    return {
      client,
      reader: createReader(client),
      writer: createWriter(client),
      self: actionsBot,
      settings,
      configuration,
      scanner: createSecretScanner([liveSecret]),
      seal,
      log: silentLog,
      clock,
      comments: new Map(),
    };
  };

  const look = (only: number | null = null, isRedMode = false) => {
    const { reader, client } = connect();
    return observe({ reader, client, settings, self: actionsBot, seal, now: clock(), isRedMode, only });
  };

  const decideNow = async (claimMinutes = 0): Promise<Action[]> =>
    decide(await look(), settings, { now: clock(), claimMinutes });

  /** Decides afresh and claims `number`; writes nothing. */
  const planClaim = async (number = issue): Promise<ClaimPlan> => {
    const { reader, client } = connect();
    const snapshot = await look(number);
    const actions = decide(snapshot, settings, { now: clock(), claimMinutes: 0 });
    const action = actions.find((one) => one.issue === number);
    if (action?.kind !== "start" && action?.kind !== "resume")
      throw new Error(`not to be claimed: ${JSON.stringify(actions)}`);
    return claim(action, { reader, client, settings, configuration, self: actionsBot, seal, snapshot, now: clock() });
  };

  const open = async () => {
    const plan = await planClaim();
    if (plan.kind !== "start") throw new Error(`expected a start, got ${plan.kind}`);
    return openRun(connect(), plan);
  };

  const bundleOf = (record: RunRecord, outcomes: Outcome[], change: Partial<Bundle> = {}): Bundle => ({
    version: 1,
    kind: "run",
    repositoryId: id,
    issue,
    pull: record.pull ?? 0,
    run: record.run,
    sequence: record.sequence,
    claimedAt: record.claimedAt ?? "",
    frozenHash: record.frozenHash,
    head: record.head,
    outcomes,
    complete: true,
    ...change,
  });

  const bodyOf = async (number: number): Promise<string> =>
    (await admin.inspectIssue({ repository, number })).body ?? "";

  const commentsOf = async (number: number): Promise<string[]> =>
    (await admin.inspectIssue({ repository, number })).comments.map((comment) => comment.body);

  const labelsOf = async (number: number): Promise<string[]> => (await connect().reader.issue(number))?.labels ?? [];

  const writes = () =>
    github.requests.filter(({ method, operation }) => method !== "GET" && operation !== "graphql/query");

  return {
    github,
    admin,
    id,
    sha,
    issue,
    token,
    settings,
    clock,
    pass,
    connect,
    look,
    decideNow,
    planClaim,
    open,
    bundleOf,
    bodyOf,
    commentsOf,
    labelsOf,
    writes,
    stop: async () => {
      await github.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

/** Borrows a shop; afterwards every request and answer must have fitted GitHub's description. */
export const withShop = async (use: (shop: Shop) => Promise<void>, options: ShopOptions = {}): Promise<void> => {
  const shop = await startShop(options);
  try {
    await use(shop);
    expect(shop.github.violations).toEqual([]);
  } finally {
    await shop.stop();
  }
};
