/** Commits with their files, branches and comparison. */
import { type Handlers, ok, type RepositoryCall } from "./call.ts";
import { diffFiles } from "./diff-files.ts";
import { renderGitCommit, userByEmail } from "./git-commits.ts";
import type { GitCommit } from "./git-formats.ts";
import { pullsOf } from "./push.ts";
import { notFound } from "./refusal.ts";
import { renderSimplePull } from "./render-pull.ts";
import { fullName, repositoryUrl } from "./render-repository.ts";
import { nodeId, renderUser } from "./render-user.ts";
import { resolveCommit } from "./resolve-commit.ts";

export const renderCommit = (call: RepositoryCall, commit: GitCommit) => {
  const url = `${repositoryUrl(call, call.repository)}/commits/${commit.sha}`;
  const { author, committer, message, tree, verification, parents, html_url } = renderGitCommit(call, commit);
  const account = (email: string) => {
    const user = userByEmail(call, email);
    return user === null ? null : renderUser(call, user);
  };
  return {
    sha: commit.sha,
    node_id: nodeId("Commit", commit.sha),
    url,
    html_url,
    comments_url: `${url}/comments`,
    commit: {
      url: url.replace("/commits/", "/git/commits/"),
      author,
      committer,
      message,
      tree,
      comment_count: 0,
      verification,
    },
    author: account(commit.author.email),
    committer: account(commit.committer.email),
    parents: parents.map((parent) => ({ ...parent, url: parent.url.replace("/git/commits/", "/commits/") })),
  };
};

export const readCommits = async (call: RepositoryCall, shas: string[]): Promise<GitCommit[]> => {
  const commits: GitCommit[] = [];
  for (const sha of shas) {
    const commit = await call.objects.readCommit(sha);
    if (commit !== null) commits.push(commit);
  }
  return commits;
};

const requireCommit = async (call: RepositoryCall, name: string): Promise<string> => {
  const sha = await resolveCommit(call, name);
  if (sha === null) throw notFound(`No commit found for SHA: ${name}`);
  return sha;
};

const renderBranch = (call: RepositoryCall, name: string, sha: string) => ({
  name,
  commit: { sha, url: `${repositoryUrl(call, call.repository)}/commits/${sha}` },
  protected: false,
});

const compare = async (call: RepositoryCall, basehead: string) => {
  const [baseName = "", headName = ""] = basehead.split("...");
  const branchOf = (name: string) => name.slice(name.indexOf(":") + 1);
  const base = await requireCommit(call, branchOf(baseName));
  const head = await requireCommit(call, branchOf(headName));
  const mergeBase = await call.objects.mergeBase(base, head);
  if (mergeBase === null) throw notFound(`No common ancestor between ${baseName} and ${headName}.`);
  const ahead = await readCommits(call, (await call.objects.revList([head, `^${base}`])).reverse());
  const behind = (await call.objects.revList([base, `^${head}`])).length;
  const [baseCommit, mergeCommit] = await readCommits(call, [base, mergeBase]);
  if (baseCommit === undefined || mergeCommit === undefined) throw notFound();
  const url = `${repositoryUrl(call, call.repository)}/compare/${encodeURI(basehead)}`;
  const html = `${call.url}/${fullName(call.repository)}/compare/${encodeURI(basehead)}`;
  return {
    url,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: renderCommit(call, baseCommit),
    merge_base_commit: renderCommit(call, mergeCommit),
    status: ahead.length === 0 ? (behind === 0 ? "identical" : "behind") : behind === 0 ? "ahead" : "diverged",
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: ahead.map((commit) => renderCommit(call, commit)),
    files: await diffFiles(call, mergeBase, head),
  };
};

export const commitHandlers = {
  "repos/list-branches": (call) => {
    const heads = [...call.refs]
      .filter(([name]) => name.startsWith("refs/heads/"))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return { list: heads.map(([name, sha]) => renderBranch(call, name.slice("refs/heads/".length), sha)) };
  },
  "repos/get-branch": async (call) => {
    const name = call.params.branch ?? "";
    const sha = call.refs.get(`refs/heads/${name}`);
    const commit = sha === undefined ? null : await call.objects.readCommit(sha);
    if (commit === null) throw notFound("Branch not found");
    const self = `${repositoryUrl(call, call.repository)}/branches/${encodeURIComponent(name)}`;
    return ok({
      ...renderBranch(call, name, commit.sha),
      commit: renderCommit(call, commit),
      _links: { self, html: `${call.url}/${fullName(call.repository)}/tree/${encodeURIComponent(name)}` },
      protection: { enabled: false, required_status_checks: { enforcement_level: "off", contexts: [], checks: [] } },
      protection_url: `${self}/protection`,
    });
  },
  "repos/list-commits": async (call) => {
    const start = await requireCommit(call, call.query.sha ?? call.repository.defaultBranch);
    const { since, until, path } = call.query;
    const limits = [...(since ? [`--since=${since}`] : []), ...(until ? [`--until=${until}`] : [])];
    const commits = await readCommits(
      call,
      await call.objects.revList([...limits, start, "--", ...(path ? [path] : [])]),
    );
    return { list: commits.map((commit) => renderCommit(call, commit)) };
  },
  "repos/get-commit": async (call) => {
    const [commit] = await readCommits(call, [await requireCommit(call, call.params.ref ?? "")]);
    if (commit === undefined) throw notFound();
    const files = await diffFiles(call, commit.parents[0] ?? null, commit.sha);
    const additions = files.reduce((sum, file) => sum + file.additions, 0);
    const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
    return ok({ ...renderCommit(call, commit), stats: { additions, deletions, total: additions + deletions }, files });
  },
  "repos/compare-commits-with-basehead": async (call) => ok(await compare(call, call.params.basehead ?? "")),
  "repos/list-pull-requests-associated-with-commit": async (call) => {
    const sha = await requireCommit(call, call.params.commit_sha ?? "");
    const found = [];
    for (const issue of pullsOf(call.repository)) {
      const isInside = (await call.objects.revList([issue.pull.headSha, `^${issue.pull.base.sha}`])).includes(sha);
      if (isInside) found.push(renderSimplePull(call, call.repository, issue));
    }
    return { list: found };
  },
} satisfies Partial<Handlers>;
