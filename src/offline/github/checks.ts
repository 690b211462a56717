/** Check runs and check suites of a commit. */
import { created, type Handlers, ok, optionalText, type RepositoryCall, requireText } from "./call.ts";
import { checkRunsOf } from "./check-runs-of.ts";
import type { GitCommit } from "./git-formats.ts";
import { pullsOf } from "./push.ts";
import { forbidden, notFound, unprocessable } from "./refusal.ts";
import { renderApp } from "./render-app.ts";
import { fullName, renderRepository, repositoryUrl } from "./render-repository.ts";
import { nodeId } from "./render-user.ts";
import { resolveCommit } from "./resolve-commit.ts";
import { setCheckRun, suiteStatus } from "./set-check-run.ts";
import { type Annotation, actionsApp, type CheckRun, type CheckSuite, type Repository } from "./state.ts";

const minimalPulls = (call: RepositoryCall, sha: string) =>
  pullsOf(call.repository)
    .filter(
      ({ state, pull }) => state === "open" && pull.headSha === sha && pull.head.repositoryId === call.repository.id,
    )
    .map((issue) => {
      const repo = { id: call.repository.id, url: repositoryUrl(call, call.repository), name: call.repository.name };
      const { head, base, headSha, id } = issue.pull;
      return {
        id,
        number: issue.number,
        url: `${repo.url}/pulls/${issue.number}`,
        head: { ref: head.ref, sha: headSha, repo },
        base: { ref: base.ref, sha: base.sha, repo },
      };
    });

export const requireSha = async (call: RepositoryCall, name: string): Promise<string> => {
  const sha = await resolveCommit(call, name);
  if (sha === null) throw unprocessable(`No commit found for SHA: ${name}`);
  return sha;
};

export const simpleCommit = ({ sha, tree, message, author, committer }: GitCommit) => ({
  id: sha,
  tree_id: tree,
  message,
  timestamp: author.date,
  author: { name: author.name, email: author.email },
  committer: { name: committer.name, email: committer.email },
});

const renderRun = (call: RepositoryCall, run: CheckRun) => {
  const url = `${repositoryUrl(call, call.repository)}/check-runs/${run.id}`;
  const place = run.workflowRunId === null ? `runs/${run.id}` : `actions/runs/${run.workflowRunId}/job/${run.id}`;
  const html = `${call.url}/${fullName(call.repository)}/${place}`;
  return {
    id: run.id,
    node_id: nodeId("CheckRun", run.id),
    name: run.name,
    head_sha: run.sha,
    external_id: "",
    url,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: null,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suiteId },
    app: renderApp(call, run.app),
    pull_requests: minimalPulls(call, run.sha),
  };
};

/** What the runner itself notes stands on no file. */
const renderAnnotation = (call: RepositoryCall, run: CheckRun, { level, message }: Annotation) => ({
  path: ".github",
  start_line: 1,
  end_line: 1,
  start_column: null,
  end_column: null,
  annotation_level: level,
  title: "",
  message,
  raw_details: "",
  blob_href: `${repositoryUrl(call, call.repository)}/git/blobs/${run.sha}`,
});

const requireRun = (call: RepositoryCall): CheckRun => {
  const run = checkRunsOf(call.repository).find(({ id }) => id === Number(call.params.check_run_id));
  if (run === undefined) throw notFound();
  return run;
};

const runsOfSuite = (repository: Repository, suite: CheckSuite): CheckRun[] =>
  checkRunsOf(repository).filter((run) => run.suiteId === suite.id);

const renderSuite = (call: RepositoryCall, suite: CheckSuite, head: GitCommit) => {
  const url = `${repositoryUrl(call, call.repository)}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    node_id: nodeId("CheckSuite", suite.id),
    head_branch: suite.branch,
    head_sha: suite.sha,
    ...suiteStatus(call.repository, suite),
    url,
    before: head.parents[0] ?? null,
    after: suite.sha,
    pull_requests: minimalPulls(call, suite.sha),
    app: renderApp(call, suite.app),
    created_at: suite.createdAt,
    updated_at: suite.createdAt,
    latest_check_runs_count: runsOfSuite(call.repository, suite).length,
    check_runs_url: `${url}/check-runs`,
    head_commit: simpleCommit(head),
    repository: renderRepository(call, call.repository),
  };
};

export const checkHandlers = {
  "checks/create": async (call) => {
    if (call.user.type !== "Bot") throw forbidden("You must authenticate via a GitHub App.");
    const name = requireText(call, "CheckRun", "name");
    const sha = await requireSha(call, requireText(call, "CheckRun", "head_sha"));
    const output = typeof call.body.output === "object" && call.body.output !== null ? call.body.output : {};
    const { title, summary } = output as { title?: string; summary?: string };
    const run = setCheckRun(call, {
      app: actionsApp,
      name,
      sha,
      status: optionalText(call, "status") ?? (call.body.conclusion === undefined ? "queued" : "completed"),
      conclusion: optionalText(call, "conclusion") ?? null,
      title: title ?? null,
      summary: summary ?? null,
      detailsUrl: optionalText(call, "details_url") ?? null,
    });
    return created(renderRun(call, run));
  },
  "checks/get": (call) => ok(renderRun(call, requireRun(call))),
  "checks/list-annotations": (call) => {
    const run = requireRun(call);
    return { list: run.annotations.map((annotation) => renderAnnotation(call, run, annotation)) };
  },
  "checks/list-for-ref": async (call) => {
    const sha = await requireSha(call, call.params.ref ?? "");
    const { check_name: name, status } = call.query;
    const found = checkRunsOf(call.repository).filter(
      (run) =>
        run.sha === sha && (name === undefined || run.name === name) && (status === undefined || run.status === status),
    );
    return { key: "check_runs", list: found.map((run) => renderRun(call, run)) };
  },
  "checks/list-suites-for-ref": async (call) => {
    const sha = await requireSha(call, call.params.ref ?? "");
    const head = await call.objects.readCommit(sha);
    const suites = head === null ? [] : call.repository.checkSuites.filter((suite) => suite.sha === sha);
    return { key: "check_suites", list: head === null ? [] : suites.map((suite) => renderSuite(call, suite, head)) };
  },
} satisfies Partial<Handlers>;
