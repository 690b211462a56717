/** What a run left on GitHub, read behind the API, in a form that two runs of the same case can be compared by. */
import { parseRecord } from "../flow/record-text.ts";
import { noSeal } from "../flow/state-seal.ts";
import { parseTrailers } from "../flow/trailers.ts";
import { gitText } from "../git/run-git.ts";
import type { RequestLog } from "../offline/github/request-log.ts";
import type { Issue } from "../offline/github/state.ts";
import type { OfflineWorld } from "./offline-world.ts";

export type End = {
  state: string;
  /** Of the branch's head; null when there is no branch. */
  tree: string | null;
  /** The stage of every commit above the base, oldest first, "foreign" for those without trailers. */
  commits: string[];
  subjects: string[];
  pulls: { title: string; state: string; draft: boolean }[];
  /** First lines of all comments: the pull request's, then the issue's. */
  comments: string[];
  /** Events of all labels on the issue and on the pull requests, such as `2 labeled agent:run`. */
  labelEvents: string[];
  labels: string[];
};

const issuesOf = async ({ github, repository }: OfflineWorld): Promise<Issue[]> => {
  const issues: Issue[] = [];
  for (let number = 1; ; number += 1) {
    const issue = await github.admin.inspectIssue({ repository, number }).catch(() => null);
    if (issue === null) return issues;
    issues.push(issue);
  }
};

export const pullsOf = async (world: OfflineWorld): Promise<Issue[]> =>
  (await issuesOf(world)).filter(({ pull }) => pull !== null);

/** The first pull request; throws when there is none. */
export const pullOf = async (world: OfflineWorld): Promise<Issue> => {
  const [pull] = await pullsOf(world);
  if (pull === undefined) throw new Error("No pull request was opened.");
  return pull;
};

export type Commit = { sha: string; tree: string; message: string };

export const commitsOf = async (world: OfflineWorld, branch: string): Promise<Commit[]> => {
  const gitDir = world.github.gitDirOf(world.repository);
  const log = await gitText(["log", "--reverse", "--format=%H%x1f%T%x1f%B%x1e", `main..refs/heads/${branch}`], {
    gitDir,
  });
  return log
    .split("\x1e")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .map((entry) => {
      const [sha = "", tree = "", message = ""] = entry.split("\x1f");
      return { sha, tree, message };
    });
};

const branchesOf = async (world: OfflineWorld): Promise<string[]> => {
  const gitDir = world.github.gitDirOf(world.repository);
  const refs = await gitText(["for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads/agent/"], { gitDir });
  return refs.split("\n").filter((branch) => branch !== "");
};

export const readEnd = async (world: OfflineWorld): Promise<End> => {
  const issues = await issuesOf(world);
  const pulls = issues.filter(({ pull }) => pull !== null);
  const branches = await branchesOf(world);
  const commits = (await Promise.all(branches.map((branch) => commitsOf(world, branch)))).flat();
  const record = parseRecord(pulls[0]?.body ?? "", noSeal);
  return {
    state: record.ok ? record.value.state : record.error,
    tree: commits.at(-1)?.tree ?? null,
    commits: commits.map(({ message }) => parseTrailers(message)?.stage ?? "foreign"),
    subjects: commits.map(({ message }) => message.split("\n")[0] ?? ""),
    pulls: pulls.map(({ title, state, pull }) => ({ title, state, draft: pull?.draft ?? false })),
    comments: [...pulls, ...issues.filter(({ pull }) => pull === null)].flatMap(({ comments }) =>
      comments.map(({ body }) => body.split("\n")[0] ?? ""),
    ),
    labelEvents: issues.flatMap(({ number, events }) =>
      events.flatMap(({ event, label }) => (label ? [`${number} ${event} ${label.name}`] : [])),
    ),
    labels: issues.map(({ number, labels }) => `${number}: ${labels.length}`),
  };
};

const visible = new Set([
  "git/create-ref",
  "git/update-ref",
  "pulls/create",
  "pulls/update",
  "issues/create-comment",
  "issues/update-comment",
  "issues/add-labels",
  "issues/remove-label",
]);

/** True for a request that people would see: a ref, a pull request, a comment, a label. */
export const isVisible = ({ operation }: RequestLog): boolean => operation !== null && visible.has(operation);

export const isWrite = ({ method, operation }: RequestLog): boolean =>
  method !== "GET" && operation !== "graphql/query";

/** Body and comments without what differs from run to run: SHAs, times, cost. */
export const readText = async (world: OfflineWorld): Promise<string> => {
  const pull = await pullOf(world);
  return [pull.title, pull.body ?? "", ...pull.comments.map(({ body }) => body)]
    .join("\n\n")
    .replace(/<!-- draftsmith:record .*? -->/g, "(record)")
    .replace(/\b[0-9a-f]{40}\b|\b[0-9a-f]{10,12}\b/g, "(sha)")
    .replace(/^\*\*Cost so far:\*\*.*$/gm, "(cost)")
    .replace(/^(\*\*Audit:\*\* .*)`[0-9a-f]{16}`$/gm, "$1(hash)");
};
