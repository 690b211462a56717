/** `.github/workflows/regressions.yml`: compares metrics after a deployment with the baseline that its cache keeps. */
import { renderPrelude, renderStateKeys, renderStateSecrets } from "./action-steps.ts";
import { renderCacheStep } from "./atlas-workflow.ts";
import { jobPermissions, renderPermissions } from "./job-permissions.ts";
import { healthVariables, renderOperatorEnv } from "./operator-env.ts";
import { pinnedActions } from "./pinned-actions.ts";

export const regressionsPath = ".github/workflows/regressions.yml";

const directory = `\${{ runner.temp }}/regressions`;

/** A cache cannot be replaced: each has a name of its own, and the newest with this beginning is found. */
const prefix = "draftsmith-regressions-";
const key = `${prefix}\${{ github.run_id }}-\${{ github.run_attempt }}`;

/** `actionRef` is `owner/repo@commit`, or `./` in Draftsmith's own repository. */
export const renderRegressionsWorkflow = (actionRef: string): string =>
  `# Written by \`draftsmith init\`. Compares errors and latency after a deployment with those before it.
name: regressions

on:
  deployment_status:
  schedule:
    - cron: "23 * * * *"
  workflow_call:
    secrets:
${renderStateSecrets()}  workflow_dispatch:

permissions: {}

concurrency:
  group: draftsmith-regressions
  cancel-in-progress: false

# Repository variables of these names (Settings, Secrets and variables, Actions, Variables) win over defaults.
${renderOperatorEnv(healthVariables)}

jobs:
  regressions:
    if: github.event_name != 'deployment_status' || github.event.deployment_status.state == 'success'
    runs-on: ubuntu-24.04
    # Two looks at the metrics lie up to an hour apart.
    timeout-minutes: 75
${renderPermissions(jobPermissions.regressions)}
    steps:
${renderPrelude(actionRef, "trusted")}${renderCacheStep(pinnedActions.restoreCache, { path: directory, key, "restore-keys": prefix })}      - uses: ${actionRef}
        with:
          command: regressions
          state: ${directory}
          github-token: \${{ github.token }}
${renderStateKeys()}${renderCacheStep(pinnedActions.saveCache, { path: directory, key }, "always()")}`;
