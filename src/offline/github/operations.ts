/** Every operation of GitHub's REST API that the local GitHub knows, by GitHub's own operation id. */

type Level = "read" | "write";
type Scope =
  | "metadata"
  | "contents"
  | "issues"
  | "pull_requests"
  | "checks"
  | "statuses"
  | "actions"
  | "deployments"
  | "security_events";

/** A token needs one of the scopes; `metadata:read` and an empty list need none. */
export type Operation = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  scopes: `${Scope}:${Level}`[];
};

const repo = "/repos/{owner}/{repo}";
const issueRead: Operation["scopes"] = ["issues:read", "pull_requests:read"];
const issueWrite: Operation["scopes"] = ["issues:write", "pull_requests:write"];

export const operations = {
  "users/get-authenticated": { method: "GET", path: "/user", scopes: [] },
  "users/get-by-username": { method: "GET", path: "/users/{username}", scopes: [] },
  "graphql/query": { method: "POST", path: "/graphql", scopes: ["issues:read"] },
  "rate-limit/get": { method: "GET", path: "/rate_limit", scopes: [] },

  "repos/get": { method: "GET", path: repo, scopes: ["metadata:read"] },
  "repos/get-collaborator-permission-level": {
    method: "GET",
    path: `${repo}/collaborators/{username}/permission`,
    scopes: ["metadata:read"],
  },

  "git/list-matching-refs": { method: "GET", path: `${repo}/git/matching-refs/{ref}`, scopes: ["contents:read"] },
  "git/get-ref": { method: "GET", path: `${repo}/git/ref/{ref}`, scopes: ["contents:read"] },
  "git/create-ref": { method: "POST", path: `${repo}/git/refs`, scopes: ["contents:write"] },
  "git/update-ref": { method: "PATCH", path: `${repo}/git/refs/{ref}`, scopes: ["contents:write"] },
  "git/delete-ref": { method: "DELETE", path: `${repo}/git/refs/{ref}`, scopes: ["contents:write"] },
  "git/create-blob": { method: "POST", path: `${repo}/git/blobs`, scopes: ["contents:write"] },
  "git/get-blob": { method: "GET", path: `${repo}/git/blobs/{file_sha}`, scopes: ["contents:read"] },
  "git/create-tree": { method: "POST", path: `${repo}/git/trees`, scopes: ["contents:write"] },
  "git/get-tree": { method: "GET", path: `${repo}/git/trees/{tree_sha}`, scopes: ["contents:read"] },
  "git/create-commit": { method: "POST", path: `${repo}/git/commits`, scopes: ["contents:write"] },
  "git/get-commit": { method: "GET", path: `${repo}/git/commits/{commit_sha}`, scopes: ["contents:read"] },

  "repos/get-content": { method: "GET", path: `${repo}/contents/{path}`, scopes: ["contents:read"] },
  "repos/create-or-update-file-contents": {
    method: "PUT",
    path: `${repo}/contents/{path}`,
    scopes: ["contents:write"],
  },
  "repos/list-branches": { method: "GET", path: `${repo}/branches`, scopes: ["contents:read"] },
  "repos/get-branch": { method: "GET", path: `${repo}/branches/{branch}`, scopes: ["contents:read"] },
  "repos/list-commits": { method: "GET", path: `${repo}/commits`, scopes: ["contents:read"] },
  "repos/get-commit": { method: "GET", path: `${repo}/commits/{ref}`, scopes: ["contents:read"] },
  "repos/compare-commits-with-basehead": {
    method: "GET",
    path: `${repo}/compare/{basehead}`,
    scopes: ["contents:read"],
  },
  "repos/list-pull-requests-associated-with-commit": {
    method: "GET",
    path: `${repo}/commits/{commit_sha}/pulls`,
    scopes: ["pull_requests:read"],
  },

  "issues/list-for-repo": { method: "GET", path: `${repo}/issues`, scopes: issueRead },
  "issues/create": { method: "POST", path: `${repo}/issues`, scopes: ["issues:write"] },
  "issues/get": { method: "GET", path: `${repo}/issues/{issue_number}`, scopes: issueRead },
  "issues/update": { method: "PATCH", path: `${repo}/issues/{issue_number}`, scopes: issueWrite },
  "issues/list-comments-for-repo": { method: "GET", path: `${repo}/issues/comments`, scopes: issueRead },
  "issues/get-comment": { method: "GET", path: `${repo}/issues/comments/{comment_id}`, scopes: issueRead },
  "issues/update-comment": { method: "PATCH", path: `${repo}/issues/comments/{comment_id}`, scopes: issueWrite },
  "issues/delete-comment": { method: "DELETE", path: `${repo}/issues/comments/{comment_id}`, scopes: issueWrite },
  "issues/list-comments": { method: "GET", path: `${repo}/issues/{issue_number}/comments`, scopes: issueRead },
  "issues/create-comment": { method: "POST", path: `${repo}/issues/{issue_number}/comments`, scopes: issueWrite },
  "issues/list-events-for-repo": { method: "GET", path: `${repo}/issues/events`, scopes: issueRead },
  "issues/list-events": { method: "GET", path: `${repo}/issues/{issue_number}/events`, scopes: issueRead },
  "issues/list-events-for-timeline": {
    method: "GET",
    path: `${repo}/issues/{issue_number}/timeline`,
    scopes: issueRead,
  },
  "issues/list-labels-on-issue": { method: "GET", path: `${repo}/issues/{issue_number}/labels`, scopes: issueRead },
  "issues/add-labels": { method: "POST", path: `${repo}/issues/{issue_number}/labels`, scopes: issueWrite },
  "issues/set-labels": { method: "PUT", path: `${repo}/issues/{issue_number}/labels`, scopes: issueWrite },
  "issues/remove-label": { method: "DELETE", path: `${repo}/issues/{issue_number}/labels/{name}`, scopes: issueWrite },
  "issues/list-labels-for-repo": { method: "GET", path: `${repo}/labels`, scopes: issueRead },
  "issues/create-label": { method: "POST", path: `${repo}/labels`, scopes: issueWrite },
  "issues/get-label": { method: "GET", path: `${repo}/labels/{name}`, scopes: issueRead },

  "pulls/list": { method: "GET", path: `${repo}/pulls`, scopes: ["pull_requests:read"] },
  "pulls/create": { method: "POST", path: `${repo}/pulls`, scopes: ["pull_requests:write"] },
  "pulls/get": { method: "GET", path: `${repo}/pulls/{pull_number}`, scopes: ["pull_requests:read"] },
  "pulls/update": { method: "PATCH", path: `${repo}/pulls/{pull_number}`, scopes: ["pull_requests:write"] },
  "pulls/list-commits": { method: "GET", path: `${repo}/pulls/{pull_number}/commits`, scopes: ["pull_requests:read"] },
  "pulls/list-files": { method: "GET", path: `${repo}/pulls/{pull_number}/files`, scopes: ["pull_requests:read"] },
  "pulls/list-reviews": { method: "GET", path: `${repo}/pulls/{pull_number}/reviews`, scopes: ["pull_requests:read"] },
  "pulls/create-review": {
    method: "POST",
    path: `${repo}/pulls/{pull_number}/reviews`,
    scopes: ["pull_requests:write"],
  },

  "checks/create": { method: "POST", path: `${repo}/check-runs`, scopes: ["checks:write"] },
  "checks/get": { method: "GET", path: `${repo}/check-runs/{check_run_id}`, scopes: ["checks:read"] },
  "checks/list-annotations": {
    method: "GET",
    path: `${repo}/check-runs/{check_run_id}/annotations`,
    scopes: ["checks:read"],
  },
  "checks/list-for-ref": { method: "GET", path: `${repo}/commits/{ref}/check-runs`, scopes: ["checks:read"] },
  "checks/list-suites-for-ref": { method: "GET", path: `${repo}/commits/{ref}/check-suites`, scopes: ["checks:read"] },
  "repos/create-commit-status": { method: "POST", path: `${repo}/statuses/{sha}`, scopes: ["statuses:write"] },
  "repos/get-combined-status-for-ref": {
    method: "GET",
    path: `${repo}/commits/{ref}/status`,
    scopes: ["statuses:read"],
  },
  "repos/list-commit-statuses-for-ref": {
    method: "GET",
    path: `${repo}/commits/{ref}/statuses`,
    scopes: ["statuses:read"],
  },

  "repos/list-deployments": { method: "GET", path: `${repo}/deployments`, scopes: ["deployments:read"] },
  "repos/list-deployment-statuses": {
    method: "GET",
    path: `${repo}/deployments/{deployment_id}/statuses`,
    scopes: ["deployments:read"],
  },

  "code-scanning/list-alerts-for-repo": {
    method: "GET",
    path: `${repo}/code-scanning/alerts`,
    scopes: ["security_events:read"],
  },
  "code-scanning/list-recent-analyses": {
    method: "GET",
    path: `${repo}/code-scanning/analyses`,
    scopes: ["security_events:read"],
  },

  "actions/list-repo-workflows": { method: "GET", path: `${repo}/actions/workflows`, scopes: ["actions:read"] },
  "actions/get-workflow": { method: "GET", path: `${repo}/actions/workflows/{workflow_id}`, scopes: ["actions:read"] },
  "actions/create-workflow-dispatch": {
    method: "POST",
    path: `${repo}/actions/workflows/{workflow_id}/dispatches`,
    scopes: ["actions:write"],
  },
  "actions/list-workflow-runs": {
    method: "GET",
    path: `${repo}/actions/workflows/{workflow_id}/runs`,
    scopes: ["actions:read"],
  },
  "actions/list-workflow-runs-for-repo": { method: "GET", path: `${repo}/actions/runs`, scopes: ["actions:read"] },
  "actions/get-workflow-run": { method: "GET", path: `${repo}/actions/runs/{run_id}`, scopes: ["actions:read"] },
  "actions/list-jobs-for-workflow-run": {
    method: "GET",
    path: `${repo}/actions/runs/{run_id}/jobs`,
    scopes: ["actions:read"],
  },
  "actions/get-job-for-workflow-run": {
    method: "GET",
    path: `${repo}/actions/jobs/{job_id}`,
    scopes: ["actions:read"],
  },
  "actions/download-job-logs-for-workflow-run": {
    method: "GET",
    path: `${repo}/actions/jobs/{job_id}/logs`,
    scopes: ["actions:read"],
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;

/** The same table as a list, for routing. */
export const operationList = Object.entries(operations) as [OperationId, Operation][];

/** Those of REST, which GitHub's description holds and `scripts/github-openapi.ts` cuts out. */
export const describedOperations = operationList.filter(([id]) => id !== "graphql/query");
