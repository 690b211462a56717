/** `run N`: claim, work and publish of one issue in one process, until it waits or is ready. */

import { join } from "node:path";
import { findAtlasCache } from "./atlas-cache-file.ts";
import { createAuditFile } from "./audit-file.ts";
import { refusedClaim } from "./claim-issue.ts";
import { type Command, textOption } from "./command.ts";
import { createGithub, createPublishContext, openModel, readSettings } from "./compose.ts";
import { createTools } from "./create-tools.ts";
import { driveRun } from "./drive-run.ts";
import { openPrompts } from "./open-prompts.ts";
import { parseIssueNumber } from "./parse-number.ts";
import { exitOf, renderRun, runJson, summariseRun } from "./render-run.ts";
import { refuseJoined } from "./supervise.ts";
import { writeJobSummary } from "./write-outputs.ts";

export const run: Command = {
  name: "run",
  summary: "do one issue in this process until it waits or is ready",
  arguments: [{ name: "<issue>", summary: "number of the issue" }],
  options: [
    {
      flags: "--workspace <dir>",
      summary: "git checkout to work on (default: GITHUB_WORKSPACE, then the current directory)",
    },
    { flags: "--replay <file>", summary: "answer model calls from a recording" },
    { flags: "--record <file>", summary: "keep every model call in a recording" },
  ],
  run: async (host, [text], options) => {
    const number = parseIssueNumber(text);
    refuseJoined(host);
    const tools = createTools(host);
    const github = createGithub(host, tools);
    const settings = await readSettings(github);
    const choice = { replay: textOption(options.replay), record: textOption(options.record) };
    const checkout = textOption(options.workspace) ?? host.env.GITHUB_WORKSPACE ?? host.cwd;
    const report = await driveRun(number, null, {
      host,
      github,
      context: {
        ...(await createPublishContext(host, github, tools, settings)),
        audit: createAuditFile(join(host.cwd, "artifacts")),
      },
      prompts: openPrompts(host),
      openModel: (budgetUsd) => openModel(host, tools, budgetUsd, choice),
      checkout,
      atlasCache: findAtlasCache(host, checkout),
      artifacts: join(host.cwd, "artifacts"),
      tools,
    });
    if (!("record" in report)) throw refusedClaim(number, report.reason);
    const { read, write } = github.client.count;
    await writeJobSummary(host, tools, {
      title: `Run of issue ${number}`,
      pass: null,
      decisions: [],
      runs: [summariseRun(report)],
      requests: { read, write },
      nextSteps: [],
    });
    return {
      exit: exitOf(report.record),
      text: renderRun(report),
      json: { ...runJson(report), requests: { read, write } },
    };
  },
};
