/** Implementer: plan and failing tests → the smallest diff inside the allowed directories that makes them pass. */
import type { CiEvidence } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import type { Plan } from "../domain/plan.ts";
import type { Settings } from "../domain/settings.ts";
import type { Untrusted } from "../domain/untrusted.ts";
import type { JsonObject } from "./encode-document.ts";
import { renderBrief } from "./render-brief.ts";
import { renderFinding } from "./render-finding.ts";
import { renderPlan } from "./render-plan.ts";
import { type ProjectCommands, renderProjects } from "./render-projects.ts";
import { summaryFromProse } from "./reply-fields.ts";
import type { RoleDefinition } from "./role-definition.ts";
import { betterHalf, type FileSlice, renderFile, renderSlice, type Slice, shrinkSlice } from "./slice.ts";
import { type ChangeOutput, changeSchema } from "./test-author.ts";
import { linesField, textField } from "./untrusted-field.ts";

/** Why an attempt or a commit was not enough; whatever is null or empty is left out of the prompt. */
export type ImplementerFeedback = {
  /** Excerpt of a failed test run, or why the diff was refused. */
  failure: Untrusted | null;
  /** The diff that led to `failure`; it is not in the files. */
  previousDiff: Untrusted | null;
  findings: Finding[];
  ci: CiEvidence["failures"];
};

export type ImplementerInput = {
  plan: Plan;
  /** The test diff of this run, already in the files, and the test files as they are now. */
  tests: { diff: Untrusted | null; files: FileSlice[] };
  slice: Slice;
  projects: ProjectCommands[];
  /** Globs that a changed path must match; empty means every path that no guardrail denies. */
  allow: string[];
  limits: Pick<Settings["limits"], "patchLines" | "patchFiles">;
  feedback: ImplementerFeedback | null;
};

export const implementer: RoleDefinition<ImplementerInput, ChangeOutput> = {
  role: "implementer",
  output: { name: "change", schema: changeSchema },
  diff: "required",
  document: ({ plan, tests, slice, projects, allow, limits, feedback }, brief) => ({
    issue: renderBrief(brief),
    plan: renderPlan(plan),
    limits: { allow, changedLines: limits.patchLines, changedFiles: limits.patchFiles },
    projects: renderProjects(projects),
    tests: {
      diff: tests.diff === null ? null : linesField("test diff of this run, already applied", "model", tests.diff),
      files: tests.files.map(renderFile),
    },
    repository: renderSlice(slice),
    feedback: feedback === null ? null : renderFeedback(feedback),
  }),
  task: ({ feedback }) =>
    feedback === null
      ? "Write the diff that carries out this plan and makes the tests pass."
      : "Write the diff that settles everything in `feedback` and keeps the plan and the tests fulfilled. It applies to the files as shown now.",
  defaults: (prose) => ({ summary: summaryFromProse(prose) }),
  shrink: (input) => {
    const slice = shrinkSlice(input.slice);
    if (slice === null && input.tests.files.length <= 1) return null;
    return { ...input, slice: slice ?? input.slice, tests: { ...input.tests, files: betterHalf(input.tests.files) } };
  },
};

const renderFeedback = ({ failure, previousDiff, findings, ci }: ImplementerFeedback): JsonObject => ({
  ...(failure === null ? {} : { failure: linesField("the attempt before", "test run", failure) }),
  ...(previousDiff === null ? {} : { previousDiff: linesField("refused diff, not applied", "model", previousDiff) }),
  ...(findings.length === 0 ? {} : { findings: findings.map(renderFinding) }),
  ...(ci.length === 0
    ? {}
    : {
        ci: ci.map(({ name, excerpt }) => ({
          check: textField("CI check", "check", name),
          log: linesField("CI log", "check", excerpt),
        })),
      }),
});
