/** `preview`: keeps one comment with the previews of each of the bot's pull requests, and whether they answer. */
import type { Write } from "../domain/bundle.ts";
import { FailureError } from "../domain/failure.ts";
import { fetchOutside } from "../health/fetch-outside.ts";
import { decidePreviews, type PullPreviews } from "../health/previews/decide-previews.ts";
import { observePreviews } from "../health/previews/observe-previews.ts";
import { type Command, textOption } from "./command.ts";
import { createGithub, readSettings } from "./compose.ts";
import { createTools } from "./create-tools.ts";
import { parseIssueNumber } from "./parse-number.ts";
import { dryRunOption, type HealthParts, publishHealth } from "./publish-health.ts";
import { readDeploymentEvent } from "./read-deployment-event.ts";
import { readPolicy } from "./read-policy.ts";
import { writeJobSummary } from "./write-outputs.ts";

type Planned = PullPreviews & { writes: Write[] };

/** What stops one pull request, such as a freeze that came meanwhile, does not stop the others. Gives the first. */
const publishEach = async (
  parts: HealthParts,
  repositoryId: number,
  pulls: Planned[],
): Promise<FailureError | null> => {
  let first: FailureError | null = null;
  for (const { number, issue, writes } of pulls) {
    try {
      await publishHealth(parts, repositoryId, writes, [issue]);
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      first ??= error;
      parts.tools.log.error("preview.stopped", { number, reason: error.message });
    }
  }
  return first;
};

export const preview: Command = {
  name: "preview",
  summary: "show the previews of the bot's pull requests, and their health, in one comment each",
  arguments: [],
  options: [
    { flags: "--pull <number>", summary: "one pull request (default: all open ones of the bot)" },
    dryRunOption,
  ],
  details: [
    "Previews are the deployments that providers report for the head, and the patterns of health.previews.urls.",
    "Only URLs on health.previews.hosts are opened. Started by a deployment_status event it looks at the pull requests",
    "with that head alone.",
  ].join("\n"),
  run: async (host, _args, options) => {
    const text = textOption(options.pull);
    const only = text === undefined ? null : parseIssueNumber(text);
    const tools = createTools(host);
    const github = createGithub(host, tools);
    const settings = await readSettings(github);
    const rules = { hosts: settings.health.previews.hosts, privateHosts: readPolicy(host).privateHosts };
    const [repository, self] = await Promise.all([github.reader.repository(), github.self()]);
    const seen = await observePreviews({
      reader: github.reader,
      client: github.client,
      settings,
      self,
      repositoryId: repository.id,
      only,
      sha: readDeploymentEvent(host)?.sha ?? null,
      open: (url) => tools.waits.during(fetchOutside(url, rules)),
    });
    const pulls = seen.map((pull) => ({ ...pull, ...decidePreviews(pull) }));
    const parts = { host, tools, github, settings };
    const writes = pulls.flatMap((pull) => pull.writes);
    const stopped = options.dryRun ? null : await publishEach(parts, repository.id, pulls);
    const requests = { ...github.client.count };
    await writeJobSummary(host, tools, {
      title: "Previews",
      pass: null,
      decisions: pulls.map(({ number, action, reason }) => ({ subject: `pull request ${number}`, action, reason })),
      runs: [],
      requests,
      nextSteps: [],
    });
    if (stopped) throw stopped;
    const lines = pulls.flatMap(({ number, reason, previews }) => [
      `Pull request ${number}: ${reason}`,
      ...previews.map(({ environment, state, health }) => `  ${environment}  ${state}  ${health}`),
    ]);
    return {
      exit: 0,
      text: `${lines.length > 0 ? lines.join("\n") : "No open pull request of the bot."}\n`,
      json: {
        pulls: pulls.map(({ number, sha, previews, action, reason }) => ({ number, sha, action, reason, previews })),
        writes,
        requests,
      },
      outputs: {
        ...(writes.length === 0 ? { status: "nothing" as const } : {}),
        "pull-requests": pulls.filter(({ action }) => action === "comment").map(({ number }) => number),
        summary: `pull requests: ${pulls.length}, comments: ${writes.length}`,
      },
    };
  },
};
