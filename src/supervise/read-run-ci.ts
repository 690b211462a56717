/** CI of a run's head, and what becomes of the workflow that may be started when nothing started by itself. */
import type { CiEvidence } from "../domain/evidence.ts";
import type { RunRecord } from "../domain/record.ts";
import type { Settings } from "../domain/settings.ts";
import { judgeDispatch } from "../github/ci/judge-dispatch.ts";
import { readCi } from "../github/ci/read-ci.ts";
import type { WorkflowRun } from "../github/ci/signal.ts";
import type { GithubClient } from "../github/create-client.ts";
import type { GithubReader } from "../github/read-client.ts";
import { type DispatchView, describeFaults } from "./dispatch-view.ts";

export type RunCi = { ci: CiEvidence; dispatch: DispatchView | null };

export type CiContext = { client: GithubClient; reader: GithubReader; settings: Settings };

const isStarted = (runs: WorkflowRun[], path: string): boolean =>
  runs.some((run) => run.event === "workflow_dispatch" && run.path === path);

/** The file as the branch has it is what GitHub would run. One request, and none when nothing is to be started. */
const viewDispatch = async (
  { reader, settings }: CiContext,
  ci: CiEvidence,
  runs: WorkflowRun[],
): Promise<DispatchView | null> => {
  const file = settings.checks.ci.dispatch;
  if (file === null || (ci.state !== "not-triggered" && ci.state !== "awaiting-approval")) return null;
  const path = `.github/workflows/${file}`;
  if (isStarted(runs, path)) return null;
  const text = await reader.readFile(path, ci.sha);
  return { file, faults: text === null ? ["it does not exist on the branch"] : judgeDispatch({ path, text }) };
};

export const readRunCi = async (context: CiContext, record: RunRecord, head: string): Promise<RunCi> => {
  const { client, settings } = context;
  const { ignore } = settings.checks.ci;
  const { evidence, runs } = await readCi({ client, sha: head, base: record.base.sha, ignore, hasWorkflows: true });
  const dispatch = await viewDispatch(context, evidence, runs);
  if (dispatch === null) return { ci: evidence, dispatch };
  const summary = `${evidence.summary}${describeFaults(dispatch)}`.slice(0, 2_000);
  return { ci: { ...evidence, summary }, dispatch };
};
