/** The door `outgoing`: text on its way to one of the sinks, by the function that stands before that sink. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { z } from "zod";
import { renderSafeMarkdown } from "../../outgoing/markdown.ts";
import { printMarkdown } from "../../outgoing/print-markdown.ts";
import { findInText } from "../../outgoing/redact-text.ts";
import { redactValue } from "../../outgoing/redact-value.ts";
import { screenCommit, screenTitle } from "../../outgoing/screen-names.ts";
import { screenPatch } from "../../outgoing/screen-patch.ts";
import { createSecretScanner, type SecretScanner } from "../../outgoing/secrets.ts";
import { renderStepOutput, type StepOutputs } from "../../outgoing/step-output.ts";
import { describeRefusals } from "../../patch/describe-refusal.ts";
import { nameBranch } from "../../supervise/name-branch.ts";
import { createDoor, refused, type Screened } from "./door.ts";
import { screenLog } from "./log-door.ts";

const sinks = [
  "comment",
  "summary",
  "commit",
  "title",
  "branch",
  "file",
  "log",
  "prompt",
  "artifact",
  "output",
] as const;

const optionsSchema = z.strictObject({
  sink: z.enum(sinks).default("comment"),
  secrets: z.array(z.string()).max(20).default([]),
  repository: z
    .string()
    .regex(/^[^/\s]+\/[^/\s]+$/)
    .default("owner/name"),
  issue: z.number().int().positive().default(1),
  path: z.string().max(1_000).default("src/file.txt"),
  name: z.string().max(100).default("summary"),
});

type Options = z.output<typeof optionsSchema>;

const maxCompared = 20_000;
const maxMarks = 1_000;

/** The same Markdown printed without the door, so that another style of list is not taken for a change; null where that costs too much. */
const reprint = (text: string): string | null => {
  if (text.length > maxCompared || (text.match(/[*_~[\]<&!>]/g)?.length ?? 0) > maxMarks) return null;
  return printMarkdown(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
};

const countNotes = (text: string): number => text.match(/\[redacted\b/g)?.length ?? 0;

/** `find` is that of the sink: text for people is searched for what nobody can read, too. */
const judge = (before: string, after: string, find: SecretScanner["find"]): Screened => {
  const kinds = [...new Set(find(before).map(({ kind }) => kind))];
  if (kinds.length > 0) return { verdict: "redacted", reason: `held ${kinds.join(", ")}`, text: after };
  if (after.trim() === before.replaceAll("\r\n", "\n").trim())
    return { verdict: "accepted", reason: "leaves as it is", text: after };
  if (countNotes(after) > countNotes(before))
    return { verdict: "redacted", reason: "held a secret in pieces", text: after };
  if (after.length < before.length && after.endsWith("…"))
    return { verdict: "truncated", reason: "longer than this sink takes", text: after };
  return { verdict: "sanitised", reason: "live markup, references or invisible characters were broken", text: after };
};

const screenMarkdown = (text: string, { repository, issue }: Options, scanner: SecretScanner): Screened => {
  const [owner = "", name = ""] = repository.split("/");
  const after = renderSafeMarkdown(text, { scanner, repository: { owner, name }, ownIssue: issue });
  const screened = judge(text, after, (one) => findInText(one, scanner));
  const isSame = screened.verdict === "sanitised" && reprint(text) === after;
  return isSame ? { verdict: "accepted", reason: "leaves as it is, printed anew", text: after } : screened;
};

const refuseName = (kinds: readonly string[], text: string): Screened => ({
  ...refused(`held ${kinds.join(", ")}; fixed text goes on in its place`),
  text,
});

const screenName = (text: string, scanner: SecretScanner): Screened => {
  const { title, refused: kinds } = screenTitle(text, scanner);
  return kinds.length > 0 ? refuseName(kinds, title) : judge(text, title, (one) => findInText(one, scanner));
};

const screenMessage = (text: string, scanner: SecretScanner): Screened => {
  const [first = "", ...rest] = text.split("\n");
  const { subject, body, refused: kinds } = screenCommit({ subject: first, body: rest.join("\n") }, scanner);
  const after = [subject, body].filter((part) => part !== "").join("\n\n");
  return kinds.length > 0 ? refuseName(kinds, after) : judge(text, after, (one) => findInText(one, scanner));
};

const screenFile = (text: string, path: string, scanner: SecretScanner): Screened => {
  const screened = screenPatch({ files: [{ kind: "add", path, content: text }] }, scanner);
  return screened.ok
    ? { verdict: "accepted", reason: "no secret in it", text }
    : refused(describeRefusals(screened.error));
};

const screenBranch = (text: string, issue: number, scanner: SecretScanner): Screened => {
  const { branch, refused: kinds } = nameBranch(issue, text, 1, scanner);
  return kinds.length > 0
    ? refuseName(kinds, branch)
    : { verdict: "sanitised", reason: "only the number and a slug are left", text: branch };
};

/** A step output takes fixed names and a small alphabet; whatever else comes is a bug, and is not written. */
const screenOutput = (text: string, name: string): Screened => {
  try {
    const line = renderStepOutput(name as keyof StepOutputs, text as never);
    return { verdict: "accepted", reason: "a fixed name and a value without line ends", text: line };
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
};

export const outgoingDoor = createDoor({
  name: "outgoing",
  summary: "text that a model wrote, at one of its sinks",
  help: {
    sink: sinks.join(", "),
    secrets: "live secrets, as a list",
    repository: "owner/name, whose links may stay",
    issue: "number of the run's own issue",
    path: "with sink file: where it would stand",
    name: "with sink output: of the step output",
  },
  options: optionsSchema,
  screen: (text, options) => {
    const scanner = createSecretScanner(options.secrets);
    switch (options.sink) {
      case "comment":
      case "summary":
        return screenMarkdown(text, options, scanner);
      case "commit":
        return screenMessage(text, scanner);
      case "title":
        return screenName(text, scanner);
      case "branch":
        return screenBranch(text, options.issue, scanner);
      case "file":
        return screenFile(text, options.path, scanner);
      case "log":
        return screenLog(text, options.secrets, true);
      case "prompt":
        return judge(text, scanner.redact(text), scanner.find);
      case "artifact":
        return judge(text, redactValue({ text }, scanner).text, scanner.find);
      case "output":
        return screenOutput(text, options.name);
    }
  },
});
