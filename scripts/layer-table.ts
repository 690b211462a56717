/** The import table of the folders below src/, as data: which folder may import which. */

/** A folder may import itself, `domain` and what its row lists. */
export const layerTable: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  git: [],
  flow: [],
  config: [],
  patch: [],
  integrity: [],
  guardrails: ["patch", "config", "integrity"],
  outgoing: ["patch", "config"],
  telemetry: ["outgoing", "config"],
  github: ["config", "outgoing", "telemetry"],
  sandbox: ["config", "outgoing", "telemetry"],
  model: ["config", "outgoing", "telemetry"],
  atlas: ["config", "outgoing", "telemetry", "git"],
  roles: ["config", "patch", "model", "outgoing", "telemetry"],
  checks: ["config", "sandbox", "telemetry", "integrity"],
  supervise: ["config", "github", "outgoing", "telemetry", "flow"],
  health: ["config", "github", "outgoing", "telemetry", "flow"],
  work: [
    "config",
    "patch",
    "guardrails",
    "atlas",
    "model",
    "roles",
    "sandbox",
    "checks",
    "outgoing",
    "telemetry",
    "git",
    "flow",
  ],
  publish: ["config", "patch", "guardrails", "github", "outgoing", "telemetry", "flow"],
  offline: ["git"],
};

/** Files that compose: they and the folder `cli` may import everything and read the environment. */
export const entryPoints: readonly string[] = ["src/cli.ts", "src/action.ts"];

/** The one file that can write to GitHub, and the folder it is reserved for. */
export const writeClient = { path: "src/github/write-client.ts", onlyFor: "publish" } as const;

/** The raw clients of GitHub, and where they may stand beside the folder that wraps them: a test double of the command line. */
export const rawClient = {
  package: /^(?:octokit$|@octokit\/)/,
  onlyFor: "github",
  except: ["src/cli/screen/small-github.ts"],
} as const;

/** The files that may name the streams of this process; in the latter two it is the text of a program that another process runs. */
export const rawOutput: readonly string[] = [
  "src/cli/create-host.ts",
  "src/sandbox/self-test/probe-script.ts",
  "src/offline/obedient/meaning-attacks.ts",
];

/** The npm packages and built-in modules that `domain` may import. */
export const domainPackages: readonly string[] = ["zod"];

export const bannedFolders: readonly string[] = ["utils", "helpers", "common", "types"];
