/** `demo`: an offline world in which one labelled issue becomes a reviewed draft pull request, told as it happens. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { FailureError } from "../domain/failure.ts";
import { parseRecord } from "../flow/record-text.ts";
import { noSeal } from "../flow/state-seal.ts";
import { gitText } from "../git/run-git.ts";
import { createOfflineModel } from "../offline/model-server.ts";
import { type Command, textOption } from "./command.ts";
import { createStoryLog } from "./create-story-log.ts";
import { createTools, type Tools } from "./create-tools.ts";
import { openOfflineWorld } from "./offline-world.ts";
import { renderDemo } from "./render-demo.ts";
import { exitOf, runJson } from "./render-run.ts";
import { hostIn, superviseWorld } from "./run-world.ts";

const example = "ledgerline";

export const demo: Command = {
  name: "demo",
  summary: "offline world: one labelled issue becomes a reviewed draft pull request",
  arguments: [],
  options: [
    {
      flags: "--keep <dir>",
      summary: "keep the world, with its git repository, in this directory; run again to go on there",
    },
  ],
  run: async (host, _args, options) => {
    const keep = textOption(options.keep);
    mkdirSync(host.scratch, { recursive: true });
    const dir = keep ? resolve(host.cwd, keep) : mkdtempSync(join(host.scratch, "demo-"));
    const artifacts = join(dir, "artifacts");
    const exampleDir = join(host.home, "examples", example);
    const world = await openOfflineWorld({ example: exampleDir, dir, now: host.now });
    const model = await createOfflineModel({ recording: join(exampleDir, "recording.json") });
    try {
      const inside = hostIn(host, world, model.url);
      const say = options.json ? host.stderr : host.stdout;
      const tools: Tools = { ...createTools(inside), log: createStoryLog((text) => say(`${text}\n`)) };
      say(
        `An offline GitHub at ${world.github.url} holds ${world.repository}; issue 1 "${world.issue.title}" was just labelled.\n`,
      );
      const story = await superviseWorld(inside, tools, world, artifacts);
      if (model.misses.length > 0)
        throw new FailureError({
          kind: "unavailable",
          neighbour: "model",
          message: `no recorded reply fits ${model.misses.join(", ")}`,
          hint: "The prompts or the flow have changed: make the recording again with scripts/record.ts.",
          retryAfterSeconds: null,
        });
      for (const change of model.promptChanges)
        tools.log.warn("recording.prompt-changed", {
          call: change,
          hint: "Make the recording again with scripts/record.ts.",
        });
      const gitDir = world.github.gitDirOf(world.repository);
      const pull = await world.github.admin.inspectIssue({ repository: world.repository, number: 2 });
      const record = parseRecord(pull.body ?? "", noSeal);
      const branch = story.report?.record.branch ?? (record.ok ? record.value.branch : "");
      const diff = await gitText(
        [
          "log",
          "--reverse",
          "--format=%n%C(yellow)commit %h%C(reset)%n%s%n",
          "-p",
          "--stat",
          "--no-ext-diff",
          "--no-textconv",
          `main..refs/heads/${branch}`,
        ],
        { gitDir },
      );
      const known = story.report?.record ?? (record.ok ? record.value : null);
      const own = Math.round(story.milliseconds - story.waitedMilliseconds);
      return {
        exit: known ? exitOf(known) : 3,
        text: renderDemo({
          story,
          pull,
          diff,
          own,
          state: known?.state ?? "unknown",
          kept: keep ? { dir, gitDir, branch, artifacts: existsSync(artifacts) ? artifacts : null } : null,
        }),
        json: {
          ...(story.report
            ? runJson(story.report)
            : { state: known?.state ?? "unknown", reason: known ? known.reason : "the pull request holds no record" }),
          pullRequest: {
            number: 2,
            draft: pull.pull?.draft ?? false,
            title: pull.title,
            branch,
            commits: story.report?.commits ?? [],
          },
          requests: story.requests,
          writesAgain: story.writesAgain,
          model: story.report
            ? {
                calls: story.report.record.usage.calls,
                inputTokens: story.report.record.usage.inputTokens,
                outputTokens: story.report.record.usage.outputTokens,
              }
            : { calls: 0, inputTokens: 0, outputTokens: 0 },
          ownMilliseconds: own,
          ...(keep ? { kept: { dir, gitDir, artifacts } } : {}),
        },
      };
    } finally {
      await model.close();
      await world.close();
      if (!keep) rmSync(dir, { recursive: true, force: true });
    }
  },
};
