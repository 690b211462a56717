/** What each job's token may do, and nothing else: the table of docs/setup.md as data. */

export type Permissions = Readonly<Record<string, "read" | "write">>;

const write: Permissions = { contents: "write", issues: "write", "pull-requests": "write" };
const readCi: Permissions = { checks: "read", statuses: "read", actions: "read" };

export const jobPermissions = {
  supervise: { contents: "read", issues: "read", "pull-requests": "read", ...readCi },
  /** Reads CI and code scanning of the head for the work item, since work may not ask GitHub. */
  claim: { ...write, ...readCi, "security-events": "read" },
  work: { contents: "read" },
  publish: write,
  atlas: { contents: "read" },
  /** Runs commands of the change under test. */
  check: { contents: "read" },
  preview: { contents: "read", deployments: "read", issues: "write", "pull-requests": "write" },
  /** Pull requests are read for those that a person froze. */
  "red-mode": { contents: "read", issues: "write", "pull-requests": "read" },
  regressions: { contents: "read", deployments: "read", issues: "write", "pull-requests": "read" },
} as const satisfies Record<string, Permissions>;

/** The job that calls the reusable workflow must hold what any job inside it holds. */
export const callerPermissions: Permissions = jobPermissions.claim;

/** Lines of a job's `permissions`, indented for a job. */
export const renderPermissions = (permissions: Permissions): string =>
  ["    permissions:", ...Object.entries(permissions).map(([scope, level]) => `      ${scope}: ${level}`)].join("\n");
