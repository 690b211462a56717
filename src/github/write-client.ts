/** Every write to GitHub, one request each; `publish` is the only room that may import this file. */
import type { GithubClient } from "./create-client.ts";
import {
  decodeComment,
  decodeCommit,
  decodePull,
  decodeThread,
  type GitCommit,
  type Pull,
  type Thread,
} from "./decode.ts";
import { explained } from "./explain-error.ts";

export type TreeWrite = { path: string; mode: "100644" | "100755"; content: string } | { path: string; gone: true };

export type GithubWriter = ReturnType<typeof createWriter>;

/** Requests that would double their effect are never sent twice blindly: the caller looks first. */
const once = { request: { retries: 0 } };

export const createWriter = (client: GithubClient) => {
  const { octokit, owner, repo } = client;
  const at = { owner, repo };
  return {
    /** A tree on top of `base`, contents inline; resolves to its SHA. */
    createTree: async (base: string, writes: TreeWrite[]): Promise<string> => {
      const tree = writes.map((write) =>
        "gone" in write
          ? { path: write.path, mode: "100644" as const, type: "blob" as const, sha: null }
          : { path: write.path, mode: write.mode, type: "blob" as const, content: write.content },
      );
      return (await explained(octokit.git.createTree({ ...at, base_tree: base, tree }))).data.sha;
    },

    /** A commit without author fields, so that GitHub names and signs it as the token's account. */
    createCommit: async (message: string, tree: string, parent: string): Promise<GitCommit> =>
      decodeCommit((await explained(octokit.git.createCommit({ ...at, message, tree, parents: [parent] }))).data),

    /** Throws octokit's own error: 422 means that the branch exists. */
    createBranch: async (branch: string, sha: string): Promise<void> => {
      await octokit.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha, ...once });
    },

    /** Moves a branch forward, never by force. Throws octokit's own error: 422 means that somebody else moved it. */
    moveBranch: async (branch: string, sha: string): Promise<string> =>
      (await octokit.git.updateRef({ ...at, ref: `heads/${branch}`, sha, force: false, ...once })).data.object.sha,

    /** Throws octokit's own error: 422 means that the head has a pull request, has no commits, or that drafts are refused. */
    createPull: async (pull: {
      title: string;
      body: string;
      head: string;
      base: string;
      draft: boolean;
    }): Promise<Pull> => decodePull((await octokit.pulls.create({ ...at, ...pull, ...once })).data),

    updatePull: async (number: number, change: { title?: string; body?: string; state?: "closed" }): Promise<Pull> =>
      decodePull((await explained(octokit.pulls.update({ ...at, pull_number: number, ...change }))).data),

    /** Throws octokit's own error, so that the caller can look whether the comment arrived. */
    createComment: async (number: number, body: string) =>
      decodeComment((await octokit.issues.createComment({ ...at, issue_number: number, body, ...once })).data),

    updateComment: async (id: number, body: string) =>
      decodeComment((await explained(octokit.issues.updateComment({ ...at, comment_id: id, body }))).data),

    /** Throws octokit's own error, so that the caller can look whether the issue arrived. */
    createIssue: async (issue: { title: string; body: string; labels: string[] }): Promise<Thread> =>
      decodeThread((await octokit.issues.create({ ...at, ...issue, ...once })).data),

    updateIssue: async (
      number: number,
      change: { body: string; state?: "closed"; state_reason?: "completed" | "duplicate" },
    ): Promise<Thread> =>
      decodeThread((await explained(octokit.issues.update({ ...at, issue_number: number, ...change }))).data),

    addLabels: async (number: number, labels: string[]): Promise<void> => {
      await explained(octokit.issues.addLabels({ ...at, issue_number: number, labels }));
    },

    removeLabel: async (number: number, label: string): Promise<void> => {
      await explained(octokit.issues.removeLabel({ ...at, issue_number: number, name: label }));
    },

    /** Throws octokit's own error, so that the caller can say which permission is missing. */
    dispatchWorkflow: async (file: string, ref: string): Promise<void> => {
      await octokit.actions.createWorkflowDispatch({ ...at, workflow_id: file, ref, ...once });
    },

    createLabel: async (name: string, color: string, description: string): Promise<void> => {
      await explained(octokit.issues.createLabel({ ...at, name, color, description }));
    },
  };
};
