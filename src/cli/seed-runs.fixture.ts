/** Fills a world with open runs that all wait for people, as a busy repository has them. */
import type { RunRecord } from "../domain/record.ts";
import { renderRecord } from "../flow/record-text.ts";
import { runLabel } from "../flow/run-labels.ts";
import { sampleRecord } from "../flow/samples.fixture.ts";
import { noSeal } from "../flow/state-seal.ts";
import { type Case, writer } from "./start-case.fixture.ts";

const bot = "draftsmith-bot";

/** Opens `count` issues with one run each; the numbers go up in pairs. */
export const seedRuns = async ({ world }: Case, count: number, change: Partial<RunRecord>): Promise<void> => {
  const { admin } = world.github;
  const { repository } = world;
  const act = { repository, as: bot };
  const head = await admin.pushCommit({ ...act, branch: "agent/0-seed", files: { "seed.txt": "seed\n" } });
  for (let made = 0; made < count; made += 1) {
    const issue = await admin.openIssue({ repository, as: writer, title: `Wish ${made}`, body: "Please." });
    const branch = `agent/${issue}-wish-${made}`;
    await admin.setBranch({ ...act, branch, sha: head });
    const record = sampleRecord({ issue, pull: issue + 1, branch, head, reservedUsd: 0, claimedAt: null, ...change });
    const number = await admin.openPull({
      ...act,
      title: `Wish ${made}`,
      head: branch,
      body: renderRecord(record, noSeal),
    });
    await admin.addLabel({ ...act, number, label: runLabel });
  }
};
