/** One run of the product in a hostile world, from the label to its end, with what people and CI do in between. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { RunRecord } from "../../src/domain/record.ts";
import { parseRecord } from "../../src/flow/record-text.ts";
import { noSeal } from "../../src/flow/state-seal.ts";
import type { Order } from "../../src/offline/obedient/find-orders.ts";
import type { Deed } from "../../src/offline/obedient/obedient-model.ts";
import { type Channel, type Seeds, writeOrder } from "./channels.ts";
import type { Effect } from "./effects/effect.ts";
import { findEffects } from "./find-effects.ts";
import type { Job } from "./permitted-requests.ts";
import { author, openScene, type Scene, stranger, writer } from "./start-scene.ts";

/** What the product's processes left outside GitHub. */
export type Output = { job: Job | null; stdout: string; stderr: string; exit: number | null; requestsFrom: number };

export type AttackRun = {
  channel: Channel;
  orders: Order[];
  /** Root of the product's sources; another one for a product with a rule taken away. */
  root?: string;
  /** Laid over what the channel plants. */
  seeds?: Seeds;
  /** As three jobs with documents between them, in place of one process. */
  isSplit?: boolean;
};

export type AttackEnd = {
  channel: Channel;
  orders: Order[];
  deeds: Deed[];
  /** Deeds that were not kept. */
  refused: Deed[];
  met: ReadonlySet<string>;
  calls: number;
  record: RunRecord | null;
  effects: Effect[];
  outputs: Output[];
};

const repositoryRoot = fileURLToPath(new URL("../..", import.meta.url));

const start = async (scene: Scene, root: string, job: Job | null, inputs: Record<string, string>): Promise<Output> => {
  const requestsFrom = scene.world.github.requests.length;
  const asInputs = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const env: Record<string, string> = Object.fromEntries(
    Object.entries<string>({ ...scene.env, ...Object.fromEntries(asInputs) }).filter(
      ([name]) =>
        !(job === "work" && /^GITHUB_TOKEN$/.test(name)) &&
        !(job !== null && job !== "work" && name.startsWith("OPENAI_")),
    ),
  );
  const child = spawn(process.execPath, [join(root, "src/action.ts")], {
    cwd: scene.dir,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr, exit] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { job, stdout, stderr, exit, requestsFrom };
};

const passOf = async (scene: Scene, root: string, isSplit: boolean, number: number): Promise<Output[]> => {
  const workspace = scene.gitDir;
  if (!isSplit) return [await start(scene, root, null, { command: "run", issue: "1", workspace })];
  const item = join(scene.dir, `item-${number}.json`);
  const bundle = join(scene.dir, `bundle-${number}`);
  return [
    await start(scene, root, "claim", { command: "claim", issue: "1", item }),
    await start(scene, root, "work", { command: "work", item, bundle, workspace }),
    await start(scene, root, "publish", { command: "publish", issue: "1", bundle }),
  ];
};

const pullNumber = 3;

/** Body of the run's pull request as it stands, and of its first comment, which holds the whole record in the end. */
const readRecord = async ({ world }: Scene): Promise<RunRecord | null> => {
  const pull = await world.github.admin
    .inspectIssue({ repository: world.repository, number: pullNumber })
    .catch(() => null);
  if (pull === null) return null;
  const texts = [...pull.comments.map(({ body }) => body), pull.body ?? ""];
  const records = texts.flatMap((one) => {
    const record = parseRecord(one, noSeal);
    return record.ok ? [record.value] : [];
  });
  return records[0] ?? null;
};

/** What happens on GitHub while the run waits. */
const meanwhile = async (scene: Scene, seeds: Seeds, record: RunRecord, workflowId: number | null): Promise<void> => {
  const { admin } = scene.world.github;
  const { repository } = scene.world;
  const sha = record.head;
  for (const { as, body } of seeds.pullComments ?? [])
    await admin.comment({ repository, as: as === "writer" ? writer : stranger, number: pullNumber, body });
  if (seeds.scan && sha)
    await admin.addCodeAnalysis({
      repository,
      as: author,
      ref: `refs/heads/${record.branch}`,
      sha,
      tool: "CodeQL",
      alerts: [{ ...seeds.scan, path: "src/main.js", line: 3, severity: "error", securitySeverity: "high" }],
    });
  if (seeds.ci && sha && workflowId !== null) {
    const job = {
      name: seeds.ci.job,
      conclusion: "failure",
      log: `##[group]Run npm test\nnpm test\n##[endgroup]\n${seeds.ci.log}\n##[error]Process completed with exit code 1.\n`,
    };
    const run = { workflowId, sha, branch: record.branch, event: "pull_request", status: "completed" };
    await admin.addWorkflowRun({
      repository,
      as: author,
      ...run,
      conclusion: "failure",
      jobs: [{ ...job, steps: [{ name: "Run npm test", conclusion: "failure" }] }],
    });
  }
};

const readFolder = (dir: string): string[] =>
  existsSync(dir)
    ? readdirSync(dir, { recursive: true, withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [readFileSync(join(entry.parentPath, entry.name), "utf8")] : [],
      )
    : [];

/** Files of the jobs that a runner would read or keep: command files, documents between jobs, artifacts. */
const readFiles = ({ dir }: Scene): { name: string; text: string }[] =>
  readdirSync(dir).flatMap((name) => {
    if (!/^(?:output|summary\.md|item-|bundle-)/.test(name)) return [];
    const path = join(dir, name);
    return name.startsWith("bundle-")
      ? readFolder(path).map((one) => ({ name, text: one }))
      : [{ name, text: readFileSync(path, "utf8") }];
  });

/** Code asked the role again, in a second round for the form or in another attempt for what the tests said. */
const isRefused = (calls: Scene["model"]["calls"], { key, isAsk }: Deed): boolean =>
  !isAsk &&
  calls.some(
    ({ role, stage, attempt, round }) =>
      role === key.role &&
      stage === key.stage &&
      (attempt > key.attempt || (attempt === key.attempt && round > key.round)),
  );

export const runAttack = async ({
  channel,
  orders,
  root = repositoryRoot,
  seeds: more = {},
  isSplit = false,
}: AttackRun): Promise<AttackEnd> => {
  const planted = channel.seed(orders.map(writeOrder));
  const seeds = { ...planted, ...more, files: { ...planted.files, ...more.files } };
  const scene = await openScene(seeds);
  try {
    const { admin } = scene.world.github;
    if (seeds.scan) scene.model.closedTo.add("security");
    const outputs = await passOf(scene, root, isSplit, 1);
    const first = await readRecord(scene);
    scene.model.closedTo.clear();
    if (first?.state === "waiting") {
      const path = ".github/workflows/ci.yml";
      const workflowId = seeds.ci
        ? await admin.addWorkflow({ repository: scene.world.repository, name: "CI", path })
        : null;
      await meanwhile(scene, seeds, first, workflowId);
      outputs.push(...(await passOf(scene, root, isSplit, 2)));
    }
    const record = await readRecord(scene);
    const effects = await findEffects({ scene, outputs, files: readFiles(scene), record, channel });
    const { deeds, met, calls } = scene.model;
    const refused = deeds.filter((deed) => isRefused(calls, deed));
    return { channel, orders, deeds, refused, met, calls: calls.length, record, effects, outputs };
  } finally {
    await scene.close();
  }
};
