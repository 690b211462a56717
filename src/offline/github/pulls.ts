/** Pull requests, their commits, files and reviews. */
import { created, type Handlers, ok, optionalText, type RepositoryCall, requireText } from "./call.ts";
import { readCommits, renderCommit } from "./commits.ts";
import { diffFiles } from "./diff-files.ts";
import { editIssue } from "./edit-issue.ts";
import { checkLengths, requireAuthorOr, requireIssue, sortIssues } from "./issues.ts";
import { openPull } from "./open-pull.ts";
import { type PullIssue, pullsOf } from "./push.ts";
import { forbidden, invalid, notFound, unprocessable } from "./refusal.ts";
import { renderPull, renderReview, renderSimplePull } from "./render-pull.ts";
import { actionsBot, type Review } from "./state.ts";

const requirePull = (call: RepositoryCall): PullIssue => {
  const issue = requireIssue(call);
  if (issue.pull === null) throw notFound();
  return issue as PullIssue;
};

/** Commits of the head that the base lacks, oldest first. */
const commitsOf = async (call: RepositoryCall, { pull }: PullIssue): Promise<string[]> =>
  (await call.objects.revList([pull.headSha, `^${pull.base.sha}`])).reverse();

const filesOf = async (call: RepositoryCall, { pull }: PullIssue) =>
  diffFiles(call, await call.objects.mergeBase(pull.base.sha, pull.headSha), pull.headSha);

const show = async (call: RepositoryCall, issue: PullIssue) => {
  const files = await filesOf(call, issue);
  return renderPull(call, issue, {
    commits: (await commitsOf(call, issue)).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changedFiles: files.length,
  });
};

const reviewStates: Record<string, string> = {
  APPROVE: "APPROVED",
  REQUEST_CHANGES: "CHANGES_REQUESTED",
  COMMENT: "COMMENTED",
};

const addReview = (call: RepositoryCall, issue: PullIssue): Review => {
  const event = optionalText(call, "event") ?? "PENDING";
  if (event === "APPROVE" && call.user.id === actionsBot.id && !call.repository.settings.actionsMayCreatePulls) {
    throw forbidden("GitHub Actions is not permitted to create or approve pull requests.");
  }
  if (event !== "COMMENT" && event !== "PENDING" && call.user.id === issue.userId) {
    throw unprocessable(
      event === "APPROVE"
        ? "Can not approve your own pull request"
        : "Can not request changes on your own pull request",
    );
  }
  const body = optionalText(call, "body") ?? "";
  if (body === "" && event !== "APPROVE") throw unprocessable("Body is required");
  const review: Review = {
    id: call.world.nextId(),
    userId: call.user.id,
    body,
    state: reviewStates[event] ?? "PENDING",
    commitId: optionalText(call, "commit_id") ?? issue.pull.headSha,
    submittedAt: call.now,
  };
  issue.pull.reviews.push(review);
  issue.updatedAt = call.now;
  return review;
};

export const pullHandlers = {
  "pulls/list": (call) => {
    const { state = "open", head, base } = call.query;
    const found = pullsOf(call.repository).filter(
      ({ pull, state: own }) =>
        (state === "all" || own === state) &&
        (head === undefined || `${pull.head.owner}:${pull.head.ref}`.toLowerCase() === head.toLowerCase()) &&
        (base === undefined || pull.base.ref === base),
    );
    const direction = call.query.sort === undefined || call.query.sort === "created" ? "desc" : "asc";
    return { list: sortIssues(call, found, direction).map((issue) => renderSimplePull(call, call.repository, issue)) };
  },
  "pulls/get": async (call) => ok(await show(call, requirePull(call))),
  "pulls/create": async (call) => {
    const head = requireText(call, "PullRequest", "head");
    const base = requireText(call, "PullRequest", "base");
    const title = requireText(call, "PullRequest", "title");
    checkLengths(call, "PullRequest");
    const request = { title, head, base, body: optionalText(call, "body") ?? null, draft: call.body.draft === true };
    return created(await show(call, await openPull(call, request)));
  },
  "pulls/update": async (call) => {
    const issue = requirePull(call);
    requireAuthorOr(call, issue.userId, "write");
    checkLengths(call, "PullRequest");
    const base = optionalText(call, "base");
    const baseSha = typeof base === "string" ? call.refs.get(`refs/heads/${base}`) : undefined;
    if (typeof base === "string" && baseSha === undefined)
      throw invalid({ resource: "PullRequest", field: "base", code: "invalid" });
    const state = optionalText(call, "state") ?? undefined;
    const hasHead = call.refsOf(issue.pull.head.repositoryId).has(`refs/heads/${issue.pull.head.ref}`);
    if (state === "open" && issue.state === "closed" && (!hasHead || issue.pull.mergedAt !== null)) {
      throw invalid({ resource: "PullRequest", code: "invalid", field: "state", message: "state cannot be changed." });
    }
    if (typeof base === "string" && baseSha !== undefined) issue.pull.base = { ref: base, sha: baseSha };
    editIssue(call, issue, {
      title: optionalText(call, "title") ?? undefined,
      body: optionalText(call, "body"),
      state,
    });
    return ok(await show(call, issue));
  },
  "pulls/list-commits": async (call) => {
    const commits = await readCommits(call, await commitsOf(call, requirePull(call)));
    return { list: commits.map((commit) => renderCommit(call, commit)) };
  },
  "pulls/list-files": async (call) => ({ list: await filesOf(call, requirePull(call)) }),
  "pulls/list-reviews": (call) => {
    const issue = requirePull(call);
    return { list: issue.pull.reviews.map((review) => renderReview(call, issue, review)) };
  },
  "pulls/create-review": (call) => {
    const issue = requirePull(call);
    return ok(renderReview(call, issue, addReview(call, issue)));
  },
} satisfies Partial<Handlers>;
