/** Evidence from the tests that were run here, in the sandbox. */
import type { TestReport, TestResult } from "../../domain/evidence.ts";
import type { Weakening } from "../../integrity/weakening.ts";
import { type Check, type CheckContext, evidenceOf } from "../check.ts";
import { isFailed } from "./find-lost.ts";
import { findWeakenings } from "./find-weakenings.ts";
import { isTestPath } from "./is-test-path.ts";
import { renderFailures } from "./render-failures.ts";
import { tableOf } from "./table-of.ts";

/** Failures of the base are not held against the subject where the comparison subtracted them. */
export const checkTests: Check = async (context) => {
  const { report, baseline, green, projects } = context;
  if (report === null) {
    return evidenceOf("tests", context, {
      status: "not-configured",
      summary: "No test command is configured or detected.",
    });
  }
  const weakenings = findWeakenings({ ...context, isTest: isTestPath(projects) });
  const forbidden = weakenings.filter((found) => found.isForbidden);
  const passed = (green?.ok ?? report.passed) && forbidden.length === 0;
  const known = new Set((green ? (baseline?.tests ?? []) : []).filter(isFailed).map((test) => test.name));
  const fault = green?.ok === false ? green.reason : "";
  const sentences = [
    summaryOf(report, green?.broken ?? null),
    report.reason !== null && !fault.includes(report.reason) ? report.reason : "",
    fault,
    describeForbidden(forbidden.filter(({ what }) => !green?.reason.includes(JSON.stringify(what)))),
    describeChanged(weakenings.filter(({ kind }) => kind === "changed expectation")),
    describeFlaky(context),
  ];
  return evidenceOf("tests", context, {
    ran: report.ran,
    status: passed ? "passed" : "failed",
    summary: sentences.filter(Boolean).join(" ").slice(0, 2_000).toWellFormed(),
    excerpt: passed ? "" : renderFailures(report, known),
    table: tableOf({ report, baseline, green, known, weakenings }),
    isolation: report.isolation,
  });
};

/** `broken` are the failures that the base did not have, where that is known. */
const summaryOf = (report: TestReport, broken: string[] | null): string => {
  if (report.timedOut && report.level === "exit") return "The tests did not end in time.";
  if (report.level === "exit") {
    const end = report.exitCode === null ? "was ended by a signal" : `ended with exit status ${report.exitCode}`;
    return `The test command ${end} and named no test.`;
  }
  const count = (status: TestResult["status"]): number => report.tests.filter((test) => test.status === status).length;
  const known = broken === null ? 0 : count("failed") - broken.length;
  const before = known > 0 ? ` (${known} of them before the change)` : "";
  return `${count("passed")} passed, ${count("failed")} failed${before}, ${count("skipped")} skipped.`;
};

const describeForbidden = (forbidden: Weakening[]): string => {
  if (forbidden.length === 0) return "";
  const shown = forbidden.slice(0, 5).map(({ kind, path, line, what }) => {
    const place = path !== null && !what.startsWith(path) ? ` in ${path}${line === null ? "" : `:${line}`}` : "";
    return `${kind}: ${JSON.stringify(what)}${place}`;
  });
  const more = forbidden.length > 5 ? ` and ${forbidden.length - 5} more` : "";
  return `Tests may not be deleted, skipped or focused: ${shown.join(", ")}${more}.`;
};

const describeChanged = (changed: Weakening[]): string => {
  if (changed.length === 0) return "";
  const shown = changed.slice(0, 5).map(({ what }) => JSON.stringify(what));
  const more = changed.length > 5 ? ` and ${changed.length - 5} more` : "";
  return `With the tests of the base the new code fails, and passes only with the changed ones: ${shown.join(", ")}${more}.`;
};

const describeFlaky = ({ report, baseline }: Pick<CheckContext, "report" | "baseline">): string => {
  const told = [
    ...(report?.flaky ?? []).map((test) => ({ ...test, where: "" })),
    ...(baseline?.flaky ?? []).map((test) => ({ ...test, where: " on the base" })),
  ];
  if (told.length === 0) return "";
  const shown = told
    .slice(0, 5)
    .map(({ name, passed, runs, where }) => `${JSON.stringify(name)} passed ${passed} of ${runs} runs${where}`);
  return `Flaky: ${shown.join(", ")}${told.length > 5 ? ` and ${told.length - 5} more` : ""}.`;
};
