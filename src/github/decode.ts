/** GitHub's answers as domain nouns: only the fields that are used, checked as they come in. */
import { z } from "zod";
import type { Account, Comment } from "../domain/issue.ts";

const accountShape = z
  .object({ id: z.number(), login: z.string(), type: z.string().default("Unknown") })
  .nullish()
  .transform((user): Account => user ?? { id: 0, login: "ghost", type: "User" });

const labelShape = z.union([
  z.string(),
  z.object({ name: z.string().nullish() }).transform((label) => label.name ?? ""),
]);

const threadShape = z
  .object({
    id: z.number(),
    number: z.number(),
    title: z.string(),
    body: z.string().nullish(),
    user: accountShape,
    labels: z.array(labelShape).default([]),
    state: z.enum(["open", "closed"]),
    comments: z.number().default(0),
    created_at: z.string(),
    closed_at: z.string().nullish(),
    pull_request: z.unknown().optional(),
    draft: z.boolean().optional(),
  })
  .transform((raw) => ({
    id: raw.id,
    number: raw.number,
    title: raw.title,
    body: raw.body ?? "",
    author: raw.user,
    labels: raw.labels,
    state: raw.state,
    comments: raw.comments,
    createdAt: raw.created_at,
    closedAt: raw.closed_at ?? null,
    isPull: raw.pull_request !== undefined && raw.pull_request !== null,
  }));

/** An entry of the issues API: an issue or, with `isPull`, a pull request. */
export type Thread = z.output<typeof threadShape>;

const sideShape = z.object({
  ref: z.string(),
  sha: z.string(),
  repo: z.object({ id: z.number() }).nullish(),
});

const pullShape = z
  .object({
    number: z.number(),
    title: z.string(),
    body: z.string().nullish(),
    user: accountShape,
    labels: z.array(labelShape).default([]),
    state: z.enum(["open", "closed"]),
    draft: z.boolean().nullish(),
    merged_at: z.string().nullish(),
    closed_at: z.string().nullish(),
    head: sideShape,
    base: sideShape,
    html_url: z.string().default(""),
  })
  .transform((raw) => ({
    number: raw.number,
    title: raw.title,
    body: raw.body ?? "",
    author: raw.user,
    labels: raw.labels,
    state: raw.state,
    isDraft: raw.draft ?? false,
    closedAt: raw.closed_at ?? raw.merged_at ?? null,
    headRef: raw.head.ref,
    headSha: raw.head.sha,
    headRepositoryId: raw.head.repo?.id ?? null,
    baseRef: raw.base.ref,
    baseRepositoryId: raw.base.repo?.id ?? null,
    url: raw.html_url,
  }));

export type Pull = z.output<typeof pullShape>;

const commentShape = z
  .object({
    id: z.number(),
    user: accountShape,
    body: z.string().nullish(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .transform(
    (raw): Comment => ({
      id: raw.id,
      author: raw.user,
      body: raw.body ?? "",
      createdAt: raw.created_at,
      updatedAt: raw.updated_at,
    }),
  );

const issueEventShape = z
  .object({
    id: z.number(),
    event: z.string(),
    actor: accountShape,
    created_at: z.string(),
    label: z.object({ name: z.string().nullish() }).nullish(),
    performed_via_github_app: z.object({ id: z.number() }).nullish(),
  })
  .transform((raw) => ({
    id: raw.id,
    event: raw.event,
    actor: raw.actor,
    at: raw.created_at,
    label: raw.label?.name ?? null,
    appId: raw.performed_via_github_app?.id ?? null,
  }));

/** An entry of an issue's list of events; `label` is set on those about labels. */
export type IssueEvent = z.output<typeof issueEventShape>;

const commitShape = z
  .object({
    sha: z.string(),
    message: z.string(),
    tree: z.object({ sha: z.string() }),
    parents: z.array(z.object({ sha: z.string() })),
  })
  .transform((raw) => ({
    sha: raw.sha,
    message: raw.message,
    tree: raw.tree.sha,
    parents: raw.parents.map((one) => one.sha),
  }));

export type GitCommit = z.output<typeof commitShape>;

const listedCommitShape = z
  .object({
    sha: z.string(),
    author: accountShape,
    commit: z.object({ message: z.string() }),
    parents: z.array(z.object({ sha: z.string() })),
  })
  .transform((raw) => ({
    sha: raw.sha,
    author: raw.author,
    message: raw.commit.message,
    parents: raw.parents.map((one) => one.sha),
  }));

/** A commit of a pull request with the account that GitHub attributes it to. */
export type ListedCommit = z.output<typeof listedCommitShape>;

const entryShape = z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string() });

export type TreeEntry = z.output<typeof entryShape>;

export const decodeThread = (raw: unknown): Thread => threadShape.parse(raw);
export const decodePull = (raw: unknown): Pull => pullShape.parse(raw);
export const decodeComment = (raw: unknown): Comment => commentShape.parse(raw);
export const decodeIssueEvent = (raw: unknown): IssueEvent => issueEventShape.parse(raw);
export const decodeCommit = (raw: unknown): GitCommit => commitShape.parse(raw);
export const decodeListedCommit = (raw: unknown): ListedCommit => listedCommitShape.parse(raw);
export const decodeTreeEntry = (raw: unknown): TreeEntry => entryShape.parse(raw);
export const decodeAccount = (raw: unknown): Account => accountShape.parse(raw);
