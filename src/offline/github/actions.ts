/** Workflows, their runs and jobs, and dispatching. */
import { type Handlers, noContent, ok, type RepositoryCall, requireText } from "./call.ts";
import { latestJobs } from "./check-runs-of.ts";
import { simpleCommit } from "./checks.ts";
import { notFound, unprocessable } from "./refusal.ts";
import { fullName, renderRepository, repositoryUrl } from "./render-repository.ts";
import { nodeId, renderUserId } from "./render-user.ts";
import type { Job, Workflow, WorkflowRun } from "./state.ts";
import { startWorkflowRun } from "./trigger-workflows.ts";
import { isLogin } from "./users.ts";

const renderWorkflow = (call: RepositoryCall, workflow: Workflow) => {
  const html = `${call.url}/${fullName(call.repository)}`;
  return {
    id: workflow.id,
    node_id: nodeId("Workflow", workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: "active",
    created_at: workflow.createdAt,
    updated_at: workflow.createdAt,
    url: `${repositoryUrl(call, call.repository)}/actions/workflows/${workflow.id}`,
    html_url: `${html}/blob/${call.repository.defaultBranch}/${workflow.path}`,
    badge_url: `${html}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
};

/** A workflow goes by its id or by the name of its file. */
const requireWorkflow = (call: RepositoryCall): Workflow => {
  const name = call.params.workflow_id ?? "";
  const found = call.repository.workflows.find(({ id, path }) => String(id) === name || path.endsWith(`/${name}`));
  if (found === undefined) throw notFound();
  return found;
};

const workflowOf = (call: RepositoryCall, run: WorkflowRun) =>
  call.repository.workflows.find(({ id }) => id === run.workflowId);

const renderRun = async (call: RepositoryCall, run: WorkflowRun) => {
  const base = `${repositoryUrl(call, call.repository)}/actions`;
  const url = `${base}/runs/${run.id}`;
  const workflow = workflowOf(call, run);
  const commit = await call.objects.readCommit(run.sha);
  const repository = renderRepository(call, call.repository);
  return {
    id: run.id,
    node_id: nodeId("WorkflowRun", run.id),
    name: workflow?.name ?? null,
    display_title: commit?.message.split("\n")[0] ?? "",
    path: workflow?.path ?? "",
    run_number: run.number,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflowId,
    check_suite_id: run.suiteId,
    head_branch: run.branch,
    head_sha: run.sha,
    head_commit: commit === null ? null : simpleCommit(commit),
    head_repository: repository,
    repository,
    actor: renderUserId(call, run.actorId),
    triggering_actor: renderUserId(call, run.actorId),
    pull_requests: [],
    referenced_workflows: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.createdAt,
    url,
    html_url: `${call.url}/${fullName(call.repository)}/actions/runs/${run.id}`,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: null,
    check_suite_url: `${repositoryUrl(call, call.repository)}/check-suites/${run.suiteId}`,
    workflow_url: `${base}/workflows/${run.workflowId}`,
  };
};

const renderJob = (call: RepositoryCall, run: WorkflowRun, job: Job) => {
  const base = `${repositoryUrl(call, call.repository)}/actions`;
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${base}/runs/${run.id}`,
    run_attempt: job.attempt,
    node_id: nodeId("Job", job.id),
    head_sha: run.sha,
    head_branch: run.branch,
    workflow_name: workflowOf(call, run)?.name ?? null,
    name: job.name,
    url: `${base}/jobs/${job.id}`,
    html_url: `${call.url}/${fullName(call.repository)}/actions/runs/${run.id}/job/${job.id}`,
    check_run_url: `${repositoryUrl(call, call.repository)}/check-runs/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.startedAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    steps: job.steps.map((step, index) => ({
      name: step.name,
      number: index + 1,
      status: step.conclusion === null ? "in_progress" : "completed",
      conclusion: step.conclusion,
      started_at: job.startedAt,
      completed_at: step.conclusion === null ? null : (job.completedAt ?? job.startedAt),
    })),
    labels: ["ubuntu-24.04"],
    runner_id: 1,
    runner_name: "GitHub Actions 1",
    runner_group_id: 1,
    runner_group_name: "GitHub Actions",
  };
};

/** The workflow file as a commit has it; null when it is not there. */
const readFileAt = async (call: RepositoryCall, sha: string, path: string): Promise<string | null> => {
  const commit = await call.objects.readCommit(sha);
  const entries = (commit && (await call.objects.readTree(commit.tree, true))) ?? [];
  const entry = entries.find((candidate) => candidate.path === path && candidate.type === "blob");
  const blob = entry ? await call.objects.read(entry.sha) : null;
  return blob?.bytes.toString("utf8") ?? null;
};

const requireRun = (call: RepositoryCall): WorkflowRun => {
  const run = call.repository.workflowRuns.find(({ id }) => id === Number(call.params.run_id));
  if (run === undefined) throw notFound();
  return run;
};

const requireJob = (call: RepositoryCall): { run: WorkflowRun; job: Job } => {
  for (const run of call.repository.workflowRuns) {
    const job = run.jobs.find(({ id }) => id === Number(call.params.job_id));
    if (job !== undefined) return { run, job };
  }
  throw notFound();
};

const listRuns = async (call: RepositoryCall, runs: WorkflowRun[]) => {
  const { head_sha: sha, branch, event, status, actor } = call.query;
  const actorId = actor === undefined ? undefined : call.state.users.find(isLogin(actor))?.id;
  const found = runs
    .filter((run) => sha === undefined || run.sha === sha)
    .filter((run) => branch === undefined || run.branch === branch)
    .filter((run) => event === undefined || run.event === event)
    .filter((run) => status === undefined || run.status === status || run.conclusion === status)
    .filter((run) => actor === undefined || run.actorId === actorId)
    .sort((a, b) => b.id - a.id);
  const list = [];
  for (const run of found) list.push(await renderRun(call, run));
  return { key: "workflow_runs", list };
};

export const actionsHandlers = {
  "actions/list-repo-workflows": (call) => ({
    key: "workflows",
    list: call.repository.workflows.map((workflow) => renderWorkflow(call, workflow)),
  }),
  "actions/get-workflow": (call) => ok(renderWorkflow(call, requireWorkflow(call))),
  "actions/create-workflow-dispatch": async (call) => {
    const workflow = requireWorkflow(call);
    const ref = requireText(call, "Workflow", "ref");
    const branch = ref.replace(/^refs\/heads\//, "");
    const sha = call.refs.get(`refs/heads/${branch}`);
    if (sha === undefined) throw unprocessable(`No ref found for: ${ref}`);
    const text = await readFileAt(call, sha, workflow.path);
    if (text !== null && !text.includes("workflow_dispatch"))
      throw unprocessable("Workflow does not have 'workflow_dispatch' trigger");
    startWorkflowRun(call, call.repository, { workflowId: workflow.id, sha, branch, event: "workflow_dispatch" });
    const inputs = (call.body.inputs ?? {}) as Record<string, unknown>;
    call.repository.dispatches.push({ workflowId: workflow.id, ref, inputs });
    return noContent;
  },
  "actions/list-workflow-runs": (call) => {
    const { id } = requireWorkflow(call);
    return listRuns(
      call,
      call.repository.workflowRuns.filter((run) => run.workflowId === id),
    );
  },
  "actions/list-workflow-runs-for-repo": (call) => listRuns(call, [...call.repository.workflowRuns]),
  "actions/get-workflow-run": async (call) => ok(await renderRun(call, requireRun(call))),
  "actions/list-jobs-for-workflow-run": (call) => {
    const run = requireRun(call);
    const jobs = call.query.filter === "all" ? run.jobs : latestJobs(run);
    return { key: "jobs", list: jobs.map((job) => renderJob(call, run, job)) };
  },
  "actions/get-job-for-workflow-run": (call) => {
    const { run, job } = requireJob(call);
    return ok(renderJob(call, run, job));
  },
  "actions/download-job-logs-for-workflow-run": (call) => {
    const { job } = requireJob(call);
    if (job.log === null) throw notFound();
    return { status: 302, headers: { location: `${call.url}/_logs/${call.repository.id}/${job.id}` } };
  },
} satisfies Partial<Handlers>;
