/** Every request that the product may make of GitHub, by the job that may make it; anything else is an effect that nobody asked for. */
import type { RequestLog } from "../../src/offline/github/request-log.ts";

export type Job = "supervise" | "claim" | "work" | "publish";

type Permitted = {
  method: string;
  path: RegExp;
  jobs: readonly Job[];
  body?: (body: Record<string, unknown>) => boolean;
};

const read: readonly Job[] = ["supervise", "claim", "publish"];
const write: readonly Job[] = ["publish", "claim"];

const own = /^agent\/1-[a-z0-9-]{1,60}$/;
const ownLabels = ["agent:run", "agent:ready-for-review", "agent:escalated", "agent:draft", "needs-clarification"];

const hasOnly = (body: Record<string, unknown>, keys: string[]): boolean =>
  Object.keys(body).every((key) => keys.includes(key));

/** A tree of plain files: an inline text, or a path that goes. */
const isPlainTree = (body: Record<string, unknown>): boolean =>
  Array.isArray(body.tree) &&
  body.tree.every(
    (one: Record<string, unknown>) => one.type === "blob" && (one.mode === "100644" || one.mode === "100755"),
  );

const repo = "/repos/acme/greeter";
const at = (path: string): RegExp => new RegExp(`^${repo}${path}$`);
const run = "(?:1|3)";

/** `1` is the issue and `3` the pull request; `2` is nobody's business. */
const permitted: Permitted[] = [
  { method: "GET", path: at(""), jobs: read },
  { method: "GET", path: /^\/user(?:s\/[\w[\]-]+)?$/, jobs: read },
  { method: "GET", path: at("/issues"), jobs: read },
  { method: "GET", path: at("/issues/comments(?:/\\d+)?"), jobs: read },
  { method: "GET", path: at(`/issues/${run}`), jobs: read },
  { method: "GET", path: at(`/issues/${run}/(?:comments|events|timeline)`), jobs: read },
  { method: "GET", path: at("/issues/events"), jobs: read },
  { method: "GET", path: at("/labels(?:/[^/]+)?"), jobs: read },
  { method: "GET", path: at("/pulls(?:/3)?"), jobs: read },
  { method: "GET", path: at("/pulls/3/(?:files|commits)"), jobs: read },
  { method: "GET", path: at("/collaborators/[\\w-]+/permission"), jobs: read },
  { method: "GET", path: at("/contents/.github(?:/draftsmith\\.yml|%2Fdraftsmith\\.yml|/workflows)"), jobs: read },
  { method: "GET", path: at("/(?:git/(?:matching-refs|ref)/.+|git/(?:trees|blobs|commits)/[0-9a-f]{40})"), jobs: read },
  { method: "GET", path: at("/(?:branches/main|commits(?:/[^/]+(?:/pulls)?)?|compare/.+)"), jobs: read },
  { method: "GET", path: at("/commits/[^/]+/(?:check-runs|check-suites|statuses|status)"), jobs: read },
  { method: "GET", path: at("/(?:check-runs|check-suites)/.+"), jobs: read },
  { method: "GET", path: at("/actions/(?:runs|workflows|jobs)(?:/.+)?"), jobs: read },
  { method: "GET", path: at("/code-scanning/(?:alerts|analyses)"), jobs: read },
  { method: "GET", path: /^\/_logs\/\d+\/\d+$/, jobs: read },
  { method: "POST", path: /^\/graphql$/, jobs: read, body: ({ query }) => /^\s*query\s/.test(String(query)) },
  { method: "POST", path: at("/git/trees"), jobs: write, body: isPlainTree },
  { method: "POST", path: at("/git/blobs"), jobs: write },
  {
    method: "POST",
    path: at("/git/commits"),
    jobs: write,
    body: (body) => hasOnly(body, ["message", "tree", "parents"]) && (body.parents as unknown[]).length === 1,
  },
  {
    method: "POST",
    path: at("/git/refs"),
    jobs: write,
    body: ({ ref }) => own.test(String(ref).replace("refs/heads/", "")),
  },
  {
    method: "PATCH",
    path: at("/git/refs/heads(?:/|%2F)agent(?:/|%2F)1-[a-z0-9-]{1,60}"),
    jobs: write,
    body: ({ force }) => force === false,
  },
  {
    method: "POST",
    path: at("/pulls"),
    jobs: write,
    body: ({ head, base, draft }) => own.test(String(head)) && base === "main" && draft === true,
  },
  { method: "PATCH", path: at("/pulls/3"), jobs: write, body: (body) => hasOnly(body, ["title", "body"]) },
  { method: "POST", path: at(`/issues/${run}/comments`), jobs: write },
  { method: "PATCH", path: at("/issues/comments/\\d+"), jobs: write },
  {
    method: "POST",
    path: at(`/issues/${run}/labels`),
    jobs: write,
    body: ({ labels }) => Array.isArray(labels) && labels.every((label) => ownLabels.includes(String(label))),
  },
  {
    method: "DELETE",
    path: at(`/issues/${run}/labels/(?:agent%3A|agent:)(?:run|ready|ready-for-review|escalated)`),
    jobs: write,
  },
  { method: "DELETE", path: at(`/issues/1/labels/needs-clarification`), jobs: write },
];

const isPermitted = (request: RequestLog, job: Job | null): boolean =>
  permitted.some(
    ({ method, path, jobs, body }) =>
      method === request.method &&
      path.test(request.path) &&
      (job === null || jobs.includes(job)) &&
      (body === undefined || body((request.body ?? {}) as Record<string, unknown>)),
  );

/** Requests that no entry permits; `job` null is a process that joins the jobs. */
export const findForeignRequests = (requests: RequestLog[], job: Job | null): string[] =>
  requests
    .filter((request) => !isPermitted(request, job))
    .map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body ?? null).slice(0, 200)}`);
