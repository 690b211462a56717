/** The failing tests of a report as text for people and models: name, place, message and the frames in the repository. */
import type { TestReport, TestResult } from "../../domain/evidence.ts";
import { isFailed } from "./find-lost.ts";

const maxExcerpt = 8_000;
const maxEach = 2_000;

/** At most 8,000 characters; failures that are `known` come last. Without a named failure, the last part of the output. */
export const renderFailures = (report: TestReport, known: ReadonlySet<string>): string => {
  const failing = report.tests.filter(isFailed);
  const sorted = [...failing.filter(({ name }) => !known.has(name)), ...failing.filter(({ name }) => known.has(name))];
  const parts: string[] = [];
  let left = maxExcerpt - 100;
  for (const test of sorted) {
    const part = renderFailure(test, known.has(test.name));
    if (part.length > left) break;
    parts.push(part);
    left -= part.length + 2;
  }
  if (parts.length === 0) return report.excerpt.slice(-maxExcerpt).toWellFormed();
  const more = sorted.length - parts.length;
  const isUnusual = report.reason !== null && report.excerpt.trim() !== "" && left > 500;
  return [
    ...parts,
    ...(more > 0 ? [`and ${more} more failing tests`] : []),
    ...(isUnusual ? [`The end of the output:\n${report.excerpt.slice(-(left - 100)).toWellFormed()}`] : []),
  ].join("\n\n");
};

const renderFailure = ({ name, file, line, message, stack }: TestResult, isKnown: boolean): string => {
  const place = file === null ? "" : `at ${file}${line === null ? "" : `:${line}`}`;
  const text = (message ?? "").trim().slice(0, maxEach).toWellFormed();
  // Most messages hold their frames already.
  const frames = (stack ?? "").split("\n").filter((frame) => frame !== "" && !text.includes(frame));
  return [`✖ ${name}${isKnown ? " (failed before the change)" : ""}`, place, text, ...frames]
    .filter((part) => part !== "")
    .join("\n")
    .slice(0, maxEach + 1_000)
    .toWellFormed();
};
