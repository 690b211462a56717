/** What is worth a row about the tests: new tests that turned green, failures, what weakens tests, flaky ones. */
import type { EvidenceTable, TestReport, TestResult } from "../../domain/evidence.ts";
import type { Weakening } from "../../integrity/weakening.ts";
import type { GreenProof } from "./compare-tests.ts";
import { isExecuted, isFailed, isNameOfFile } from "./find-lost.ts";

const maxRows = 40;
const maxCell = 300;
/** So that failures are shown however many new tests there are. */
const maxGreen = 20;

export type TableInput = {
  report: TestReport;
  baseline: TestReport | null;
  green: GreenProof | null;
  /** Names of failures that the base had too. */
  known: ReadonlySet<string>;
  weakenings: Weakening[];
};

type Row = { test: string; status: string; where: string; message: string };

/** Null when there is nothing to show but numbers. */
export const tableOf = (input: TableInput): EvidenceTable | null => {
  const green = greenRows(input);
  const rows = [
    ...green.slice(0, maxGreen),
    ...failingRows(input),
    ...input.weakenings.map(weakeningRow),
    ...flakyRows(input),
  ];
  if (rows.length === 0) return null;
  const shown = rows.slice(0, maxRows);
  return {
    columns: ["test", "status", "where", "message"],
    rows: shown.map(({ test, status, where, message }) => [test, status, where, message].map(cell)),
    more: rows.length - shown.length + Math.max(0, green.length - maxGreen),
  };
};

/** A red test file that did not load stands for the tests in it. */
const greenRows = ({ report, baseline, green }: TableInput): Row[] => {
  const before = new Set((baseline?.tests ?? []).map((test) => test.name));
  const red = green?.tests ?? [];
  const isOf = (test: TestResult): boolean =>
    red.includes(test.name) ||
    (!before.has(test.name) && test.file !== null && red.some((name) => isNameOfFile(name, test.file ?? "")));
  return report.tests
    .filter((test) => test.status === "passed" && isOf(test))
    .map((test) => ({ test: test.name, status: "red → green", where: test.file ?? "", message: "" }));
};

const failingRows = ({ report, known }: TableInput): Row[] => {
  const row = (test: TestResult): Row => ({
    test: test.name,
    status: known.has(test.name) ? "failed before" : "failed",
    where: placeOf(test.file, test.line),
    message: firstLine(test.message ?? ""),
  });
  const failing = report.tests.filter((test) => isExecuted(test) && isFailed(test));
  return [...failing.filter(({ name }) => !known.has(name)), ...failing.filter(({ name }) => known.has(name))].map(row);
};

const weakeningRow = ({ kind, path, line, what }: Weakening): Row => {
  if (kind === "changed expectation")
    return { test: what, status: kind, where: placeOf(path, line), message: "passes only with the changed test" };
  const isTest = (kind === "deleted" || kind === "skipped") && line === null;
  return { test: isTest ? what : "", status: kind, where: placeOf(path, line), message: isTest ? "" : what };
};

const flakyRows = ({ report, baseline }: TableInput): Row[] =>
  [
    ...report.flaky.map((test) => ({ ...test, where: "" })),
    ...(baseline?.flaky ?? []).map((test) => ({ ...test, where: "on the base" })),
  ].map(({ name, passed, runs, where }) => ({
    test: name,
    status: "flaky",
    where,
    message: `passed ${passed} of ${runs} runs of the same tree`,
  }));

const placeOf = (file: string | null, line: number | null): string =>
  file === null ? "" : `${file}${line === null ? "" : `:${line}`}`;

const firstLine = (text: string): string =>
  text
    .split("\n")
    .find((line) => line.trim() !== "")
    ?.trim() ?? "";

const cell = (text: string): string => (text.length > maxCell ? `${text.slice(0, maxCell - 1).toWellFormed()}…` : text);
