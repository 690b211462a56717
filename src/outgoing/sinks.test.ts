/** Every sink of text, and the function of the door that stands before it: a new way out must be written down here. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const source = new URL("..", import.meta.url).pathname;
const read = (path: string): string => readFileSync(join(source, path), "utf8");
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (path) => path.endsWith(".ts") && !/\.(?:test|fixture)\.ts$/.test(path) && !path.startsWith("offline/"),
);
const filesWith = (pattern: RegExp): string[] => files.filter((path) => pattern.test(read(path))).toSorted();

/** Sink, the file in which it leaves, the call that screens it there. */
const sinks: [sink: string, path: string, screen: RegExp][] = [
  ["file", "publish/judge-commit.ts", /screenPatch\(patch\.value, context\.scanner\)/],
  ["commit", "publish/publish-commit.ts", /commitTextFor\(context, draft\)/],
  ["first commit", "publish/open-run.ts", /commitTextFor\(context, \{/],
  ["branch", "supervise/claim-start.ts", /nameBranch\(issue\.number, issue\.title, run\)/],
  ["local commit", "cli/try.ts", /screenCommit\(outcome\.commit, tools\.scanner\)/],
  ["title", "publish/open-run.ts", /titleFor\(context, brief\.issue\.title\)/],
  ["title of an own issue", "publish/own-issue.ts", /titleFor\(context, write\.title\)/],
  ["text of an own issue", "publish/own-issue.ts", /renderSafeMarkdown\(markdown, door\)/],
  ["comment", "publish/ensure-comment.ts", /renderSafeMarkdown\(draft\.markdown, door\)/],
  ["body", "publish/write-body.ts", /renderSafeMarkdown\(markdown, door\)/],
  ["record", "publish/write-body.ts", /redactValue\(record, context\.scanner\)/],
  ["audit", "publish/note-audit.ts", /redactValue\(entry, scanner\)/],
  ["log", "telemetry/create-log.ts", /redactText\(text, scanner\)/],
  ["log as JSON", "telemetry/create-log.ts", /redactValue\(data, scanner\)/],
  ["summary", "cli/write-outputs.ts", /renderJobSummary\(summary, \{ scanner/],
  ["summary as Markdown", "cli/write-outputs.ts", /renderSafeMarkdown\(markdown, door\)/],
  ["step output", "cli/write-outputs.ts", /renderStepOutput\(name, value\)/],
  ["prompt", "model/screen-model.ts", /scanner\.redact\(message\.content\)/],
  ["tool result", "model/screen-model.ts", /scanner\.redact\(await tool\.run\(args\)\)/],
  ["artifact", "outgoing/screen-bundle.ts", /redactValue\(outcome, scanner\)/],
];

describe("sinks", () => {
  it.each(sinks)("%s leaves %s screened", (_, path, screen) => expect(read(path)).toMatch(screen));

  it("texts are written to GitHub by these files alone", () => {
    const writes =
      /\bwriter\s*\.\s*(?:createCommit|createPull|updatePull|createComment|updateComment|createIssue|updateIssue)\(/;
    expect(filesWith(writes)).toEqual([
      "publish/ensure-comment.ts",
      "publish/open-run.ts",
      "publish/own-issue.ts",
      "publish/publish-commit.ts",
      "publish/publish-writes.ts",
      "publish/write-body.ts",
    ]);
  });

  it("names are screened by the functions that refuse, not by those that only render", () => {
    expect(filesWith(/\b(?:renderTitle|renderCommitSubject|renderCommitBody)\b/)).toEqual([
      "cli/screen/issue-door.ts",
      "outgoing/plain-line.ts",
      "outgoing/screen-names.ts",
      "supervise/own-regression.ts",
    ]);
  });
});
