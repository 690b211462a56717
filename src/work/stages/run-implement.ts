/** `implement`: the diff that turns red into green, or that keeps green where the kind of change asks for no new tests. */
import { proveGreen } from "../../checks/tests/compare-tests.ts";
import { matchGlobs } from "../../config/match-globs.ts";
import type { TestReport } from "../../domain/evidence.ts";
import { openBlockers } from "../../flow/fold-outcome.ts";
import { testGlobsOf } from "../../flow/test-globs.ts";
import { renderPatch } from "../../patch/render.ts";
import { implementer } from "../../roles/implementer.ts";
import { checkBase } from "../check-base.ts";
import { holdFlagged, recallChange } from "../consent.ts";
import { failed, fromRoleError, passed } from "../create-outcome.ts";
import { describeFailures } from "../describe-failures.ts";
import { askRole, validateDiff } from "../propose-change.ts";
import { showFile, showRepository, taskText } from "../show.ts";
import type { StageContext } from "../stage-context.ts";

const inputOf = async (context: StageContext) => {
  const { record, changes, item, projects, lastFailure } = context;
  const { plan } = record;
  if (!plan) throw new Error("the implement stage needs a plan");
  const isTest = matchGlobs(testGlobsOf(item.settings));
  const changed = changes.list();
  const testChanges = changed.filter((change) => isTest(change.path));
  const pinned = [
    ...changed.map((change) => change.path).filter((path) => !isTest(path)),
    ...plan.files.filter((path) => !isTest(path)),
  ];
  const findings = [...openBlockers(record.findings, "review"), ...openBlockers(record.findings, "secure")];
  const failures = item.ci?.state === "failed" && item.ci.sha === record.head ? item.ci.failures : [];
  const ci = failures.filter(({ cause }) => cause === "branch");
  const hasFeedback = lastFailure !== null || findings.length > 0 || ci.length > 0;
  const slice = await showRepository(context, {
    tier: "fast",
    text: taskText(context, plan),
    pinned: [...new Set(pinned)],
  });
  const shown = testChanges.map((change) => change.path);
  const edited = testChanges.filter((change) => change.before !== null);
  return {
    plan,
    tests: {
      diff: edited.length > 0 ? renderPatch(edited) : null,
      files: shown.flatMap((path) => showFile(context, path) ?? []),
    },
    slice: { ...slice, tests: slice.tests.filter(({ path }) => !shown.includes(path)) },
    projects,
    allow: item.settings.allow,
    limits: item.settings.limits,
    feedback: hasFeedback
      ? { failure: lastFailure?.feedback ?? null, previousDiff: lastFailure?.diff ?? null, findings, ci }
      : null,
  };
};

export const runImplement = async (context: StageContext) => {
  const { record, workspace, changes, tests } = context;
  const { plan } = record;
  if (!plan) throw new Error("the implement stage needs a plan");
  const unprovable = await checkBase(context, plan.kind);
  if (unprovable) return unprovable;
  const baseline = tests.isConfigured ? await tests.baseline() : null;
  const result =
    recallChange(context) ??
    (await askRole(context, implementer, await inputOf(context), (output) => validateDiff(context, output.diff)));
  if (!result.ok) return fromRoleError(context, result.error);
  const { value: proposal, output, usage } = result.value;
  changes.write(proposal.changes);
  const commit = { subject: `${prefixOf[plan.kind]}: ${plan.title}`, body: output.summary, patch: proposal.text };
  if (!baseline) {
    workspace.keep();
    const outcome = passed("implement", "Written; no test command is configured, so nothing was run.", {
      usage,
      commit,
    });
    return holdFlagged(context, proposal, outcome);
  }
  const after = await tests.current();
  const green = proveGreen(baseline, { proof: record.red?.proof ?? "none", tests: record.red?.tests ?? [] }, after);
  if (!green.ok) {
    workspace.reset();
    const feedback = `${green.reason}\n\n${describeFailures(after, baseline)}`;
    return failed("implement", "The tests are not green with this change.", feedback, {
      usage,
      refusedDiff: proposal.text,
    });
  }
  workspace.keep();
  const outcome = passed("implement", describeGreen(after.level, green.passed, record.red !== null), {
    usage,
    commit,
    red: record.red,
    green: { tests: green.tests.slice(0, 200), passed: green.passed },
  });
  return holdFlagged(context, proposal, outcome);
};

const describeGreen = (level: TestReport["level"], passing: number, hasNew: boolean): string => {
  const among = hasNew ? ", the new ones among them" : "";
  return level === "names"
    ? `${passing} tests pass${among}`
    : `The test command succeeds${hasNew ? " with the new tests" : ""}`;
};

const prefixOf = { behaviour: "feat", refactor: "refactor", docs: "docs", build: "build" } as const;
