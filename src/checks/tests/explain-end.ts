/** Says in one sentence what kept a test run from an ordinary end, or its results from being read. */
import { constants } from "node:os";
import type { TestResult } from "../../domain/evidence.ts";
import type { SandboxResult } from "../../sandbox/sandbox.ts";
import { findMissing } from "./missing-symbols.ts";

export type RunEnd = Pick<SandboxResult, "exitCode" | "signal" | "timedOut" | "exceeded"> & {
  /** The exit status means that there was no test to run. */
  isEmpty: boolean;
  /** Some test failed by name. */
  hasFailed: boolean;
  /** Wall clock that the run had. */
  seconds: number;
  /** Why the results could not be read; null when they were, empty when nobody expected any. */
  unread: string | null;
  /** Files that did not load. */
  unloaded: TestResult[];
};

/** Null when the tests ended in an ordinary way and their results were read. */
export const explainEnd = (end: RunEnd): string | null => {
  const stop = explainStop(end);
  const unread = end.unread ? `The results were not read: ${end.unread}.` : "";
  const text = [stop, describeUnloaded(end.unloaded), unread].filter(Boolean).join(" ");
  return text === "" ? null : text.slice(0, 1_000).toWellFormed();
};

const explainStop = ({ exitCode, signal, timedOut, exceeded, isEmpty, hasFailed, seconds, unread }: RunEnd): string => {
  if (timedOut) return `The tests did not end within ${seconds} s and were ended.`;
  if (exceeded === "output") return "The tests printed more than they may and were ended.";
  if (exceeded === "memory") return "The tests used more memory than they may and were ended.";
  const name = signal ?? (exitCode !== null && exitCode > 128 ? signalOf(exitCode - 128) : null);
  if (name !== null) return `The tests crashed: a process was ended by ${name}${hints[name] ?? ""}.`;
  if (exitCode === 127) return "The test command could not be started (exit status 127).";
  if (exitCode === 0 || isEmpty || hasFailed) return "";
  if (unread === null) return `No test fails, but the test command ends with exit status ${exitCode}.`;
  return `The test command ends with exit status ${exitCode}.`;
};

const describeUnloaded = (tests: TestResult[]): string => {
  if (tests.length === 0) return "";
  const shown = tests.slice(0, 5).map(({ file, message }) => {
    const symbols = [...new Set(findMissing(message ?? "").map(({ symbol }) => JSON.stringify(symbol)))].slice(0, 5);
    return symbols.length > 0 ? `${file} (for want of ${symbols.join(", ")})` : file;
  });
  const more = tests.length > 5 ? ` and ${tests.length - 5} more` : "";
  return `These files failed as a whole: ${shown.join(", ")}${more}.`;
};

const hints: Record<string, string> = {
  SIGKILL: ", which is how a machine without memory ends one",
  SIGSEGV: " (segmentation fault)",
  SIGABRT: " (abort)",
};

const signalOf = (number: number): string | null =>
  Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? null;
