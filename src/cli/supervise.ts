/** `supervise`: one reconcile of the repository; prints what it saw and decided, and the numbers of the runs to do. */

import { FailureError } from "../domain/failure.ts";
import type { Action } from "../supervise/decide.ts";
import { decide } from "../supervise/decide.ts";
import type { Snapshot } from "../supervise/snapshot.ts";
import { type Command, textOption } from "./command.ts";
import { createGithub, readSettings } from "./compose.ts";
import { createTools } from "./create-tools.ts";
import type { Done } from "./do-actions.ts";
import type { Host } from "./host.ts";
import { numberOf } from "./number-of.ts";
import { renderRun, runJson, summariseRun } from "./render-run.ts";
import { isActions } from "./surroundings.ts";
import { writeJobSummary } from "./write-outputs.ts";

const subjectOf = (action: Action): string => {
  if (action.issue) return `issue ${action.issue}`;
  return "pull" in action && action.pull ? `pull request ${action.pull}` : "repository";
};

const lagOf = (actions: Action[]): number | null => {
  const lags = actions.flatMap((action) => (action.kind === "start" ? [action.lagSeconds] : []));
  return lags.length > 0 ? Math.max(...lags) : null;
};

const renderPass = (snapshot: Snapshot, actions: Action[]): string => {
  const lag = lagOf(actions);
  const empty = snapshot.labelExists
    ? "No work: nothing is labelled and no run is open."
    : "No work, and the ready label does not exist in this repository: run `draftsmith init` or create it.";
  return [
    `Seen: ${snapshot.ready.length} ready issues, ${snapshot.runs.length} open runs${snapshot.isRedMode ? ", red mode" : ""}${lag === null ? "" : `, oldest label ${lag} s ago`}`,
    ...(actions.length === 0
      ? [empty]
      : actions.map((action) => `  ${subjectOf(action).padEnd(18)} ${action.kind.padEnd(8)} ${action.reason}`)),
    "",
  ].join("\n");
};

const unsafeJoin = (): FailureError =>
  new FailureError({
    kind: "usage",
    message: "--run is refused in Actions: it would put write token, model key and tests into one job",
    hint: "Use the two workflow files of `draftsmith init`, or set DRAFTSMITH_ALLOW_JOINED=1 as the operator.",
  });

export const refuseJoined = (host: Host): void => {
  if (isActions(host) && host.env.DRAFTSMITH_ALLOW_JOINED !== "1") throw unsafeJoin();
};

export const supervise: Command = {
  name: "supervise",
  summary: "one reconcile: look at the repository, decide, print actions and run numbers",
  arguments: [],
  options: [
    { flags: "--dry-run", summary: "decide and print, write nothing" },
    { flags: "--run", summary: "also do what was decided, in this process (outside Actions)" },
    {
      flags: "--workspace <dir>",
      summary: "git checkout to work on (default: GITHUB_WORKSPACE, then the current directory)",
    },
    { flags: "--replay <file>", summary: "answer model calls from a recording" },
    { flags: "--record <file>", summary: "keep every model call in a recording" },
  ],
  run: async (host, _args, options) => {
    const tools = createTools(host);
    const github = createGithub(host, tools);
    if (options.run) refuseJoined(host);
    const [settings, self, { claimMinutes, takeSnapshot }] = await Promise.all([
      readSettings(github),
      github.self(),
      github.departed.then(() => import("./take-snapshot.ts")),
    ]);
    const snapshot = await takeSnapshot(host, github, settings, self, null);
    const actions = decide(snapshot, settings, { now: host.clock(), claimMinutes: claimMinutes(host) });
    const numbers = [...new Set(actions.flatMap(numberOf))];
    let done: Done = { reports: [], failures: [] };
    if (options.run && !options.dryRun && numbers.length > 0) {
      // Loaded only here: a pass that hands its runs to other jobs needs neither model nor writer.
      const { doActions } = await import("./do-actions.ts");
      const choice = { replay: textOption(options.replay), record: textOption(options.record) };
      const checkout = textOption(options.workspace) ?? host.env.GITHUB_WORKSPACE ?? host.cwd;
      done = await doActions(actions, snapshot, { host, github, tools, settings, checkout, choice });
    }
    const { reports, failures } = done;
    const { read, write } = github.client.count;
    await writeJobSummary(host, tools, {
      title: "Draftsmith pass",
      pass: {
        readyIssues: snapshot.ready.length,
        openRuns: snapshot.runs.length,
        waitingRuns: snapshot.runs.filter((run) => run.record?.state === "waiting").length,
        lagSeconds: lagOf(actions),
      },
      decisions: actions.map((action) => ({ subject: subjectOf(action), action: action.kind, reason: action.reason })),
      runs: reports.map(summariseRun),
      requests: { read, write },
      nextSteps: snapshot.labelExists ? [] : ["Create the ready label: `draftsmith init`."],
    });
    const [stopped] = failures;
    if (stopped) {
      host.stderr(reports.map(renderRun).join("\n"));
      throw stopped;
    }
    return {
      exit: 0,
      text: [renderPass(snapshot, actions), ...reports.map(renderRun)].join("\n"),
      json: {
        observed: {
          readyIssues: snapshot.ready.length,
          openRuns: snapshot.runs.length,
          redMode: snapshot.isRedMode,
          labelExists: snapshot.labelExists,
          lagSeconds: lagOf(actions),
        },
        actions,
        runs: numbers,
        reports: reports.map(runJson),
        requests: { read, write },
      },
      outputs: {
        runs: options.dryRun ? [] : numbers,
        ...(numbers.length === 0 ? { status: "nothing" } : {}),
        summary: `ready issues: ${snapshot.ready.length}, open runs: ${snapshot.runs.length}, to do: ${numbers.length}`,
      },
    };
  },
};
