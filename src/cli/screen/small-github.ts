/** A GitHub of one issue, answered from what a case says of it, for doors that run the supervisor's own reads on it; nothing leaves the process. */
import { Octokit } from "@octokit/rest";
import { z } from "zod";
import type { GithubClient } from "../../github/create-client.ts";
import { createReader, type GithubReader } from "../../github/read-client.ts";

const rawObject = z.record(z.string(), z.unknown());

/** An account as GitHub gives it, null for one that is gone. */
const accountSchema = rawObject.nullable();

/** A right by its word, an HTTP status in its place, or GitHub's own answer. */
const permissionSchema = z.union([z.string(), z.number().int(), rawObject]);

export const smallGithubSchema = z.strictObject({
  /** Parts of the issue, laid over an ordinary one. */
  issue: rawObject.default({}),
  /** Entries of the issue's list of events, or pages of them, oldest first. */
  events: z.array(z.union([rawObject, z.array(rawObject)])).default([]),
  /** Status of the answer in place of the list. */
  eventsStatus: z.number().int().default(200),
  permissions: z.record(z.string(), permissionSchema).default({}),
  comments: z.array(rawObject).default([]),
  /** When the description was last edited, or times of which the last counts. */
  edits: z.array(z.union([z.string(), rawObject])).default([]),
  /** Changes of the title, as times or as events of the list. */
  renames: z.array(z.union([z.string(), rawObject])).default([]),
  /** What the second look finds in place of the issue's text. */
  later: z.strictObject({ title: z.string().optional(), body: z.string().optional() }).default({}),
  /** Text of .github/draftsmith.yml; null: there is none. */
  config: z.string().nullable().default(null),
  public: z.boolean().default(true),
});

export type SmallGithub = z.infer<typeof smallGithubSchema>;

/** The bot's pull request, its branch and the commits behind it. */
export type SmallRun = {
  pull: Record<string, unknown>;
  branch: string;
  head: string;
  /** Message, account and parents by SHA. */
  commits: { sha: string; message: string; author: unknown; parents: string[] }[];
};

export const baseSha = "b".repeat(40);
const tree = "7".repeat(40);
export const owner = "acme";
export const repo = "shop";
const issueNumber = 1;
export const repositoryId = 4_000;
const beginning = "2026-01-01T00:00:00Z";

type Raw = Record<string, unknown>;
type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };

const accountOf = (raw: unknown): Raw | null => {
  const account = accountSchema.safeParse(raw ?? null).data ?? null;
  return account && { type: "User", ...account };
};

export const issueOf = (world: SmallGithub, readyLabel: string): Raw => ({
  id: 5_000,
  number: issueNumber,
  title: "Greet politely",
  body: "Please.",
  labels: [{ name: readyLabel }],
  state: "open",
  created_at: beginning,
  updated_at: beginning,
  comments: world.comments.length,
  ...world.issue,
  user: "user" in world.issue ? accountOf(world.issue.user) : { id: 7, login: "author", type: "User" },
});

/** Events are numbered in their order where a case does not number them. */
const pagesOf = ({ events, renames }: SmallGithub, readyLabel: string): Raw[][] => {
  let id = 9_000;
  const complete = (raw: Raw): Raw => {
    const label = typeof raw.label === "string" ? { name: raw.label } : (raw.label ?? { name: readyLabel });
    id += 1;
    return { id, event: "labeled", created_at: beginning, ...raw, label, actor: accountOf(raw.actor) };
  };
  const pages = events.every((entry) => Array.isArray(entry)) ? (events as Raw[][]) : [events.flat()];
  const renamed = renames.map((entry) => ({
    event: "renamed",
    ...(typeof entry === "string" ? { created_at: entry } : entry),
  }));
  const shown = pages.map((page) => page.map(complete));
  return renamed.length === 0 ? shown : [...shown.slice(0, -1), [...(shown.at(-1) ?? []), ...renamed.map(complete)]];
};

const commentsOf = ({ comments }: SmallGithub): Raw[] =>
  comments.map((raw, index) => {
    const created = raw.created_at ?? beginning;
    return { id: 8_000 + index, body: "", created_at: created, updated_at: created, ...raw, user: accountOf(raw.user) };
  });

/** Every account that the case shows, so that a right by its word belongs to the account of that login. */
const findAccount = (world: SmallGithub, login: string): Raw | null => {
  const accounts = [
    ...world.events.flat().map(({ actor }) => accountOf(actor)),
    ...world.comments.map(({ user }) => accountOf(user)),
    accountOf(world.issue.user),
  ];
  return accounts.find((account) => account?.login === login) ?? null;
};

const answerPermission = (world: SmallGithub, login: string): Answer => {
  const right = Object.hasOwn(world.permissions, login) ? world.permissions[login] : 404;
  if (typeof right === "number") return { status: right, body: { message: "Not Found" } };
  const user = findAccount(world, login);
  if (typeof right === "string") return { body: { permission: right, role_name: right, user } };
  return { body: { user, ...right } };
};

const lastEdit = ({ edits }: SmallGithub): string | null =>
  edits
    .map((edit) => (typeof edit === "string" ? edit : String(edit.editedAt ?? edit.at ?? edit.created_at)))
    .sort()
    .at(-1) ?? null;

const answerRun = (run: SmallRun, path: string): Answer | null => {
  if (path === "/git/matching-refs/heads/agent/")
    return { body: [{ ref: `refs/heads/${run.branch}`, object: { sha: run.head } }] };
  if (path === `/pulls/${run.pull.number}`) return { body: run.pull };
  const shown = run.commits.map(({ sha, message, author, parents }) => ({
    ...{ sha, author, message, tree: { sha: tree } },
    ...{ commit: { message }, parents: parents.map((parent) => ({ sha: parent })) },
  }));
  if (path === `/pulls/${run.pull.number}/commits`) return { body: shown };
  const commit = shown.find(({ sha }) => path === `/git/commits/${sha}`);
  return commit ? { body: commit } : null;
};

const answer = (world: SmallGithub, run: SmallRun | null, readyLabel: string, url: URL): Answer => {
  const issue = issueOf(world, readyLabel);
  if (url.pathname === "/graphql") {
    const seen = { title: issue.title, body: issue.body ?? "", ...world.later, lastEditedAt: lastEdit(world) };
    return { body: { data: { repository: { issue: seen } } } };
  }
  const path = decodeURIComponent(url.pathname).replace(`/repos/${owner}/${repo}`, "");
  const wanted = url.searchParams.get("labels");
  const carried = Array.isArray(issue.labels) ? issue.labels.map((label) => label?.name ?? label) : [];
  const ofRun = run && answerRun(run, path);
  if (ofRun) return ofRun;
  switch (path) {
    case "":
      return { body: { id: repositoryId, default_branch: "main", private: !world.public } };
    case "/branches/main":
      return { body: { commit: { sha: baseSha, commit: { tree: { sha: tree } } } } };
    case "/issues": {
      const isOpen = url.searchParams.get("state") !== "closed";
      const runs = run && isOpen && wanted === "agent:run" ? [run.pull] : [];
      return { body: isOpen && carried.includes(wanted) ? [issue, ...runs] : runs };
    }
    case `/issues/${issueNumber}`:
      return { body: issue };
    case `/issues/${issueNumber}/events`: {
      if (world.eventsStatus !== 200) return { status: world.eventsStatus, body: { message: "Not Found" } };
      const pages = pagesOf(world, readyLabel);
      const page = Number(url.searchParams.get("page") ?? 1);
      return { body: pages[page - 1] ?? [], headers: page < pages.length ? { link: '<x>; rel="next"' } : {} };
    }
    case `/issues/${issueNumber}/comments`:
      return { body: commentsOf(world) };
    case `/git/commits/${baseSha}`:
      return { body: { sha: baseSha, message: "Base", tree: { sha: tree }, parents: [] } };
    case "/issues/comments":
    case "/git/matching-refs/heads/agent/":
      return { body: [] };
  }
  const login = /^\/collaborators\/(.+)\/permission$/.exec(path)?.[1];
  return login === undefined ? { status: 404, body: { message: "Not Found" } } : answerPermission(world, login);
};

/** Client and reader of the product, as they would be connected to GitHub. */
export const openSmallGithub = (
  world: SmallGithub,
  run: SmallRun | null,
  readyLabel: string,
): { client: GithubClient; reader: GithubReader } => {
  const respond: typeof fetch = async (input) => {
    const given = answer(world, run, readyLabel, new URL(String(input)));
    return new Response(JSON.stringify(given.body ?? null), {
      status: given.status ?? 200,
      headers: { "content-type": "application/json", ...given.headers },
    });
  };
  const silence = () => {};
  const log = { debug: silence, info: silence, warn: silence, error: silence };
  const octokit = new Octokit({ baseUrl: "https://github.invalid", log, request: { fetch: respond } });
  const client: GithubClient = { octokit, owner, repo, count: { read: 0, write: 0 }, fetch: respond };
  return { client, reader: createReader(client) };
};
