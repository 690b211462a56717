/** Opens a pull request after every refusal that GitHub knows; the REST handler and the seed actions share it. */
import { openIssue } from "./edit-issue.ts";
import type { Objects } from "./objects.ts";
import { type PullIssue, type Push, pullsOf } from "./push.ts";
import { forbidden, invalid, unprocessable } from "./refusal.ts";
import { actionsBot, type Repository } from "./state.ts";
import { triggerWorkflows } from "./trigger-workflows.ts";
import { isLogin } from "./users.ts";

type NewPull = { title: string; body: string | null; head: string; base: string; draft: boolean };

/** `owner:branch` or `branch` → where the head lives: this repository or a fork of it. */
export const findHead = (state: Push["state"], repository: Repository, head: string) => {
  const [owner, ref] = head.includes(":")
    ? [head.slice(0, head.indexOf(":")), head.slice(head.indexOf(":") + 1)]
    : [repository.owner, head];
  const isHere = isLogin(owner)({ login: repository.owner });
  const source = isHere
    ? repository
    : state.repositories.find((fork) => fork.parentId === repository.id && isLogin(owner)({ login: fork.owner }));
  return source === undefined ? null : { owner: source.owner, ref, source };
};

export const openPull = async (push: Push & { objects: Objects }, request: NewPull): Promise<PullIssue> => {
  const { repository } = push;
  if (push.user.id === actionsBot.id && !repository.settings.actionsMayCreatePulls) {
    throw forbidden("GitHub Actions is not permitted to create or approve pull requests.");
  }
  const head = findHead(push.state, repository, request.head);
  const headSha = head === null ? undefined : push.refsOf(head.source.id).get(`refs/heads/${head.ref}`);
  const baseSha = push.refsOf(repository.id).get(`refs/heads/${request.base}`);
  const fault = (message: string) => invalid({ resource: "PullRequest", code: "custom", message });
  if (head === null || headSha === undefined)
    throw invalid({ resource: "PullRequest", field: "head", code: "invalid" });
  if (baseSha === undefined) throw invalid({ resource: "PullRequest", field: "base", code: "invalid" });
  const isSame = ({ pull, state }: PullIssue) =>
    state === "open" &&
    pull.head.ref === head.ref &&
    pull.head.repositoryId === head.source.id &&
    pull.base.ref === request.base;
  if (pullsOf(repository).some(isSame)) throw fault(`A pull request already exists for ${head.owner}:${head.ref}.`);
  if ((await push.objects.revList([headSha, `^${baseSha}`])).length === 0)
    throw fault(`No commits between ${request.base} and ${head.ref}`);
  if (request.draft && !repository.settings.draftsAllowed) {
    throw unprocessable("Draft pull requests are not supported in this repository.");
  }
  const id = push.world.nextId();
  const issue = openIssue(push, {
    title: request.title,
    body: request.body,
    pull: {
      id,
      draft: request.draft,
      head: { ref: head.ref, owner: head.owner, repositoryId: head.source.id },
      base: { ref: request.base, sha: baseSha },
      headSha,
      mergedAt: null,
      mergeSha: null,
      reviews: [],
    },
  });
  const opened = issue as PullIssue;
  triggerWorkflows(push, repository, opened);
  return opened;
};
