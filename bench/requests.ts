/** Counts requests: a pass over a hundred runs with nothing to do, and one issue from the label to ready, each beside its limit. */
import { isVisible, isWrite, readEnd } from "../src/cli/read-end.fixture.ts";
import { seedRuns } from "../src/cli/seed-runs.fixture.ts";
import { startCase, writer } from "../src/cli/start-case.fixture.ts";

const say = (name: string, count: number, limit: number) =>
  process.stdout.write(`${name.padEnd(44)} ${String(count).padStart(4)}  of at most ${limit}\n`);

const countQuietPass = async (): Promise<void> => {
  const one = await startCase();
  const { admin, requests } = one.world.github;
  await admin.removeLabel({ repository: one.world.repository, as: writer, number: 1, label: "agent:ready" });
  await seedRuns(one, 100, { state: "escalated", reason: "somebody must look" });
  await one.product(["supervise"]);
  say("a pass over 100 runs, nothing to do", requests.length, 5);
  await one.close();
};

const countIssue = async (example: string): Promise<void> => {
  const one = await startCase({ example });
  const { requests } = one.world.github;
  const ended = await one.product(["supervise", "--run"]);
  const { state } = await readEnd(one.world);
  if (state !== "ready") throw new Error(`${example} is ${state}, exit ${ended.exit}\n${ended.stderr}`);
  say(`one issue (${example}) to ready`, requests.length, 60);
  say("  of them writes", requests.filter(isWrite).length, 30);
  say("  of them visible", requests.filter(isVisible).length, 20);
  await one.close();
};

await countQuietPass();
for (const example of ["greeter", "ledgerline"]) await countIssue(example);
