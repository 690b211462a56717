/** Everything the local GitHub remembers outside git; plain JSON, without addresses, so that the port may change. */

export type Role = "admin" | "write" | "triage" | "read" | "none";
export type Grants = Record<string, "read" | "write">;

export type User = { id: number; login: string; type: "User" | "Bot" | "Organization"; createdAt: string };
/** `grants: null` is a classic token that may do what its user may; otherwise what the token's permissions say. `repositories: null` sees all. */
export type Token = { value: string; userId: number; grants: Grants | null; repositories: number[] | null };

export type Label = { id: number; name: string; color: string; description: string | null };
export type IssueEvent = {
  id: number;
  event: string;
  actorId: number;
  createdAt: string;
  label?: { name: string; color: string };
  rename?: { from: string; to: string };
};
export type Comment = { id: number; userId: number; body: string; createdAt: string; updatedAt: string };
export type Review = { id: number; userId: number; body: string; state: string; commitId: string; submittedAt: string };

export type Pull = {
  id: number;
  draft: boolean;
  head: { ref: string; repositoryId: number; owner: string };
  base: { ref: string; sha: string };
  /** Where the head stood when it was last seen; the branch decides while the pull request is open. */
  headSha: string;
  mergedAt: string | null;
  mergeSha: string | null;
  reviews: Review[];
};

export type Issue = {
  id: number;
  number: number;
  title: string;
  body: string | null;
  userId: number;
  state: "open" | "closed";
  stateReason: string | null;
  labels: number[];
  comments: Comment[];
  events: IssueEvent[];
  createdAt: string;
  updatedAt: string;
  /** When the body was last edited; absent when it never was. */
  lastEditedAt?: string;
  closedAt: string | null;
  closedById: number | null;
  pull: Pull | null;
};

/** Who makes check runs; GitHub Actions is one. */
export type App = { id: number; slug: string };
export type Annotation = { level: "notice" | "warning" | "failure"; message: string };

export type CheckRun = {
  id: number;
  app: App;
  name: string;
  sha: string;
  suiteId: number;
  status: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  detailsUrl: string | null;
  annotations: Annotation[];
  /** The workflow run of a job; null for a check run made by API. */
  workflowRunId: number | null;
  startedAt: string;
  completedAt: string | null;
};
export type CheckSuite = { id: number; sha: string; branch: string | null; app: App; createdAt: string };
export type CommitStatus = {
  id: number;
  sha: string;
  state: string;
  context: string;
  description: string | null;
  targetUrl: string | null;
  userId: number;
  createdAt: string;
};

export type Workflow = { id: number; name: string; path: string; createdAt: string };
export type Step = { name: string; conclusion: string | null };
export type Job = {
  id: number;
  name: string;
  status: string;
  conclusion: string | null;
  steps: Step[];
  /** Null when the runner left none. */
  log: string | null;
  annotations: Annotation[];
  /** Number of the run's attempt that it belongs to. */
  attempt: number;
  startedAt: string;
  completedAt: string | null;
};
export type WorkflowRun = {
  id: number;
  number: number;
  workflowId: number;
  suiteId: number;
  sha: string;
  branch: string;
  event: string;
  status: string;
  conclusion: string | null;
  actorId: number;
  attempt: number;
  /** Of all attempts. */
  jobs: Job[];
  createdAt: string;
  updatedAt: string;
};

export type DeploymentStatus = {
  id: number;
  state: string;
  description: string;
  environmentUrl: string;
  targetUrl: string;
  userId: number;
  createdAt: string;
};
export type Deployment = {
  id: number;
  sha: string;
  ref: string;
  environment: string;
  isProduction: boolean;
  userId: number;
  /** Oldest first. */
  statuses: DeploymentStatus[];
  createdAt: string;
};

export type CodeAlert = {
  number: number;
  rule: string;
  description: string;
  severity: "none" | "note" | "warning" | "error";
  securitySeverity: "low" | "medium" | "high" | "critical" | null;
  message: string;
  path: string;
  line: number;
  endLine: number;
  isDismissed: boolean;
};
/** What one tool said about one commit. */
export type CodeAnalysis = {
  id: number;
  ref: string;
  sha: string;
  tool: { name: string; version: string | null };
  error: string;
  alerts: CodeAlert[];
  createdAt: string;
};

/** What repository administrators switch on GitHub's pages. */
export type RepositorySettings = {
  actionsMayCreatePulls: boolean;
  draftsAllowed: boolean;
  /** What happens to workflow runs when the bot pushes: nothing starts, they wait for a click, or they are queued. */
  botPushes: "nothing" | "approval" | "run";
};

export type Repository = {
  id: number;
  owner: string;
  name: string;
  private: boolean;
  defaultBranch: string;
  /** Set on a fork: where it came from. Its git objects are those of the parent. */
  parentId: number | null;
  createdAt: string;
  pushedAt: string;
  settings: RepositorySettings;
  roles: Record<string, Role>;
  labels: Label[];
  issues: Issue[];
  checkSuites: CheckSuite[];
  checkRuns: CheckRun[];
  statuses: CommitStatus[];
  workflows: Workflow[];
  workflowRuns: WorkflowRun[];
  deployments: Deployment[];
  /** Oldest first; null: code scanning is not enabled. */
  codeAnalyses: CodeAnalysis[] | null;
  dispatches: { workflowId: number; ref: string; inputs: Record<string, unknown> }[];
};

export type State = { version: 1; nextId: number; users: User[]; tokens: Token[]; repositories: Repository[] };

export const actionsApp: App = { id: 15_368, slug: "github-actions" };

/** The account behind `GITHUB_TOKEN`, with the id it has on github.com. */
export const actionsBot: User = {
  id: 41898282,
  login: "github-actions[bot]",
  type: "Bot",
  createdAt: "2018-07-30T09:30:10Z",
};

export const emptyState = (): State => ({
  version: 1,
  nextId: 1001,
  users: [structuredClone(actionsBot)],
  tokens: [],
  repositories: [],
});
