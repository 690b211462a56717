/** Everything that Draftsmith reads from GitHub's repository, issue and git endpoints, each call one request unless it says more. */
import type { Repository } from "../domain/brief.ts";
import { FailureError } from "../domain/failure.ts";
import type { Account, Comment, LabelEvent } from "../domain/issue.ts";
import type { GithubClient } from "./create-client.ts";
import {
  decodeAccount,
  decodeComment,
  decodeCommit,
  decodeIssueEvent,
  decodeListedCommit,
  decodePull,
  decodeThread,
  decodeTreeEntry,
  type GitCommit,
  type IssueEvent,
  type ListedCommit,
  type Pull,
  type Thread,
  type TreeEntry,
} from "./decode.ts";
import { explainError, explained, orNull, statusOf } from "./explain-error.ts";

/** `isComplete` is false when there were more than could be read, so that the last one is not known. */
export type IssueEvents = { events: IssueEvent[]; isComplete: boolean };

/** A file with the id of its blob. */
export type FileText = { text: string; blob: string };

export type Head = { branch: string; sha: string };

export type GithubReader = ReturnType<typeof createReader>;

const pageSize = 100;
const maxPages = 10;

/** Largest file that is taken from GitHub, in bytes. */
export const mostBlobBytes = 10 * 1024 * 1024;

/** Entries of a list that are read at most; a list of so many may have been cut. */
export const mostListed = pageSize * maxPages;

/** The bot account of `GITHUB_TOKEN` on github.com. */
export const actionsBot: Account = { id: 41_898_282, login: "github-actions[bot]", type: "Bot" };

/** The `labeled` events of exactly `label`, in the order in which they happened, whatever the order of the list. */
export const labelEventsOf = (events: IssueEvent[], label: string): LabelEvent[] =>
  events
    .filter((event) => event.event === "labeled" && event.label === label)
    .map(({ id, actor, at, appId }) => ({ id, actor, at, ...(appId === null ? {} : { appId }) }))
    .sort((a, b) => (a.at === b.at ? a.id - b.id : a.at < b.at ? -1 : 1));

export const createReader = (client: GithubClient) => {
  const { octokit, owner, repo } = client;
  const at = { owner, repo };
  const immutable = new Map<string, Promise<unknown>>();
  let findBlob: (sha: string) => Promise<Buffer | null> = async () => null;

  /** Objects named by their SHA never change, so one process asks for each only once. */
  const once = <T>(key: string, load: () => Promise<T>): Promise<T> => {
    const known = immutable.get(key);
    if (known) return known as Promise<T>;
    const fresh = load();
    immutable.set(key, fresh);
    fresh.catch(() => immutable.delete(key));
    return fresh;
  };

  const commit = (sha: string): Promise<GitCommit> =>
    once(`commit ${sha}`, async () =>
      decodeCommit((await explained(octokit.git.getCommit({ ...at, commit_sha: sha }))).data),
    );

  type LoadPage = (page: number) => Promise<{ data: unknown[]; headers: { link?: string | undefined } }>;

  const readPages = async <T>(
    load: LoadPage,
    decode: (raw: unknown) => T,
  ): Promise<{ all: T[]; isComplete: boolean }> => {
    const all: T[] = [];
    for (let page = 1; page <= maxPages; page += 1) {
      const { data, headers } = await explained(load(page));
      all.push(...data.map(decode));
      if (!headers.link?.includes('rel="next"')) return { all, isComplete: true };
    }
    return { all, isComplete: false };
  };

  const listPages = async <T>(load: LoadPage, decode: (raw: unknown) => T): Promise<T[]> =>
    (await readPages(load, decode)).all;

  const readIssueEvents = async (number: number): Promise<IssueEvents> => {
    const { all, isComplete } = await readPages(
      (page) => octokit.issues.listEvents({ ...at, issue_number: number, per_page: pageSize, page }),
      decodeIssueEvent,
    );
    return { events: all, isComplete };
  };

  const readFileText = async (path: string, ref?: string): Promise<FileText | null> => {
    const answer = await orNull(octokit.repos.getContent({ ...at, path, ...(ref ? { ref } : {}) }));
    if (!answer) return null;
    const { data } = answer;
    return !Array.isArray(data) && "content" in data && typeof data.content === "string"
      ? { text: Buffer.from(data.content, "base64").toString("utf8"), blob: data.sha }
      : null;
  };

  return {
    at,

    repository: async (): Promise<Repository> => {
      const { data } = await explained(octokit.repos.get(at));
      return { id: data.id, owner, name: repo, defaultBranch: data.default_branch, isPrivate: data.private };
    },

    /** The account behind the token; tokens of Actions may not ask, and belong to the Actions bot. */
    self: async (): Promise<Account> => {
      try {
        return decodeAccount((await octokit.users.getAuthenticated()).data);
      } catch (error) {
        const failure = explainError(error);
        if (failure.kind === "denied" && [403, 404].includes(failure.status)) return actionsBot;
        throw new FailureError(failure);
      }
    },

    /** A file of the default branch (or of `ref`) as text; null when it does not exist. */
    readFile: async (path: string, ref?: string): Promise<string | null> =>
      (await readFileText(path, ref))?.text ?? null,

    readFileText,

    hasLabel: async (name: string): Promise<boolean> =>
      (await orNull(octokit.issues.getLabel({ ...at, name }))) !== null,

    /** Issues and pull requests that carry `label`, oldest number first. One request per hundred. */
    listThreads: async (label: string, state: "open" | "closed" = "open"): Promise<Thread[]> => {
      const threads = await listPages(
        (page) => octokit.issues.listForRepo({ ...at, labels: label, state, per_page: pageSize, page }),
        decodeThread,
      );
      return threads.sort((a, b) => a.number - b.number);
    },

    /** Null for a number that names nothing, or an issue that was deleted or transferred: GitHub leads on to its new place. */
    issue: async (number: number): Promise<Thread | null> => {
      try {
        const thread = decodeThread((await octokit.issues.get({ ...at, issue_number: number })).data);
        return thread.number === number ? thread : null;
      } catch (error) {
        if (statusOf(error) === 404 || statusOf(error) === 410) return null;
        throw new FailureError(explainError(error));
      }
    },

    /** Branches below `prefix` (without `refs/heads/`), sorted by name. */
    listHeads: async (prefix: string): Promise<Head[]> => {
      const answer = await orNull(octokit.git.listMatchingRefs({ ...at, ref: `heads/${prefix}` }));
      return (answer?.data ?? [])
        .filter((ref) => ref.ref.startsWith(`refs/heads/${prefix}`))
        .map((ref) => ({ branch: ref.ref.slice("refs/heads/".length), sha: ref.object.sha }))
        .sort((a, b) => (a.branch < b.branch ? -1 : 1));
    },

    /** Tip of a branch with its tree; null when the branch, or any commit, is missing. One more request where the answer lacks the tree. */
    branch: async (name: string): Promise<{ sha: string; tree: string } | null> => {
      const answer = await orNull(octokit.repos.getBranch({ ...at, branch: name }));
      if (!answer) return null;
      const { sha, commit: details } = answer.data.commit;
      return { sha, tree: details?.tree.sha ?? (await commit(sha)).tree };
    },

    headOf: async (branch: string): Promise<string | null> => {
      const answer = await orNull(octokit.git.getRef({ ...at, ref: `heads/${branch}` }));
      return answer?.data.object.sha ?? null;
    },

    /** What happened to an issue, oldest first. One request per hundred events. */
    issueEvents: readIssueEvents,

    /** The `labeled` events of exactly `label`, oldest first; none where the last cannot be known. One request per hundred events. */
    labelEvents: async (number: number, label: string): Promise<LabelEvent[]> => {
      const { events, isComplete } = await readIssueEvents(number);
      return isComplete ? labelEventsOf(events, label) : [];
    },

    /** Whether the account may push, asked at this moment; anything unclear is no. */
    mayPush: async (account: Account): Promise<boolean> => {
      const answer = await orNull(octokit.repos.getCollaboratorPermissionLevel({ ...at, username: account.login }));
      const { user, permission } = answer?.data ?? {};
      const isSameAccount = account.id > 0 && user?.id === account.id;
      return isSameAccount && user.permissions?.push !== false && (permission === "admin" || permission === "write");
    },

    listComments: (number: number): Promise<Comment[]> =>
      listPages(
        (page) => octokit.issues.listComments({ ...at, issue_number: number, per_page: pageSize, page }),
        decodeComment,
      ),

    pull: async (number: number): Promise<Pull | null> => {
      const answer = await orNull(octokit.pulls.get({ ...at, pull_number: number }));
      return answer ? decodePull(answer.data) : null;
    },

    /** Pull requests of this repository whose head is `branch`, newest first. */
    listPullsOf: async (branch: string, state: "open" | "all" = "all"): Promise<Pull[]> => {
      const answer = await explained(octokit.pulls.list({ ...at, head: `${owner}:${branch}`, state, per_page: 30 }));
      return answer.data
        .map(decodePull)
        .filter((pull) => pull.headRef === branch)
        .sort((a, b) => b.number - a.number);
    },

    /** Whether somebody started the workflow by hand on this commit. */
    isDispatched: async (file: string, sha: string): Promise<boolean> => {
      const answer = await orNull(
        octokit.actions.listWorkflowRuns({
          ...at,
          workflow_id: file,
          head_sha: sha,
          event: "workflow_dispatch",
          per_page: 1,
        }),
      );
      return answer?.data.workflow_runs.some((run) => run.head_sha === sha) ?? false;
    },

    listPullCommits: (number: number): Promise<ListedCommit[]> =>
      listPages(
        (page) => octokit.pulls.listCommits({ ...at, pull_number: number, per_page: pageSize, page }),
        decodeListedCommit,
      ),

    commit,

    /** Every entry of a tree, by path. Throws when GitHub cut the answer short. */
    tree: (sha: string): Promise<Map<string, TreeEntry>> =>
      once(`tree ${sha}`, async () => {
        const { data } = await explained(octokit.git.getTree({ ...at, tree_sha: sha, recursive: "1" }));
        if (data.truncated)
          throw new FailureError({
            kind: "refused",
            by: "tree-size",
            message: `GitHub cut the list of files of tree ${sha} short: the repository has too many files`,
            hint: "Repositories with more than about 100,000 files are not supported.",
          });
        const entries = data.tree.map(decodeTreeEntry).filter((entry) => entry.type !== "tree");
        return new Map(entries.map((entry) => [entry.path, entry]));
      }),

    blob: (sha: string): Promise<Buffer> =>
      once(`blob ${sha}`, async () => {
        const found = await findBlob(sha);
        if (found) return found;
        const { data } = await explained(octokit.git.getBlob({ ...at, file_sha: sha }));
        if ((data.size ?? 0) > mostBlobBytes)
          throw new FailureError({
            kind: "refused",
            by: "blob-size",
            message: `the file with the blob ${sha.slice(0, 12)} has ${data.size} bytes, and ${mostBlobBytes} are the most`,
            hint: "Nothing was written. The bot does not change files of this size.",
          });
        return Buffer.from(data.content, data.encoding === "base64" ? "base64" : "utf8");
      }),

    /** Asks `find` for blobs before GitHub; what it gives must have the asked SHA. */
    lookFirst: (find: (sha: string) => Promise<Buffer | null>): void => {
      findBlob = find;
    },

    /** Makes an object known that this process wrote itself. */
    remember: (
      kind: "tree" | "commit" | "blob",
      sha: string,
      value: Map<string, TreeEntry> | GitCommit | Buffer,
    ): void => {
      immutable.set(`${kind} ${sha}`, Promise.resolve(value));
    },
  };
};
