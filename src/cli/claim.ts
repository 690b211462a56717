/** `claim N --item FILE`: the first step of a run, with the write token and without model or repository code. */
import { resolve } from "node:path";
import { createAuditFile } from "./audit-file.ts";
import { claimIssue } from "./claim-issue.ts";
import { type Command, textOption } from "./command.ts";
import { createGithub, createPublishContext, readSettings } from "./compose.ts";
import { createTools } from "./create-tools.ts";
import { digestOf, saveDocument } from "./documents.ts";
import { parseIssueNumber } from "./parse-number.ts";
import { requireOption } from "./require-option.ts";
import { writeJobSummary } from "./write-outputs.ts";

export const claim: Command = {
  name: "claim",
  summary: "claim one run and write its work item",
  arguments: [{ name: "<issue>", summary: "number of the issue" }],
  options: [
    { flags: "--item <file>", summary: "where the work item is written" },
    { flags: "--artifacts <dir>", summary: "where the audit is left (default: artifacts)" },
  ],
  run: async (host, [text], options) => {
    const number = parseIssueNumber(text);
    const path = requireOption(textOption(options.item), "--item");
    const tools = createTools(host);
    const github = createGithub(host, tools);
    const settings = await readSettings(github);
    const context = {
      ...(await createPublishContext(host, github, tools, settings)),
      audit: createAuditFile(resolve(host.cwd, textOption(options.artifacts) ?? "artifacts")),
    };
    const claimed = await claimIssue(number, null, { host, github, context, checkout: null });
    const { read, write } = github.client.count;
    if (!claimed.item) {
      await writeJobSummary(host, tools, {
        title: `Claim of issue ${number}`,
        pass: null,
        decisions: [{ subject: `issue ${number}`, action: "nothing", reason: claimed.reason }],
        runs: [],
        requests: { read, write },
        nextSteps: [],
      });
      return {
        exit: claimed.isStop ? 0 : 3,
        text: `Nothing to work on: ${claimed.reason}\n`,
        json: { claimed: false, reason: claimed.reason, requests: { read, write } },
        outputs: {
          ...(claimed.isStop ? { status: "nothing" } : {}),
          summary: `nothing to work on for issue ${number}`,
        },
      };
    }
    saveDocument(path, claimed.item);
    const { record } = claimed.item;
    return {
      exit: 0,
      text: `Claimed issue ${number} as pull request ${record.pull}, sequence ${record.sequence}; the run stands at ${record.position.stage}.\n`,
      json: {
        claimed: true,
        issue: number,
        pull: record.pull,
        sequence: record.sequence,
        stage: record.position.stage,
        item: path,
        requests: { read, write },
      },
      outputs: {
        issue: number,
        sequence: record.sequence,
        digest: digestOf(path),
        "pull-requests": record.pull ? [record.pull] : [],
        summary: `claimed issue ${number}, sequence ${record.sequence}, stage: ${record.position.stage}`,
      },
    };
  },
};
