/** Controls of jobs, tokens, keys, and of what else runs in the repository. */
import type { Control } from "./control.ts";

const workflows = ["src/cli/templates/workflows.test.ts"];
const attacks = "bench/attacks/attacks.test.ts";
const rules = "src/cli/doctor/workflow/judge-workflow.test.ts";

export const jobControls: readonly Control[] = [
  {
    id: "JOB-1",
    holds: "supervise, claim, work and publish are jobs of their own, each with the least rights",
    where: ["src/cli/templates", ".github/workflows"],
    tests: workflows,
    breaks: [
      {
        rule: "nothing by default",
        file: ".github/workflows/agent_run.yml",
        from: "permissions: {}",
        to: "permissions: write-all",
        tests: workflows,
      },
    ],
  },
  {
    id: "JOB-2",
    holds: "publish runs no model and no code of the repository; work cannot reach the write client",
    where: ["scripts/layer-table.ts", "scripts/check-layers.ts"],
    tests: ["scripts/check-layers.test.ts"],
    breaks: [
      {
        rule: "who may write",
        file: "scripts/check-layers.ts",
        from: "own !== writeClient.onlyFor && own !== folderOf(target)",
        to: "false",
        tests: ["scripts/check-layers.test.ts"],
      },
      {
        rule: "who may import what",
        file: "scripts/check-layers.ts",
        from: "if (allowed.includes(folderOf(target)) && !isComposer(target)) return null;",
        to: "return null;",
        tests: ["scripts/check-layers.test.ts"],
      },
    ],
  },
  {
    id: "JOB-3",
    holds: "a bundle is hostile until it fits its schema, its size, its digest and the record that GitHub holds",
    where: [
      "src/publish/verify-bundle.ts",
      "src/domain/bundle.ts",
      "src/outgoing/screen-bundle.ts",
      "src/cli/bundle-file.ts",
    ],
    tests: ["src/publish/verify-bundle.test.ts"],
    breaks: [
      {
        rule: "what must fit",
        file: "src/publish/verify-bundle.ts",
        each: "entries",
        in: "fits",
        tests: ["src/publish/verify-bundle.test.ts"],
      },
      {
        rule: "its size",
        file: "src/publish/verify-bundle.ts",
        from: "if (Buffer.byteLength(text) > maxBytes)",
        to: "if (false)",
        tests: ["src/publish/verify-bundle.test.ts"],
      },
      {
        rule: "its schema",
        file: "src/publish/verify-bundle.ts",
        from: "bundleSchema.safeParse(json)",
        to: "{ success: true, data: json, error: { issues: [] } }",
        tests: ["src/publish/verify-bundle.test.ts"],
      },
    ],
  },
  {
    id: "TOK-1",
    holds: "tokens stand in no URL, argument or file; work stops where a credential lies in reach of the sandbox",
    where: ["src/cli/check-credentials.ts", "src/git/find-credential.ts"],
    tests: ["src/cli/check-credentials.test.ts", "src/git/find-credential.test.ts", attacks],
    breaks: [
      {
        rule: "keys of git's configuration",
        file: "src/git/find-credential.ts",
        each: "entries",
        in: "keys",
        tests: ["src/git/find-credential.test.ts", attacks],
      },
      {
        rule: "where it is looked for",
        file: "src/cli/check-credentials.ts",
        each: "checks",
        in: "checkCredentials",
        tests: ["src/cli/check-credentials.test.ts"],
      },
    ],
  },
  {
    id: "KEY-1",
    holds: "secrets leave the environment before any child starts; the model's key may come by a descriptor",
    where: ["src/cli/take-environment.ts"],
    tests: ["src/cli/take-environment.test.ts"],
    breaks: [
      {
        rule: "they leave",
        file: "src/cli/take-environment.ts",
        from: "for (const name of taken) delete source[name];",
        to: "",
        tests: ["src/cli/take-environment.test.ts"],
      },
      {
        rule: "a descriptor",
        file: "src/cli/take-environment.ts",
        each: "checks",
        in: "readKey",
        tests: ["src/cli/take-environment.test.ts"],
      },
    ],
  },
  {
    id: "CI-1",
    holds: "doctor names every workflow that the bot's branch would start, the secrets in it, and what must change",
    where: ["src/cli/doctor/workflow", "src/cli/doctor/check-exposure.ts"],
    tests: [rules, "src/cli/doctor/check-exposure.test.ts", attacks],
    breaks: [
      {
        rule: "a rule for workflows",
        file: "src/cli/doctor/workflow/workflow-rules.ts",
        each: "entries",
        in: "workflowRules",
        tests: [rules, attacks],
      },
    ],
  },
  {
    id: "REV-1",
    holds:
      "a draft stays a draft; the bot approves and merges nothing, and doctor asks for rules on the default branch",
    where: ["src/github/write-client.ts", "src/cli/doctor/check-branch-rules.ts", "docs/setup.md"],
    tests: ["src/cli/doctor/check-branch-rules.test.ts", "src/publish/open-run.test.ts"],
    breaks: [
      {
        rule: "a draft first",
        file: "src/publish/open-run.ts",
        from: "for (let draft = true,",
        to: "for (let draft = false,",
        tests: ["src/publish/open-run.test.ts"],
      },
    ],
  },
];
