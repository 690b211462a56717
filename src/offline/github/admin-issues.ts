/** Seeds issues, labels, comments and pull requests of other people. */
import { type ActArgs, actAs, findIssue, findRepository } from "./admin-act.ts";
import { addComment, addLabels, editIssue, openIssue, removeLabel } from "./edit-issue.ts";
import { openPull } from "./open-pull.ts";
import type { Issue } from "./state.ts";
import type { World } from "./world.ts";

type OnIssue = ActArgs & { number: number };

export const issueActions = {
  /** Gives the number. */
  openIssue: (world: World, args: ActArgs & { title: string; body?: string; labels?: string[] }): number =>
    openIssue(actAs(world, args), { title: args.title, body: args.body ?? null, labels: args.labels ?? [] }).number,

  editIssue: (world: World, args: OnIssue & { title?: string; body?: string; state?: "open" | "closed" }): void => {
    const act = actAs(world, args);
    editIssue(act, findIssue(act.repository, args.number), args);
  },

  addLabel: (world: World, args: OnIssue & { label: string }): void => {
    const act = actAs(world, args);
    addLabels(act, findIssue(act.repository, args.number), [args.label]);
  },

  removeLabel: (world: World, args: OnIssue & { label: string }): void => {
    const act = actAs(world, args);
    removeLabel(act, findIssue(act.repository, args.number), args.label);
  },

  /** Gives the comment's id. */
  comment: (world: World, args: OnIssue & { body: string }): number => {
    const act = actAs(world, args);
    return addComment(act, findIssue(act.repository, args.number), args.body).id;
  },

  editComment: (world: World, args: ActArgs & { id: number; body: string }): void => {
    const act = actAs(world, args);
    const comment = act.repository.issues.flatMap((issue) => issue.comments).find(({ id }) => id === args.id);
    if (comment === undefined) throw new Error(`There is no comment ${args.id} in ${args.repository}.`);
    comment.body = args.body;
    comment.updatedAt = act.now;
  },

  /** Opens a pull request; `head` may be `owner:branch` of a fork. Gives the number. */
  openPull: async (
    world: World,
    args: ActArgs & { title: string; head: string; base?: string; body?: string; draft?: boolean },
  ): Promise<number> => {
    const act = actAs(world, args);
    const base = args.base ?? act.repository.defaultBranch;
    const { title, head, body = null, draft = false } = args;
    return (await openPull(act, { title, head, base, body, draft })).number;
  },

  /** The click on "Ready for review", or back. */
  setDraft: (world: World, args: OnIssue & { draft: boolean }): void => {
    const act = actAs(world, args);
    const issue = findIssue(act.repository, args.number);
    if (issue.pull === null) throw new Error(`${args.number} in ${args.repository} is no pull request.`);
    issue.pull.draft = args.draft;
    issue.updatedAt = act.now;
  },

  /** Everything the server knows about an issue or pull request, for tests that look behind HTTP. */
  inspectIssue: (world: World, args: { repository: string; number: number }): Issue =>
    findIssue(findRepository(world, args.repository), args.number),
};
