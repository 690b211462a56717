import { describe, expect, it } from "vitest";
import { explainEnd, type RunEnd } from "./explain-end.ts";

const end = (more: Partial<RunEnd>): RunEnd => ({
  exitCode: 0,
  signal: null,
  timedOut: false,
  exceeded: null,
  isEmpty: false,
  hasFailed: false,
  seconds: 30,
  unread: null,
  unloaded: [],
  ...more,
});

const unloaded = (file: string, message: string) => ({
  name: file,
  file,
  message,
  status: "failed" as const,
  line: null,
  stack: null,
});

describe("explainEnd", () => {
  it.each<[Partial<RunEnd>]>([
    [{}],
    [{ unread: "" }],
    [{ exitCode: 1, hasFailed: true }],
    [{ exitCode: 5, isEmpty: true }],
  ])("has nothing to say about %j", (more) => {
    expect(explainEnd(end(more))).toBeNull();
  });

  it.each<[Partial<RunEnd>, string]>([
    [{ timedOut: true, exitCode: null, signal: "SIGKILL" }, "The tests did not end within 30 s and were ended."],
    [{ exceeded: "output", exitCode: null }, "The tests printed more than they may and were ended."],
    [{ exceeded: "memory", exitCode: null }, "The tests used more memory than they may and were ended."],
    [{ exitCode: null, signal: "SIGSEGV" }, "The tests crashed: a process was ended by SIGSEGV (segmentation fault)."],
    [
      { exitCode: 137 },
      "The tests crashed: a process was ended by SIGKILL, which is how a machine without memory ends one.",
    ],
    [{ exitCode: 127, unread: "" }, "The test command could not be started (exit status 127)."],
    [{ exitCode: 2 }, "No test fails, but the test command ends with exit status 2."],
    [{ exitCode: 255, unread: "" }, "The test command ends with exit status 255."],
    [
      { exitCode: 1, unread: "it left no report" },
      "The test command ends with exit status 1. The results were not read: it left no report.",
    ],
    [{ unread: "it left no report" }, "The results were not read: it left no report."],
    [
      {
        exitCode: 1,
        hasFailed: true,
        unloaded: [unloaded("a.js", "Cannot find module './x' from 'a.js'"), unloaded("b.js", "?")],
      },
      'These files failed as a whole: a.js (for want of "./x"), b.js.',
    ],
  ])("%j: %s", (more, expected) => {
    expect(explainEnd(end(more))).toBe(expected);
  });
});
