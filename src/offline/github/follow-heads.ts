/** Lets open pull requests follow their branches, as GitHub does after every push. */
import { type Push, pullsOf } from "./push.ts";
import type { Issue } from "./state.ts";
import { triggerWorkflows } from "./trigger-workflows.ts";

export const closeIssue = (push: Pick<Push, "now" | "world" | "user">, issue: Issue, event: string): void => {
  issue.state = "closed";
  issue.closedAt = push.now;
  issue.closedById = push.user.id;
  issue.updatedAt = push.now;
  for (const name of event === "closed" ? ["closed"] : ["closed", event]) {
    issue.events.push({ id: push.world.nextId(), event: name, actorId: push.user.id, createdAt: push.now });
  }
};

/** Brings every open pull request in line with the refs; safe to repeat, which mends a state that a kill left behind git. */
export const followHeads = (push: Omit<Push, "repository">): void => {
  for (const repository of push.state.repositories) {
    for (const issue of pullsOf(repository)) {
      if (issue.state === "closed") continue;
      const { pull } = issue;
      const head = push.refsOf(pull.head.repositoryId).get(`refs/heads/${pull.head.ref}`);
      if (head === undefined) closeIssue(push, issue, "head_ref_deleted");
      else if (!push.refsOf(repository.id).has(`refs/heads/${pull.base.ref}`))
        closeIssue(push, issue, "base_ref_deleted");
      else if (head !== pull.headSha) {
        pull.headSha = head;
        issue.updatedAt = push.now;
        triggerWorkflows(push, repository, issue);
      }
    }
  }
};

/** To be called after every move of a ref. */
export const recordPush = (push: Push): void => {
  push.repository.pushedAt = push.now;
  followHeads(push);
};
