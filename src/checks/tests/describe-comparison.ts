/** What a comparison of two test runs says about names, in words that tell what to do. */
import type { TestReport, TestResult } from "../../domain/evidence.ts";
import type { Lost } from "./find-lost.ts";

/** What to do about flaky tests. */
export const steady = "Make them give the same result every time: no clock, no random order, no race.";

/** What is known of the flaky tests that `isMeant` chooses; null when there are none. */
export const flakyAmong = (after: TestReport, isMeant: (test: TestResult) => boolean): string | null => {
  const meant = new Set(after.tests.filter(isMeant).map((test) => test.name));
  const found = after.flaky.filter((test) => meant.has(test.name));
  const texts = found
    .slice(0, 5)
    .map(({ name, passed, runs }) => `${JSON.stringify(name)} passed ${passed} of ${runs} runs`);
  return texts.length === 0 ? null : texts.join(", ");
};

/** Null when nothing was lost. */
export const describeLost = ({ deleted, skipped }: Lost): string | null => {
  const count = deleted.length + skipped.length;
  const parts = [
    ...(deleted.length > 0 ? [`gone: ${quote(deleted)}`] : []),
    ...(skipped.length > 0 ? [`skipped: ${quote(skipped)}`] : []),
  ];
  return count === 0 ? null : `${count} tests that ran before do not run any more (${parts.join("; ")})`;
};

/** The text, and what kept the run from an ordinary end where that is known. */
export const withReason = (text: string, { reason }: TestReport): string =>
  reason === null ? text : `${text} ${reason}`;

/** The first five names, and how many more there are. */
export const quote = (names: string[]): string => {
  const shown = names
    .slice(0, 5)
    .map((name) => JSON.stringify(name))
    .join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
};
