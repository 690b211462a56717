/** `.github/workflows/red_mode.yml`: probes the configured URLs and keeps the one incident issue. */
import { renderPrelude, renderStateKeys, renderStateSecrets } from "./action-steps.ts";
import { jobPermissions, renderPermissions } from "./job-permissions.ts";
import { healthVariables, renderOperatorEnv } from "./operator-env.ts";

export const redModePath = ".github/workflows/red_mode.yml";

/** `actionRef` is `owner/repo@commit`, or `./` in Draftsmith's own repository. */
export const renderRedModeWorkflow = (actionRef: string): string =>
  `# Written by \`draftsmith init\`. Probes what is deployed; while it is sick, only fix tasks start.
name: red mode

on:
  schedule:
    - cron: "4,14,24,34,44,54 * * * *"
  workflow_call:
    secrets:
${renderStateSecrets()}  workflow_dispatch:

permissions: {}

concurrency:
  group: draftsmith-red-mode
  cancel-in-progress: false

# Repository variables of these names (Settings, Secrets and variables, Actions, Variables) win over defaults.
${renderOperatorEnv(healthVariables)}

jobs:
  red-mode:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
${renderPermissions(jobPermissions["red-mode"])}
    steps:
${renderPrelude(actionRef, "trusted")}      - uses: ${actionRef}
        with:
          command: red-mode
          github-token: \${{ github.token }}
${renderStateKeys()}`;
