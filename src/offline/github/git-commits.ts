/** Git commits as objects. */
import { type Call, created, type Handlers, ok, type RepositoryCall, requireText } from "./call.ts";
import type { GitCommit, Person } from "./git-formats.ts";
import { notFound, unprocessable } from "./refusal.ts";
import { fullName, repositoryUrl } from "./render-repository.ts";
import { nodeId } from "./render-user.ts";
import { actionsBot, type User } from "./state.ts";

/** The address GitHub makes for an account; it is also how an author is recognised again. */
export const emailOf = (user: User): string => `${user.id}+${user.login}@users.noreply.github.com`;

/** Null for a commit by nobody GitHub knows. */
export const userByEmail = (call: { state: { users: User[] } }, email: string): User | null =>
  call.state.users.find((user) => emailOf(user) === email) ?? null;

/** GitHub signs what an app commits without naming an author. */
const verification = (commit: GitCommit) => {
  const isSigned = commit.committer.email === emailOf(actionsBot) && commit.author.email === commit.committer.email;
  return {
    verified: isSigned,
    reason: isSigned ? "valid" : "unsigned",
    signature: null,
    payload: null,
    verified_at: null,
  };
};

export const renderGitCommit = (call: RepositoryCall, commit: GitCommit) => {
  const base = repositoryUrl(call, call.repository);
  const html = `${call.url}/${fullName(call.repository)}/commit`;
  return {
    sha: commit.sha,
    node_id: nodeId("Commit", commit.sha),
    url: `${base}/git/commits/${commit.sha}`,
    html_url: `${html}/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${base}/git/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({ sha, url: `${base}/git/commits/${sha}`, html_url: `${html}/${sha}` })),
    verification: verification(commit),
  };
};

const decodePerson = (call: Call, value: unknown, fallback: Person): Person => {
  if (typeof value !== "object" || value === null) return fallback;
  const { name, email, date } = value as Record<string, unknown>;
  if (typeof name !== "string" || typeof email !== "string") throw unprocessable("author needs name and email");
  return { name, email, date: typeof date === "string" ? date : call.now };
};

export const gitCommitHandlers = {
  "git/create-commit": async (call) => {
    const message = requireText(call, "Commit", "message");
    const tree = requireText(call, "Commit", "tree");
    const parents = (Array.isArray(call.body.parents) ? call.body.parents : []).map(String);
    if ((await call.objects.read(tree))?.type !== "tree") throw unprocessable("Tree SHA does not exist");
    for (const parent of parents) {
      if ((await call.objects.readCommit(parent)) === null)
        throw unprocessable("Parent SHA does not exist or is not a commit object");
    }
    const author = decodePerson(call, call.body.author, {
      name: call.user.login,
      email: emailOf(call.user),
      date: call.now,
    });
    const committer = decodePerson(call, call.body.committer, author);
    const sha = await call.objects.writeCommit({ tree, parents, author, committer, message });
    const commit = await call.objects.readCommit(sha);
    if (commit === null) throw new Error(`Commit ${sha} was written but cannot be read.`);
    return created(renderGitCommit(call, commit));
  },
  "git/get-commit": async (call) => {
    const commit = await call.objects.readCommit(call.params.commit_sha ?? "");
    if (commit === null) throw notFound();
    return ok(renderGitCommit(call, commit));
  },
} satisfies Partial<Handlers>;
