/** What the token can see of the repository, asked by reads alone; what no read can tell is `unknown`. */
import { FailureError } from "../../domain/failure.ts";
import type { Settings } from "../../domain/settings.ts";
import type { GithubClient } from "../../github/create-client.ts";
import { explained } from "../../github/explain-error.ts";
import { labelsToCreate } from "../labels.ts";
import { type Row, row } from "./row.ts";

/** What the repository is, as far as the checks need it. */
export type Seen = { defaultBranch: string; isPrivate: boolean };

const reasonOf = (error: unknown): { found: string; todo: string } => {
  if (!(error instanceof FailureError)) throw error;
  const { failure } = error;
  return { found: failure.kind === "parked" ? failure.reason : failure.message, todo: failure.hint };
};

/** Whether the token works for the repository at all. */
export const checkToken = async ({ octokit, owner, repo }: GithubClient): Promise<{ row: Row; seen: Seen | null }> => {
  try {
    const { data } = await explained(octokit.repos.get({ owner, repo }));
    const what = `works for ${owner}/${repo}, which is ${data.private ? "private" : "public"}`;
    return { row: row("token", "ok", what), seen: { defaultBranch: data.default_branch, isPrivate: data.private } };
  } catch (error) {
    const { found, todo } = reasonOf(error);
    return { row: row("token", "failing", found, todo), seen: null };
  }
};

/** One read per permission of the job `supervise`. */
export const checkPermissions = async ({ octokit, owner, repo }: GithubClient, seen: Seen): Promise<Row[]> => {
  const at = { owner, repo };
  const ref = seen.defaultBranch;
  const probes: [string, () => Promise<unknown>][] = [
    ["contents", () => octokit.git.getRef({ ...at, ref: `heads/${ref}` })],
    ["issues", () => octokit.issues.listForRepo({ ...at, per_page: 1 })],
    ["pull-requests", () => octokit.pulls.list({ ...at, per_page: 1 })],
    ["checks", () => octokit.checks.listForRef({ ...at, ref, per_page: 1 })],
    ["statuses", () => octokit.repos.getCombinedStatusForRef({ ...at, ref, per_page: 1 })],
    ["actions", () => octokit.actions.listRepoWorkflows({ ...at, per_page: 1 })],
  ];
  const rows = await Promise.all(
    probes.map(async ([scope, probe]) => {
      try {
        await explained(probe());
        return row(`${scope}: read`, "ok", "the token may");
      } catch (error) {
        return row(`${scope}: read`, "failing", reasonOf(error).found, `Give the token ${scope}: read.`);
      }
    }),
  );
  const write = "contents, issues, pull-requests: write";
  return [...rows, row(write, "unknown", "no read can tell", "The workflows ask for it in claim and publish alone.")];
};

/** One request per label. */
export const checkLabels = async ({ octokit, owner, repo }: GithubClient, settings: Settings): Promise<Row[]> => {
  const names = labelsToCreate(settings).filter(({ isNeeded }) => isNeeded);
  const present = await Promise.all(
    names.map(({ name }) =>
      octokit.issues.getLabel({ owner, repo, name }).then(
        () => true,
        () => false,
      ),
    ),
  );
  return names.map(({ name }, index) =>
    present[index]
      ? row(`label ${name}`, "ok", "exists")
      : row(`label ${name}`, "failing", "does not exist", "Run `draftsmith init`, or create it by hand."),
  );
};

/** Settings of GitHub that stop a run and that no token can read. */
export const checkWalls = (seen: Seen | null): Row[] => [
  row(
    "Actions may open pull requests",
    "unknown",
    "no token can read it, and it is often off",
    'Settings, Actions, General: enable "Allow GitHub Actions to create and approve pull requests"; for an organisation, there first.',
  ),
  seen?.isPrivate === false
    ? row("draft pull requests", "ok", "public repositories have them")
    : row(
        "draft pull requests",
        "unknown",
        "some plans refuse them",
        "Nothing: the label agent:draft then stands for it.",
      ),
  row(
    "CI of bot pushes",
    "unknown",
    "runs may not start, or wait until a writer approves them",
    "Approve them on the pull request; after 24 hours a run ends as ready, CI not run.",
  ),
  row(
    "repository variables",
    "unknown",
    "no token of a job can read them",
    "Red mode from outside comes as the variable DRAFTSMITH_RED_MODE, which the workflows hand on.",
  ),
];
