/** Every rule with a workflow that breaks it, and the nearest one that does not. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderAtlasWorkflow } from "../../templates/atlas-workflow.ts";
import { optionalWorkflows } from "../../templates/optional-workflows.ts";
import { renderRunWorkflow } from "../../templates/run-workflow.ts";
import { renderSupervisorWorkflow } from "../../templates/supervisor-workflow.ts";
import { judgeWorkflow } from "./judge-workflow.ts";
import { workflowRules } from "./workflow-rules.ts";

const id = "ab".repeat(20);
const checkout = `actions/checkout@${id}`;
const safe = `{ uses: ${checkout}, with: { persist-credentials: false } }`;
const say = (expression: string) => `$\{{ ${expression} }}`;

type Parts = { on?: string; top?: string; job?: string; steps?: string[]; runsOn?: string; permissions?: string };

/** Steps stand on lines of their own, the first on line 8 plus those of `job`. */
const write = ({
  on = "pull_request",
  top = "",
  job = "",
  steps = [`- ${safe}`],
  runsOn = "ubuntu-24.04",
  permissions = "permissions: {}",
}: Parts) =>
  `on: ${on}\n${permissions}\n${top}\njobs:\n  test:\n    runs-on: ${runsOn}\n${job}    steps:\n${steps.map((step) => `      ${step}\n`).join("")}`;

const run = (script: string) => `- run: ${JSON.stringify(script)}`;
const title = say("github.event.pull_request.title");
const app = `actions/create-github-app-token@${id}`;
const image = `node@sha256:${"cd".repeat(32)}`;
const draftsmith = `acme/draftsmith@${id}`;

const samples: [rule: string, broken: Parts, fine: Parts][] = [
  ["dangerous-triggers", { on: "pull_request_target" }, { on: "pull_request" }],
  [
    "dangerous-triggers",
    {
      on: "{ workflow_run: { workflows: [ci], types: [completed] } }",
      steps: [`- { uses: actions/download-artifact@${id} }`],
    },
    { on: "{ workflow_run: { workflows: [ci], types: [completed] } }" },
  ],
  [
    "untrusted-checkout",
    {
      on: "issue_comment",
      steps: [
        `- { uses: ${checkout}, with: { persist-credentials: false, ref: "refs/pull/${say("github.event.issue.number")}/head" } }`,
      ],
    },
    { on: "issue_comment" },
  ],
  [
    "untrusted-checkout",
    { on: "issue_comment", steps: [run('gh pr checkout "$NUMBER"')] },
    { on: "issue_comment", steps: [run('gh pr view "$NUMBER"')] },
  ],
  [
    "untrusted-checkout",
    {
      on: "pull_request_target",
      steps: [`- { uses: ${checkout}, with: { persist-credentials: false, ref: "${say("github.head_ref")}" } }`],
    },
    {
      on: "pull_request",
      steps: [`- { uses: ${checkout}, with: { persist-credentials: false, ref: "${say("github.head_ref")}" } }`],
    },
  ],
  [
    "template-injection",
    { steps: [run(`echo ${title}`)] },
    { steps: [run(`echo ${say("github.event.pull_request.number")}`)] },
  ],
  [
    "template-injection",
    { steps: [`- { uses: actions/github-script@${id}, with: { script: "log('${title}')" } }`] },
    {
      steps: [
        `- { uses: actions/github-script@${id}, with: { script: "log(process.env.TITLE)" }, env: { TITLE: "${title}" } }`,
      ],
    },
  ],
  [
    "template-injection",
    { top: `env: { TITLE: "${title}" }`, steps: [run(`echo ${say("env.TITLE")}`)] },
    { top: `env: { TITLE: "${title}" }`, steps: [run('echo "$TITLE"')] },
  ],
  [
    "template-injection",
    { steps: [`- { id: see, run: 'echo x', env: { T: "${title}" } }`, run(`echo ${say("steps.see.outputs.x")}`)] },
    { steps: [`- { id: see, run: 'echo x' }`, run(`echo ${say("steps.see.outputs.x")}`)] },
  ],
  [
    "template-injection",
    { steps: [run(`echo '${say("toJSON(github.event)")}'`)] },
    { steps: [run(`echo ${say("github.sha")}`)] },
  ],
  [
    "template-injection",
    { steps: [run(`git log ${say("github['head_ref']")}`)] },
    { steps: [run(`echo ${say("contains(github.head_ref, 'x')")}`)] },
  ],
  [
    "template-injection",
    { on: "{ workflow_dispatch: { inputs: { name: { type: string } } } }", steps: [run(`echo ${say("inputs.name")}`)] },
    { on: "{ workflow_dispatch: { inputs: { name: { type: number } } } }", steps: [run(`echo ${say("inputs.name")}`)] },
  ],
  [
    "template-injection",
    {
      job: `    strategy: { matrix: { file: "${say("fromJSON(github.event.pull_request.body)")}" } }\n`,
      steps: [run(`cat ${say("matrix.file")}`)],
    },
    { job: "    strategy: { matrix: { node: [22, 24] } }\n", steps: [run(`echo ${say("matrix.node")}`)] },
  ],
  [
    "template-injection",
    { on: "schedule", steps: [run(`deploy ${say("secrets.KEY")}`)] },
    { on: "schedule", steps: [`- { run: deploy, env: { KEY: "${say("secrets.KEY")}" } }`] },
  ],
  [
    "github-env",
    { steps: [run('echo "V=$(cat version)" >> "$GITHUB_ENV"')] },
    { steps: [run('echo "V=1" >> "$GITHUB_ENV"')] },
  ],
  [
    "github-env",
    {
      on: "issues",
      steps: [`- { run: 'echo "T=$TITLE" >> $GITHUB_ENV', env: { TITLE: "${say("github.event.issue.title")}" } }`],
    },
    {
      on: "issues",
      steps: [`- { run: 'echo "N=$NUMBER" >> $GITHUB_ENV', env: { NUMBER: "${say("github.event.issue.number")}" } }`],
    },
  ],
  [
    "github-env",
    { steps: [run('{\necho "V<<EOF"\ncat version\necho EOF\n} >> "$GITHUB_ENV"')] },
    { steps: [run('cat version\n{\necho "A=1"\necho "B=2"\n} >> "$GITHUB_ENV"')] },
  ],
  [
    "github-env",
    { steps: [run('echo "V=$(date -r version)$(cat version)" >> "$GITHUB_ENV"')] },
    { steps: [run('echo "DAY=$(date +%F)" >> "$GITHUB_ENV"')] },
  ],
  [
    "insecure-commands",
    { top: "env: { ACTIONS_ALLOW_UNSECURE_COMMANDS: true }" },
    { top: "env: { ACTIONS_ALLOW_UNSECURE_COMMANDS: false }" },
  ],
  [
    "privileged-branch-code",
    { job: "    permissions: { id-token: write }\n" },
    { on: "{ push: { branches: [main] } }", job: "    permissions: { id-token: write }\n" },
  ],
  [
    "privileged-branch-code",
    { on: "push", permissions: "permissions: { contents: write }" },
    { on: "push", permissions: "permissions: { contents: read }" },
  ],
  [
    "privileged-branch-code",
    { permissions: "permissions: { pull-requests: write }", steps: [run("npm test")] },
    { permissions: "permissions: { pull-requests: write }", steps: [`- uses: acme/labeler@${id}`] },
  ],
  [
    "privileged-branch-code",
    {
      permissions: "permissions: { pull-requests: write }",
      job: "    if: github.event.pull_request.user.id == 49699333 || true\n",
    },
    {
      permissions: "permissions: { pull-requests: write }",
      job: "    if: github.event.pull_request.user.id == 49699333 && true\n",
    },
  ],
  [
    "privileged-branch-code",
    {
      permissions: "permissions: { security-events: write, contents: write }",
      steps: [`- ${safe}`, `- uses: github/codeql-action/analyze@${id}`],
    },
    {
      permissions: "permissions: { security-events: write }",
      steps: [`- ${safe}`, `- uses: github/codeql-action/analyze@${id}`],
    },
  ],
  [
    "exposed-secrets",
    { steps: [`- { run: test, env: { KEY: "${say("secrets.KEY")}" } }`] },
    { job: "    environment: live\n", steps: [`- { run: test, env: { KEY: "${say("secrets.KEY")}" } }`] },
  ],
  ["secrets-inherit", { job: "    secrets: inherit\n" }, { job: `    secrets: { KEY: "${say("github.token")}" }\n` }],
  [
    "overprovisioned-secrets",
    { on: "schedule", steps: [`- { run: test, env: { ALL: "${say("toJSON(secrets)")}" } }`] },
    { on: "schedule", steps: [`- { run: test, env: { ONE: "${say("secrets.ONE")}" } }`] },
  ],
  [
    "overprovisioned-secrets",
    { on: "schedule", steps: [`- { run: test, env: { ONE: "${say("secrets[github.event.inputs.name]")}" } }`] },
    { on: "schedule", steps: [`- { run: test, env: { ONE: "${say("secrets['ONE']")}" } }`] },
  ],
  [
    "overprovisioned-secrets",
    { on: "schedule", steps: [`- { run: test, env: { ONE: "${say("fromJSON(secrets.ALL).one")}" } }`] },
    { on: "schedule", steps: [`- { run: test, env: { ONE: "${say("secrets.ALL")}" } }`] },
  ],
  [
    "personal-token",
    {
      on: "schedule",
      steps: [`- { uses: ${checkout}, with: { persist-credentials: false, token: "${say("secrets.DEPLOY_PAT")}" } }`],
    },
    {
      on: "schedule",
      steps: [`- { uses: ${checkout}, with: { persist-credentials: false, token: "${say("github.token")}" } }`],
    },
  ],
  [
    "personal-token",
    {
      on: "schedule",
      steps: [`- { uses: codecov/codecov-action@${id}, with: { token: "${say("secrets.DEPLOY")}" } }`],
    },
    {
      on: "schedule",
      steps: [`- { uses: codecov/codecov-action@${id}, with: { token: "${say("secrets.CODECOV_TOKEN")}" } }`],
    },
  ],
  [
    "personal-token",
    { on: "schedule", top: `env: { GH_TOKEN: "${say("secrets.TOKEN")}" }` },
    { on: "schedule", top: `env: { TOKEN: "${say("secrets.TOKEN")}" }` },
  ],
  [
    "github-app",
    { on: "schedule", steps: [`- { uses: ${app}, with: { app-id: 1 } }`] },
    { on: "schedule", steps: [`- { uses: ${app}, with: { app-id: 1, permission-contents: read } }`] },
  ],
  ["excessive-permissions", { permissions: "" }, { permissions: "", job: "    permissions: { contents: read }\n" }],
  [
    "excessive-permissions",
    { permissions: "permissions: write-all" },
    { permissions: "permissions: { contents: read }" },
  ],
  ["unpinned-uses", { steps: ["- uses: acme/build@v3"] }, { steps: [`- uses: acme/build@${id} # v3`] }],
  ["unpinned-uses", { steps: ["- uses: acme/build@abcdef1"] }, { steps: ["- uses: ./.github/actions/build"] }],
  ["unpinned-images", { job: "    container: node:24\n" }, { job: `    container: ${image}\n` }],
  [
    "unpinned-images",
    { job: "    services: { db: { image: 'postgres:17' } }\n" },
    { job: `    services: { db: { image: '${image}' } }\n` },
  ],
  ["artipacked", { steps: [`- uses: ${checkout}`] }, {}],
  [
    "cache-poisoning",
    { on: "pull_request_target", steps: [`- { uses: actions/cache@${id}, with: { path: x, key: y } }`] },
    { steps: [`- { uses: actions/cache@${id}, with: { path: x, key: y } }`] },
  ],
  [
    "cache-poisoning",
    { on: "release", steps: [`- { uses: actions/setup-node@${id}, with: { cache: npm } }`] },
    { on: "release", steps: [`- { uses: actions/setup-node@${id}, with: { package-manager-cache: false } }`] },
  ],
  [
    "cache-poisoning",
    {
      on: "schedule",
      job: "    permissions: { contents: read }\n",
      steps: [
        `- { uses: actions/cache/save@${id}, with: { path: x, key: y } }`,
        `- { uses: ${draftsmith}, with: { command: work } }`,
      ],
    },
    {
      on: "schedule",
      job: "    permissions: { contents: read }\n",
      steps: [
        `- { uses: actions/cache/restore@${id}, with: { path: x, key: y } }`,
        `- { uses: ${draftsmith}, with: { command: work } }`,
      ],
    },
  ],
  [
    "cache-poisoning",
    { on: "release", steps: [`- uses: actions/setup-go@${id}`] },
    { on: "release", steps: [`- { uses: actions/setup-go@${id}, with: { cache: false } }`] },
  ],
  ["self-hosted-runner", { runsOn: "[self-hosted, linux]" }, { runsOn: "ubuntu-24.04" }],
  [
    "self-approval",
    { steps: [run('gh pr review --approve "$URL"')] },
    { steps: [run('gh pr review --comment "$URL"')] },
  ],
  [
    "self-approval",
    {
      job: "    if: github.event.pull_request.user.login == 'our-app[bot]'\n",
      steps: [run('gh pr merge --auto "$URL"')],
    },
    {
      job: "    if: github.repository == 'a/b' && github.event.pull_request.user.login == 'dependabot[bot]'\n",
      steps: [run('gh pr merge --auto "$URL"')],
    },
  ],
  [
    "bot-conditions",
    { job: "    if: github.actor == 'dependabot[bot]'\n" },
    { job: "    if: github.event.pull_request.user.login == 'dependabot[bot]'\n" },
  ],
  [
    "bot-conditions",
    { job: "    if: github.event.sender.type == 'Bot' && github.ref != 'x'\n" },
    { job: "    if: github.event.sender.type != 'Bot' && github.actor != 'dependabot[bot]'\n" },
  ],
  [
    "bot-conditions",
    { job: "    if: endsWith(github.actor, '[bot]')\n" },
    { job: `    if: ${say("!endsWith(github.actor, '[bot]')")}\n` },
  ],
  [
    "unsound-contains",
    { job: "    if: contains('refs/heads/main refs/heads/next', github.ref)\n" },
    { job: "    if: contains(fromJSON('[\"refs/heads/main\"]'), github.ref)\n" },
  ],
  [
    "unsound-condition",
    { job: `    if: "${say("github.ref == 'x'")} && true"\n` },
    { job: `    if: "${say("github.ref == 'x' && true")}"\n` },
  ],
  [
    "hardcoded-container-credentials",
    { job: `    container: { image: '${image}', credentials: { username: a, password: hunter2 } }\n` },
    {
      on: "schedule",
      job: `    container: { image: '${image}', credentials: { username: a, password: "${say("secrets.P")}" } }\n`,
    },
  ],
  [
    "trust-levels",
    {
      on: "schedule",
      steps: [`- { uses: ${draftsmith}, with: { command: work, github-token: "${say("github.token")}" } }`],
    },
    { on: "schedule", steps: [`- { uses: ${draftsmith}, with: { command: work } }`] },
  ],
  [
    "trust-levels",
    { on: "schedule", steps: [run("npm ci"), `- { uses: ${draftsmith}, with: { command: publish } }`] },
    { on: "schedule", steps: [`- { uses: ${draftsmith}, with: { command: publish } }`] },
  ],
];

const rulesOf = (text: string): string[] => {
  const judged = judgeWorkflow({ path: ".github/workflows/x.yml", text });
  if (!judged.ok) throw new Error(`${judged.error}\n${text}`);
  return judged.value.map(({ rule }) => rule);
};

describe.each(samples)("%s", (rule, broken, fine) => {
  it("is seen", () => expect(rulesOf(write(broken))).toContain(rule));
  it("is not seen in its twin", () => expect(rulesOf(write(fine))).not.toContain(rule));
});

it("has a sample for every rule", () => {
  expect([...new Set(samples.map(([rule]) => rule))].toSorted()).toEqual(
    workflowRules.map(({ name }) => name).toSorted(),
  );
});

it("says where, and weighs by what starts on bot branches", () => {
  const text = (on: string) =>
    write({ on, steps: ["- uses: acme/build@v3", `- run: |\n          true\n          echo ${title}`] });
  const judged = judgeWorkflow({ path: "x.yml", text: text("pull_request") });
  expect(judged).toMatchObject({
    value: [
      { rule: "template-injection", line: 11, state: "failing" },
      { rule: "unpinned-uses", line: 8, state: "failing" },
    ],
  });
  expect(judgeWorkflow({ path: "x.yml", text: text("schedule") })).toMatchObject({
    value: [{ state: "failing" }, { rule: "unpinned-uses", state: "warning" }],
  });
});

it("gives the reason where a file cannot be read", () => {
  expect(judgeWorkflow({ path: "x.yml", text: "on: [" })).toMatchObject({
    ok: false,
    error: expect.stringContaining("YAML"),
  });
});

const folder = new URL("../../../../.github/workflows/", import.meta.url);
const own = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")] as const);
const written = [draftsmith, "./"].flatMap((ref) => [
  [`run of ${ref}`, renderRunWorkflow(ref)] as const,
  [
    `supervisor of ${ref}`,
    renderSupervisorWorkflow({ actionRef: ref, cron: "7 * * * *", ciWorkflows: ["ci"] }),
  ] as const,
  [`atlas of ${ref}`, renderAtlasWorkflow(ref)] as const,
  ...Object.entries(optionalWorkflows).map(([name, { render }]) => [`${name} of ${ref}`, render(ref)] as const),
]);

it.each([...own, ...written])("%s breaks no rule", (_, text) => expect(rulesOf(text)).toEqual([]));
