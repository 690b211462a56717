/** Pull requests and reviews as GitHub shows them. */
import type { RepositoryCall, View } from "./call.ts";
import type { PullIssue } from "./push.ts";
import { authorAssociation, issueUrls, renderLabels } from "./render-issue.ts";
import { fullName, renderRepository, repositoryUrl } from "./render-repository.ts";
import { nodeId, renderUser, renderUserId } from "./render-user.ts";
import type { Repository, Review } from "./state.ts";
import { isLogin } from "./users.ts";

const renderSide = (
  view: View,
  side: { ref: string; sha: string; owner: string; repository: Repository | undefined },
) => {
  const user = view.state.users.find(isLogin(side.owner));
  return {
    label: `${side.owner}:${side.ref}`,
    ref: side.ref,
    sha: side.sha,
    user: user === undefined ? null : renderUser(view, user),
    repo: side.repository === undefined ? null : renderRepository(view, side.repository),
  };
};

const links = (view: View, repository: Repository, issue: PullIssue) => {
  const { url: issueUrl, page } = issueUrls(view, repository, issue);
  const url = `${repositoryUrl(view, repository)}/pulls/${issue.number}`;
  return {
    url,
    html_url: page,
    issue_url: issueUrl,
    comments_url: `${issueUrl}/comments`,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl(view, repository)}/pulls/comments{/number}`,
    statuses_url: `${repositoryUrl(view, repository)}/statuses/${issue.pull.headSha}`,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
  };
};

export const renderSimplePull = (view: View, repository: Repository, issue: PullIssue) => {
  const { pull } = issue;
  const addresses = links(view, repository, issue);
  const headRepository = view.state.repositories.find(({ id }) => id === pull.head.repositoryId);
  const href = (address: string) => ({ href: address });
  return {
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    ...addresses,
    number: issue.number,
    state: issue.state,
    locked: false,
    active_lock_reason: null,
    title: issue.title,
    body: issue.body,
    user: renderUserId(view, issue.userId),
    // GitHub's description has no null here, unlike everywhere else.
    labels: renderLabels(view, repository, issue).map((label) => ({ ...label, description: label.description ?? "" })),
    milestone: null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    draft: pull.draft,
    head: renderSide(view, { ...pull.head, sha: pull.headSha, repository: headRepository }),
    base: renderSide(view, { ...pull.base, owner: repository.owner, repository }),
    _links: {
      self: href(addresses.url),
      html: href(addresses.html_url),
      issue: href(addresses.issue_url),
      comments: href(addresses.comments_url),
      review_comments: href(addresses.review_comments_url),
      review_comment: href(addresses.review_comment_url),
      commits: href(addresses.commits_url),
      statuses: href(addresses.statuses_url),
    },
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeSha,
    author_association: authorAssociation(view, repository, issue.userId),
    auto_merge: null,
  };
};

type Counts = { commits: number; additions: number; deletions: number; changedFiles: number };

export const renderPull = (call: RepositoryCall, issue: PullIssue, counts: Counts) => ({
  ...renderSimplePull(call, call.repository, issue),
  merged: issue.pull.mergedAt !== null,
  merged_by: issue.pull.mergedAt === null || issue.closedById === null ? null : renderUserId(call, issue.closedById),
  mergeable: issue.state === "open" ? true : null,
  rebaseable: issue.state === "open" ? true : null,
  mergeable_state: issue.state === "open" ? (issue.pull.draft ? "draft" : "clean") : "unknown",
  maintainer_can_modify: false,
  comments: issue.comments.length,
  review_comments: 0,
  commits: counts.commits,
  additions: counts.additions,
  deletions: counts.deletions,
  changed_files: counts.changedFiles,
});

export const renderReview = (call: RepositoryCall, issue: PullIssue, review: Review) => {
  const { url } = links(call, call.repository, issue);
  const html = `${call.url}/${fullName(call.repository)}/pull/${issue.number}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: nodeId("PullRequestReview", review.id),
    user: renderUserId(call, review.userId),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: url,
    author_association: authorAssociation(call, call.repository, review.userId),
    _links: { html: { href: html }, pull_request: { href: url } },
    submitted_at: review.submittedAt,
    commit_id: review.commitId,
  };
};
