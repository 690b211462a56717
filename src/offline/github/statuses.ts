/** Commit statuses, one by one and combined. */
import { created, type Handlers, ok, optionalText, type RepositoryCall, requireText } from "./call.ts";
import { requireSha } from "./checks.ts";
import { invalid } from "./refusal.ts";
import { renderRepository, repositoryUrl } from "./render-repository.ts";
import { nodeId, renderUserId } from "./render-user.ts";
import type { CommitStatus } from "./state.ts";

const renderStatus = (call: RepositoryCall, status: CommitStatus) => ({
  id: status.id,
  node_id: nodeId("StatusContext", status.id),
  url: `${repositoryUrl(call, call.repository)}/statuses/${status.sha}`,
  avatar_url: `${call.url}/avatars/u/${status.userId}`,
  state: status.state,
  description: status.description,
  target_url: status.targetUrl,
  context: status.context,
  created_at: status.createdAt,
  updated_at: status.createdAt,
});

/** The last status of each context, newest first. */
const latest = (statuses: CommitStatus[]): CommitStatus[] =>
  [...new Map(statuses.map((status) => [status.context, status])).values()].reverse();

/** GitHub's rule: any failure or error fails, nothing at all is pending. */
const combine = (statuses: CommitStatus[]): string => {
  if (statuses.some(({ state }) => state === "failure" || state === "error")) return "failure";
  return statuses.length > 0 && statuses.every(({ state }) => state === "success") ? "success" : "pending";
};

const statusesOf = (call: RepositoryCall, sha: string) =>
  call.repository.statuses.filter((status) => status.sha === sha);

export const statusHandlers = {
  "repos/create-commit-status": async (call) => {
    const sha = await requireSha(call, call.params.sha ?? "");
    const state = requireText(call, "Status", "state");
    if (!["error", "failure", "pending", "success"].includes(state))
      throw invalid({ resource: "Status", code: "custom", field: "state" });
    const status: CommitStatus = {
      id: call.world.nextId(),
      sha,
      state,
      context: optionalText(call, "context") ?? "default",
      description: optionalText(call, "description") ?? null,
      targetUrl: optionalText(call, "target_url") ?? null,
      userId: call.user.id,
      createdAt: call.now,
    };
    call.repository.statuses.push(status);
    return created({ ...renderStatus(call, status), creator: renderUserId(call, status.userId) });
  },
  "repos/get-combined-status-for-ref": async (call) => {
    const sha = await requireSha(call, call.params.ref ?? "");
    const statuses = latest(statusesOf(call, sha));
    const base = `${repositoryUrl(call, call.repository)}/commits/${sha}`;
    return ok({
      state: combine(statuses),
      statuses: statuses.map((status) => renderStatus(call, status)),
      sha,
      total_count: statuses.length,
      repository: renderRepository(call, call.repository),
      commit_url: base,
      url: `${base}/status`,
    });
  },
  "repos/list-commit-statuses-for-ref": async (call) => {
    const found = statusesOf(call, await requireSha(call, call.params.ref ?? "")).reverse();
    return {
      list: found.map((status) => ({ ...renderStatus(call, status), creator: renderUserId(call, status.userId) })),
    };
  },
} satisfies Partial<Handlers>;
