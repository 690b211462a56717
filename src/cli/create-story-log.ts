/** A log that tells a run as a story, one line per thing that happened; for the demo, where a person watches. */
import type { Log, LogFields } from "../domain/log.ts";
import { renderForeignLines, renderLogLine } from "../outgoing/log-line.ts";

const doing: Record<string, string> = {
  triage: "Is the issue ready, and what kind of change is it?",
  plan: "The planner reads the code and writes plan and acceptance criteria.",
  tests: "The test author writes tests; they must fail on the base.",
  implement: "The implementer writes the diff that must turn them green.",
  check: "Evidence about the head: tests, CI, configured checks.",
  review: "The reviewer scores the diff and looks for faults.",
  secure: "The security role looks for weaknesses.",
  document: "The scribe brings the documents up to date.",
};

const tell: Record<string, (fields: LogFields) => string> = {
  "run.claimed": ({ pull, branch }) => `Claimed: draft pull request ${pull} on ${branch}.`,
  "stage.start": ({ stage, attempt }) =>
    `\n${stage}${attempt === 1 ? "" : ` (attempt ${attempt})`}: ${doing[String(stage)] ?? ""}`,
  "stage.end": ({ status, summary, milliseconds }) => `  ${status} in ${milliseconds} ms: ${summary}`,
  "work.tests": ({ command }) => `  running ${command}`,
  "publish.outcome": ({ stage, commit }) =>
    commit ? `  published ${stage} as ${String(commit).slice(0, 10)}` : `  published ${stage}`,
};

const renderFields = (fields: LogFields): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");

/** `write` takes one line, or several, without the last line end. */
export const createStoryLog = (write: (text: string) => void): Log => {
  const say =
    (prefix: string) =>
    (event: string, fields: LogFields = {}) =>
      write(renderLogLine(`${prefix}${event} ${renderFields(fields)}`));
  return {
    info: (event, fields = {}) => {
      const line = tell[event]?.(fields);
      if (line !== undefined) write(line);
    },
    warn: say("warning: "),
    error: say("error: "),
    foreign: (title, text) => write([`${title}:`, ...renderForeignLines(text, { maxLines: 20 })].join("\n")),
  };
};
