/** Comments on issues and pull requests. */
import { created, type Handlers, noContent, ok, type RepositoryCall, requireText } from "./call.ts";
import { addComment } from "./edit-issue.ts";
import { checkLengths, requireAuthorOr, requireIssue } from "./issues.ts";
import { notFound } from "./refusal.ts";
import { renderComment } from "./render-issue.ts";
import type { Comment, Issue } from "./state.ts";

type Placed = { issue: Issue; comment: Comment };

const allComments = (call: RepositoryCall): Placed[] =>
  call.repository.issues.flatMap((issue) => issue.comments.map((comment) => ({ issue, comment })));

const requireComment = (call: RepositoryCall): Placed => {
  const id = Number(call.params.comment_id);
  const found = allComments(call).find(({ comment }) => comment.id === id);
  if (found === undefined) throw notFound();
  return found;
};

const render = (call: RepositoryCall, { issue, comment }: Placed) =>
  renderComment(call, call.repository, issue, comment);

const isSince = (call: RepositoryCall) => {
  const since = call.query.since;
  return ({ comment }: Placed) => since === undefined || Date.parse(comment.updatedAt) >= Date.parse(since);
};

export const commentHandlers = {
  "issues/list-comments": (call) => {
    const issue = requireIssue(call);
    const placed = issue.comments.map((comment) => ({ issue, comment }));
    return { list: placed.filter(isSince(call)).map((entry) => render(call, entry)) };
  },
  "issues/list-comments-for-repo": (call) => {
    const key = call.query.sort === "updated" ? "updatedAt" : "createdAt";
    const sign = call.query.direction === "desc" ? -1 : 1;
    const sorted = allComments(call)
      .filter(isSince(call))
      .sort((a, b) => {
        const [left, right] = [a.comment[key], b.comment[key]];
        return sign * (left < right ? -1 : left > right ? 1 : a.comment.id - b.comment.id);
      });
    return { list: sorted.map((entry) => render(call, entry)) };
  },
  "issues/get-comment": (call) => ok(render(call, requireComment(call))),
  "issues/create-comment": (call) => {
    const issue = requireIssue(call);
    const body = requireText(call, "IssueComment", "body");
    checkLengths(call, "IssueComment");
    return created(render(call, { issue, comment: addComment(call, issue, body) }));
  },
  "issues/update-comment": (call) => {
    const placed = requireComment(call);
    requireAuthorOr(call, placed.comment.userId, "write");
    const body = requireText(call, "IssueComment", "body");
    checkLengths(call, "IssueComment");
    if (body !== placed.comment.body) {
      placed.comment.body = body;
      placed.comment.updatedAt = call.now;
      placed.issue.updatedAt = call.now;
    }
    return ok(render(call, placed));
  },
  "issues/delete-comment": (call) => {
    const { issue, comment } = requireComment(call);
    requireAuthorOr(call, comment.userId, "write");
    issue.comments = issue.comments.filter((other) => other !== comment);
    return noContent;
  },
} satisfies Partial<Handlers>;
