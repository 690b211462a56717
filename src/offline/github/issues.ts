/** Issues: listing (pull requests among them), reading, opening, editing. */
import { created, type Handlers, ok, optionalText, type RepositoryCall, requireText, textList } from "./call.ts";
import { editIssue, openIssue, setLabels } from "./edit-issue.ts";
import { forbidden, invalid, notFound } from "./refusal.ts";
import { labelsOf, renderIssue } from "./render-issue.ts";
import { hasRole } from "./render-repository.ts";
import type { Issue } from "./state.ts";
import { isLogin } from "./users.ts";

/** GitHub's limit for titles and bodies, in characters. */
const longestTitle = 256;
export const longestBody = 65_536;

export const requireIssue = (call: RepositoryCall): Issue => {
  const number = Number(call.params.issue_number ?? call.params.pull_number);
  const issue = call.repository.issues.find((candidate) => candidate.number === number);
  if (issue === undefined) throw notFound();
  return issue;
};

export const checkLengths = (call: RepositoryCall, resource: string): void => {
  const { title, body } = call.body;
  if (typeof title === "string" && title.length > longestTitle) {
    throw invalid({
      resource,
      code: "custom",
      field: "title",
      message: `title is too long (maximum is ${longestTitle} characters)`,
    });
  }
  if (typeof body === "string" && body.length > longestBody) {
    throw invalid({
      resource,
      code: "custom",
      field: "body",
      message: `body is too long (maximum is ${longestBody} characters)`,
    });
  }
};

/** Text of authors may be edited by themselves and by people with a role. */
export const requireAuthorOr = (call: RepositoryCall, userId: number, role: "triage" | "write"): void => {
  if (call.user.id !== userId && !hasRole(call.role, role)) throw forbidden("Must have admin rights to Repository.");
};

const sortKeys: Record<string, (issue: Issue) => string | number> = {
  created: (issue) => issue.createdAt,
  updated: (issue) => issue.updatedAt,
  comments: (issue) => issue.comments.length,
};

/** Sorts by the query's `sort` and `direction`, newest first without; numbers decide between equals. */
export const sortIssues = <T extends Issue>(call: RepositoryCall, issues: T[], direction: string): T[] => {
  const key = sortKeys[call.query.sort ?? "created"] ?? ((issue: Issue) => issue.createdAt);
  const sign = (call.query.direction ?? direction) === "asc" ? 1 : -1;
  return issues.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    return sign * (left < right ? -1 : left > right ? 1 : a.number - b.number);
  });
};

const filters = (call: RepositoryCall): ((issue: Issue) => boolean)[] => {
  const { state = "open", labels, since, creator } = call.query;
  const names = (labels ?? "")
    .split(",")
    .filter((name) => name !== "")
    .map((name) => name.toLowerCase());
  const creatorId = creator === undefined ? undefined : call.state.users.find(isLogin(creator))?.id;
  return [
    (issue) => state === "all" || issue.state === state,
    (issue) => {
      const carried = new Set(labelsOf(call.repository, issue).map((label) => label.name.toLowerCase()));
      return names.every((name) => carried.has(name));
    },
    (issue) => since === undefined || Date.parse(issue.updatedAt) >= Date.parse(since),
    (issue) => creator === undefined || issue.userId === creatorId,
  ];
};

export const issueHandlers = {
  "issues/list-for-repo": (call) => {
    const tests = filters(call);
    const found = call.repository.issues.filter((issue) => tests.every((test) => test(issue)));
    return { list: sortIssues(call, found, "desc").map((issue) => renderIssue(call, call.repository, issue)) };
  },
  "issues/get": (call) => ok(renderIssue(call, call.repository, requireIssue(call))),
  "issues/create": (call) => {
    const title = requireText(call, "Issue", "title");
    checkLengths(call, "Issue");
    // Without triage rights GitHub drops the labels and says nothing.
    const labels = hasRole(call.role, "triage") ? textList(call.body.labels) : [];
    const issue = openIssue(call, { title, body: optionalText(call, "body") ?? null, labels });
    return created(renderIssue(call, call.repository, issue));
  },
  "issues/update": (call) => {
    const issue = requireIssue(call);
    requireAuthorOr(call, issue.userId, "triage");
    checkLengths(call, "Issue");
    const { labels } = call.body;
    if (labels !== undefined && hasRole(call.role, "triage")) setLabels(call, issue, textList(labels));
    editIssue(call, issue, {
      title: optionalText(call, "title") ?? undefined,
      body: optionalText(call, "body"),
      state: optionalText(call, "state") ?? undefined,
      stateReason: optionalText(call, "state_reason"),
    });
    return ok(renderIssue(call, call.repository, issue));
  },
} satisfies Partial<Handlers>;
