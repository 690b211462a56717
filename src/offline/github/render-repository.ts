/** A repository with every address that GitHub lists; one shape serves the full, the plain and the minimal schema. */
import type { View } from "./call.ts";
import { nodeId, renderUser } from "./render-user.ts";
import type { Repository, Role } from "./state.ts";
import { isLogin } from "./users.ts";

const templates = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
};

export const fullName = (repository: Repository): string => `${repository.owner}/${repository.name}`;

export const repositoryUrl = (view: View, repository: Repository): string =>
  `${view.url}/repos/${fullName(repository)}`;

const levels: Role[] = ["none", "read", "triage", "write", "admin"];

export const hasRole = (role: Role, least: Role): boolean => levels.indexOf(role) >= levels.indexOf(least);

export const renderPermissions = (role: Role) => ({
  admin: hasRole(role, "admin"),
  maintain: hasRole(role, "admin"),
  push: hasRole(role, "write"),
  triage: hasRole(role, "triage"),
  pull: hasRole(role, "read"),
});

/** `role` is that of the reader; without it no permissions are shown. */
export const renderRepository = (view: View, repository: Repository, role?: Role) => {
  const url = repositoryUrl(view, repository);
  const html = `${view.url}/${fullName(repository)}`;
  const owner = view.state.users.find(isLogin(repository.owner));
  if (owner === undefined) throw new Error(`The owner ${repository.owner} is no user of the state.`);
  const openIssues = repository.issues.filter((issue) => issue.state === "open").length;
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
    visibility: repository.private ? "private" : "public",
    owner: renderUser(view, owner),
    html_url: html,
    description: null,
    fork: repository.parentId !== null,
    url,
    ...Object.fromEntries(Object.entries(templates).map(([key, rest]) => [key, url + rest])),
    clone_url: `${html}.git`,
    git_url: `git://localhost/${fullName(repository)}.git`,
    ssh_url: `git@localhost:${fullName(repository)}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    forks: 0,
    forks_count: 0,
    network_count: 0,
    stargazers_count: 0,
    subscribers_count: 0,
    watchers: 0,
    watchers_count: 0,
    size: 1,
    default_branch: repository.defaultBranch,
    open_issues: openIssues,
    open_issues_count: openIssues,
    topics: [],
    is_template: false,
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: false,
    disabled: false,
    allow_forking: true,
    web_commit_signoff_required: false,
    pushed_at: repository.pushedAt,
    created_at: repository.createdAt,
    updated_at: repository.pushedAt,
    ...(role === undefined ? {} : { permissions: renderPermissions(role) }),
  };
};
