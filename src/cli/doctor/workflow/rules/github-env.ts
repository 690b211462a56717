/** Writes to `GITHUB_ENV` or `GITHUB_PATH` that carry text of a stranger: one line more sets any variable of later steps. */
import { expressionsIn } from "../expressions.ts";
import { findUntrusted } from "../find-untrusted.ts";
import type { WorkflowRule } from "../workflow-rule.ts";
import type { StepAt, WorkflowSource } from "../workflow-source.ts";

const file = /GITHUB_(?:ENV|PATH)\b/;
const exported = /\b(?:exportVariable|addPath)\s?\(/;

/** Triggers under which files and texts of the job are a stranger's. */
const foreign = [
  "pull_request",
  "pull_request_target",
  "workflow_run",
  "issue_comment",
  "issues",
  "discussion_comment",
];

/** Command substitutions, files and pipes: what they give is not in this file. */
const computed = /\$\(|`|\bcat\b|\btee\b|<\s?[\w./"$]|\|/;

/** Substitutions that read no file of the branch. */
const ownValues = /\$\((?:date|git rev-parse|uname|nproc|pwd|whoami|hostname|mktemp)\b[^()|<`]{0,200}\)/g;

const isFreeVariable = (source: WorkflowSource, { job, step }: StepAt, line: string): boolean => {
  const envs = [step.env, job.env, source.workflow.env].flatMap((env) =>
    typeof env === "object" && env !== null ? Object.entries(env) : [],
  );
  return envs.some(
    ([name, value]) =>
      new RegExp(`\\$\\{?${name.replace(/\W/g, "")}\\b`).test(line) &&
      expressionsIn(String(value)).some((one) => findUntrusted(one, { source, job, step }).length > 0),
  );
};

/** The line with what it closes: `}` or `)` writes all that stands in its group. */
const writtenBy = (lines: string[], index: number): string => {
  const line = lines[index] ?? "";
  if (!/^\s*[})]/.test(line)) return line;
  const from = lines.slice(0, index).findLastIndex((one) => /^\s*[{(]\s*$/.test(one));
  return from < 0 ? line : lines.slice(from + 1, index + 1).join(";");
};

const judgeLine = (source: WorkflowSource, at: StepAt, line: string): string | null => {
  const scope = { source, job: at.job, step: at.step };
  if (expressionsIn(line).some((one) => findUntrusted(one, scope).length > 0))
    return "an expression of a stranger's text";
  if (isFreeVariable(source, at, line)) return "a variable with a stranger's text";
  const isForeign = foreign.some((name) => name in source.workflow.on) || source.started.length > 0;
  const before = line.slice(0, line.search(file)).replace(/>>?\s?["']?\$?\{?(?:env:)?$/, "");
  return isForeign && computed.test(before.replace(ownValues, "")) ? "text that the code of a branch gives" : null;
};

export const githubEnv: WorkflowRule = {
  name: "github-env",
  weight: "failing",
  todo: "Hand values on as step outputs, and read them through env where they are needed.",
  find: (source) =>
    source.steps.flatMap((at) => {
      const scripts = [
        { key: ["run"], text: at.step.run ?? "", pattern: file },
        { key: ["with", "script"], text: String(at.step.with?.script ?? ""), pattern: exported },
      ];
      return scripts.flatMap(({ key, text, pattern }) =>
        text.split("\n").flatMap((line, index, lines) => {
          const why = pattern.test(line) ? judgeLine(source, at, writtenBy(lines, index)) : null;
          return why === null
            ? []
            : [
                {
                  line: source.lineOf([...at.path, ...key], line.trim()),
                  what: `job ${at.name}: ${why} becomes a variable of later steps`,
                },
              ];
        }),
      );
    }),
};
