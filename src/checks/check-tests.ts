/** Evidence from the tests that were run here, in the sandbox. */
import type { TestReport, TestResult } from "../domain/evidence.ts";
import { type Check, evidenceOf } from "./check.ts";

/** Failures of the base are not held against the subject where the comparison subtracted them. */
export const checkTests: Check = async (context) => {
  const { report, green } = context;
  if (report === null) {
    return evidenceOf("tests", context, {
      status: "not-configured",
      summary: "No test command is configured or detected.",
    });
  }
  const passed = green?.ok ?? report.passed;
  const reason = passed ? "" : (green?.reason ?? "");
  return evidenceOf("tests", context, {
    status: passed ? "passed" : "failed",
    summary: [summaryOf(report, green?.broken ?? null), reason]
      .filter(Boolean)
      .join(" ")
      .slice(0, 2_000)
      .toWellFormed(),
    excerpt: report.excerpt.slice(-8_000).toWellFormed(),
    isolation: "process",
  });
};

/** `broken` are the failures that the base did not have, where that is known. */
const summaryOf = (report: TestReport, broken: string[] | null): string => {
  if (report.timedOut) return "The tests did not end in time.";
  if (report.level === "exit") {
    const end = report.exitCode === null ? "was ended by a signal" : `ended with exit status ${report.exitCode}`;
    return `The test command ${end} and named no test.`;
  }
  const count = (status: TestResult["status"]): number => report.tests.filter((test) => test.status === status).length;
  const known = broken === null ? 0 : count("failed") - broken.length;
  const before = known > 0 ? ` (${known} of them before the change)` : "";
  return `${count("passed")} passed, ${count("failed")} failed${before}, ${count("skipped")} skipped.`;
};
