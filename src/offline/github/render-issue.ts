/** Issues, labels, comments and events as GitHub shows them; a pull request is an issue with one key more. */
import type { View } from "./call.ts";
import { fullName, hasRole, repositoryUrl } from "./render-repository.ts";
import { nodeId, renderUserId, userById } from "./render-user.ts";
import { roleOf } from "./repository.ts";
import type { Comment, Issue, IssueEvent, Label, Repository } from "./state.ts";
import { isLogin } from "./users.ts";

export const renderLabel = (view: View, repository: Repository, label: Label) => ({
  id: label.id,
  node_id: nodeId("Label", label.id),
  url: `${repositoryUrl(view, repository)}/labels/${encodeURIComponent(label.name)}`,
  name: label.name,
  color: label.color,
  default: false,
  description: label.description,
});

export const labelsOf = (repository: Repository, issue: Issue): Label[] =>
  issue.labels.flatMap((id) => repository.labels.filter((label) => label.id === id));

export const renderLabels = (view: View, repository: Repository, issue: Issue) =>
  labelsOf(repository, issue).map((label) => renderLabel(view, repository, label));

/** How the author stands to the repository; pushing rights make a collaborator. */
export const authorAssociation = (view: View, repository: Repository, userId: number): string => {
  const user = userById(view, userId);
  if (isLogin(repository.owner)(user)) return "OWNER";
  return hasRole(roleOf(repository, user), "triage") ? "COLLABORATOR" : "NONE";
};

const renderReactions = (url: string) => ({
  url: `${url}/reactions`,
  total_count: 0,
  "+1": 0,
  "-1": 0,
  laugh: 0,
  hooray: 0,
  confused: 0,
  heart: 0,
  rocket: 0,
  eyes: 0,
});

/** The addresses of an issue, also of the issue side of a pull request. */
export const issueUrls = (view: View, repository: Repository, issue: Issue) => {
  const url = `${repositoryUrl(view, repository)}/issues/${issue.number}`;
  const page = `${view.url}/${fullName(repository)}/${issue.pull === null ? "issues" : "pull"}/${issue.number}`;
  return { url, page };
};

const renderPullKey = (view: View, repository: Repository, issue: Issue, page: string) => {
  if (issue.pull === null) return {};
  const url = `${repositoryUrl(view, repository)}/pulls/${issue.number}`;
  const links = { url, html_url: page, diff_url: `${page}.diff`, patch_url: `${page}.patch` };
  return { draft: issue.pull.draft, pull_request: { ...links, merged_at: issue.pull.mergedAt } };
};

export const renderIssue = (view: View, repository: Repository, issue: Issue) => {
  const { url, page } = issueUrls(view, repository, issue);
  return {
    id: issue.id,
    node_id: nodeId("Issue", issue.id),
    url,
    repository_url: repositoryUrl(view, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    number: issue.number,
    state: issue.state,
    state_reason: issue.stateReason,
    title: issue.title,
    body: issue.body,
    user: renderUserId(view, issue.userId),
    labels: renderLabels(view, repository, issue),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: issue.comments.length,
    closed_at: issue.closedAt,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_by: issue.closedById === null ? null : renderUserId(view, issue.closedById),
    author_association: authorAssociation(view, repository, issue.userId),
    performed_via_github_app: null,
    reactions: renderReactions(url),
    timeline_url: `${url}/timeline`,
    ...renderPullKey(view, repository, issue, page),
  };
};

export const renderComment = (view: View, repository: Repository, issue: Issue, comment: Comment) => {
  const url = `${repositoryUrl(view, repository)}/issues/comments/${comment.id}`;
  const { url: issueUrl, page } = issueUrls(view, repository, issue);
  return {
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    url,
    html_url: `${page}#issuecomment-${comment.id}`,
    issue_url: issueUrl,
    body: comment.body,
    user: renderUserId(view, comment.userId),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: authorAssociation(view, repository, comment.userId),
    performed_via_github_app: null,
    reactions: renderReactions(url),
  };
};

export const renderEvent = (view: View, repository: Repository, event: IssueEvent) => ({
  id: event.id,
  node_id: nodeId("Event", event.id),
  url: `${repositoryUrl(view, repository)}/issues/events/${event.id}`,
  actor: renderUserId(view, event.actorId),
  event: event.event,
  commit_id: null,
  commit_url: null,
  created_at: event.createdAt,
  performed_via_github_app: null,
  ...(event.label === undefined ? {} : { label: event.label }),
  ...(event.rename === undefined ? {} : { rename: event.rename }),
});
