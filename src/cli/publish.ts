/** `publish --bundle DIR`: verifies a bundle from the beginning and writes it to GitHub. */
import { join, resolve } from "node:path";
import type { Bundle } from "../domain/bundle.ts";
import { FailureError } from "../domain/failure.ts";
import { publishBundle } from "../publish/publish-bundle.ts";
import { parseBundle } from "../publish/verify-bundle.ts";
import { createAuditFile } from "./audit-file.ts";
import { bundleFile } from "./bundle-file.ts";
import { type Command, textOption } from "./command.ts";
import { createGithub, createPublishContext, readSettings } from "./compose.ts";
import { createTools } from "./create-tools.ts";
import { checkDigest, readText } from "./documents.ts";
import { parseIssueNumber } from "./parse-number.ts";
import { exitOf } from "./render-run.ts";
import { requireOption } from "./require-option.ts";
import { writeJobSummary } from "./write-outputs.ts";

/** The job knows which issue it was started for; the bundle comes from a job that is not trusted. */
const checkIssue = (bundle: Bundle, issue: number): void => {
  if (bundle.issue === issue) return;
  throw new FailureError({
    kind: "refused",
    by: "bundle",
    message: `the bundle is of issue ${bundle.issue}, and this job publishes issue ${issue}`,
    hint: "Nothing was written.",
  });
};

export const publish: Command = {
  name: "publish",
  summary: "verify a bundle and write it to GitHub",
  arguments: [{ name: "[issue]", summary: "refuse a bundle of another issue than this" }],
  options: [
    { flags: "--bundle <dir>", summary: "directory of the bundle that `work` wrote" },
    { flags: "--digest <sha256>", summary: "refuse another bundle than the one with this SHA-256" },
    { flags: "--artifacts <dir>", summary: "where the audit is left (default: artifacts)" },
  ],
  run: async (host, [issue], options) => {
    const dir = requireOption(textOption(options.bundle), "--bundle");
    const path = join(dir, bundleFile);
    checkDigest(path, "the bundle", textOption(options.digest));
    const bundle = parseBundle(readText(path, "the bundle"));
    if (issue !== undefined) checkIssue(bundle, parseIssueNumber(issue));
    const tools = createTools(host);
    const github = createGithub(host, tools);
    const settings = await readSettings(github);
    const context = {
      ...(await createPublishContext(host, github, tools, settings)),
      audit: createAuditFile(resolve(host.cwd, textOption(options.artifacts) ?? "artifacts")),
    };
    const { record, pull, commits } = await publishBundle(context, bundle);
    const { read, write } = github.client.count;
    await writeJobSummary(host, tools, {
      title: `Published for issue ${bundle.issue}`,
      pass: null,
      decisions: commits.map((commit) => ({
        subject: commit.sha.slice(0, 10),
        action: commit.stage,
        reason: commit.subject,
      })),
      runs: [],
      requests: { read, write },
      nextSteps: record.state === "ready" ? ["Review the pull request and take it out of draft."] : [],
    });
    return {
      exit: exitOf(record),
      text: `Pull request ${pull}: ${record.state}${record.reason ? ` (${record.reason})` : ""}, ${commits.length} commits published.\n`,
      json: { pull, state: record.state, reason: record.reason, commits, requests: { read, write } },
      outputs: {
        "pull-requests": [pull],
        summary: `pull request ${pull}: ${record.state}, commits: ${commits.length}`,
      },
    };
  },
};
