/** An offline world for the demo: a local GitHub with an example repository, its people and its issue. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createOfflineGithub, type OfflineGithub } from "../offline/create-github.ts";
import { type IssueFile, parseIssueFile } from "./read-issue-file.ts";

export type OfflineWorld = {
  github: OfflineGithub;
  repository: string;
  token: string;
  botId: number;
  issue: IssueFile;
  clock: () => Date;
  close: () => Promise<void>;
};

export type WorldOptions = {
  /** Directory of the example: `repo/` and `issue.md`. */
  example: string;
  /** Where the world keeps its state; an existing world goes on. */
  dir: string;
  /** Monotonic milliseconds. */
  now: () => number;
  validate?: boolean;
};

const owner = "acme";
const writer = "mira-holt";
const bot = "draftsmith-bot";
const botId = 4_100_000;
const token = "offline-bot-token-0123456789";
const readyLabel = "agent:ready";

/** Worlds begin at the same moment, so that the same example gives the same commits and the same prompts. */
const beginning = Date.parse("2026-01-05T09:00:00Z");

const createClock = (now: () => number) => {
  let start: number | null = null;
  return {
    read: () => new Date(beginning + (start === null ? 0 : Math.floor(now() - start))),
    run: () => {
      start = now();
    },
  };
};

const seed = async (github: OfflineGithub, example: string, name: string, issue: IssueFile): Promise<void> => {
  const { admin } = github;
  await admin.createUser({ login: owner, type: "Organization", id: 4_000_001 });
  await admin.createUser({ login: writer, id: 4_000_002 });
  await admin.createUser({ login: bot, type: "Bot", id: botId });
  await admin.createRepository({
    owner,
    name,
    private: true,
    directory: join(example, "repo"),
    roles: { [writer]: "write", [bot]: "write" },
    labels: [readyLabel, "enhancement", "bug", "needs-human-review", "needs-clarification", "red-mode"],
  });
  await admin.createToken({ login: bot, value: token });
  const repository = `${owner}/${name}`;
  const labels = issue.labels.filter((label) => label !== readyLabel);
  await admin.openIssue({ repository, as: writer, title: issue.title, body: issue.body, labels });
  await admin.addLabel({ repository, as: writer, number: 1, label: readyLabel });
};

export const openOfflineWorld = async ({
  example,
  dir,
  now,
  validate = false,
}: WorldOptions): Promise<OfflineWorld> => {
  const clock = createClock(now);
  const github = await createOfflineGithub({ dir, clock: clock.read, validate });
  const issue = parseIssueFile(readFileSync(join(example, "issue.md"), "utf8"), "issue.md");
  const name = example.split("/").at(-1) ?? "example";
  const repository = `${owner}/${name}`;
  const isNew = await github.admin.inspectIssue({ repository, number: 1 }).then(
    () => false,
    () => true,
  );
  if (isNew) await seed(github, example, name, issue);
  clock.run();
  return { github, repository, token, botId, issue, clock: clock.read, close: github.close };
};
