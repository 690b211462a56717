/** `.github/workflows/preview_comment.yml`: one comment per pull request of the bot with its previews and how they answer. */
import { renderPrelude } from "./action-steps.ts";
import { jobPermissions, renderPermissions } from "./job-permissions.ts";
import { healthVariables, renderOperatorEnv } from "./operator-env.ts";

export const previewPath = ".github/workflows/preview_comment.yml";

/** `actionRef` is `owner/repo@commit`, or `./` in Draftsmith's own repository. */
export const renderPreviewWorkflow = (actionRef: string): string =>
  `# Written by \`draftsmith init\`. Keeps one comment about previews on each pull request of the bot.
name: preview comment

on:
  deployment_status:
  schedule:
    - cron: "11,26,41,56 * * * *"
  workflow_call:
    inputs:
      pull:
        description: Number of one pull request; without it all open ones of the bot
        type: string
        required: false
  workflow_dispatch:
    inputs:
      pull:
        description: Number of one pull request; without it all open ones of the bot
        type: string
        required: false

permissions: {}

concurrency:
  group: draftsmith-preview
  cancel-in-progress: false

# Repository variables of these names (Settings, Secrets and variables, Actions, Variables) win over defaults.
${renderOperatorEnv(healthVariables)}

jobs:
  preview:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
${renderPermissions(jobPermissions.preview)}
    steps:
${renderPrelude(actionRef, "trusted")}      - uses: ${actionRef}
        with:
          command: preview
          pull: \${{ inputs.pull }}
          github-token: \${{ github.token }}
`;
