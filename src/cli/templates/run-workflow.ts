/** `.github/workflows/agent_run.yml`: one run of one issue as three jobs, each with no more rights than it needs. */
import { renderPrelude, renderStateKeys, renderStateSecrets } from "./action-steps.ts";
import { mapDirectory, renderRestoreMap } from "./atlas-workflow.ts";
import { jobPermissions, renderPermissions } from "./job-permissions.ts";
import { renderOperatorEnv } from "./operator-env.ts";
import { pinnedActions } from "./pinned-actions.ts";

export const runPath = ".github/workflows/agent_run.yml";

const claimed = "needs.claim.outputs.digest != ''";
/** `evidence` is what people look at later, such as screenshots; no job reads it. */
type Kind = "item" | "bundle" | "evidence";

const whenAbsent: Record<Kind, string> = { item: "error", bundle: "warn", evidence: "ignore" };

const artifact = (kind: Kind, sequence: string) => `${kind}-\${{ inputs.issue }}-\${{ ${sequence} }}`;

const renderUpload = (kind: Kind, when: string, sequence: string): string =>
  `      - if: ${when}
        uses: ${pinnedActions.uploadArtifact}
        with:
          name: ${artifact(kind, sequence)}
          path: \${{ runner.temp }}/${kind}
          if-no-files-found: ${whenAbsent[kind]}
          overwrite: true
          retention-days: 7
`;

/** What people look into when they ask who did what; each attempt keeps its own, since a repeated one holds less. */
const renderAuditUpload = (job: "claim" | "publish"): string =>
  `      - if: always()
        uses: ${pinnedActions.uploadArtifact}
        with:
          name: audit-\${{ inputs.issue }}-${job}-\${{ github.run_attempt }}
          path: \${{ runner.temp }}/audit
          if-no-files-found: ignore
          retention-days: 90
`;

const renderDownload = (kind: "item" | "bundle"): string =>
  `      - uses: ${pinnedActions.downloadArtifact}
        with:
          name: ${artifact(kind, "needs.claim.outputs.sequence")}
          path: \${{ runner.temp }}/${kind}
`;

const renderClaim = (
  actionRef: string,
): string => `  # Reserves the run and freezes its task: the write token, no model, no code of the repository.
  claim:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
${renderPermissions(jobPermissions.claim)}
    outputs:
      sequence: \${{ steps.claim.outputs.sequence }}
      digest: \${{ steps.claim.outputs.digest }}
    steps:
${renderPrelude(actionRef, "none")}      - id: claim
        uses: ${actionRef}
        with:
          command: claim
          issue: \${{ inputs.issue }}
          item: \${{ runner.temp }}/item/item.json
          artifacts: \${{ runner.temp }}/audit
          github-token: \${{ github.token }}
${renderStateKeys()}${renderUpload("item", "steps.claim.outputs.digest != ''", "steps.claim.outputs.sequence")}${renderAuditUpload("claim")}`;

const renderWork = (
  actionRef: string,
): string => `  # The model and the tests: the model key, and no token that could write.
  work:
    needs: claim
    if: ${claimed}
    runs-on: ubuntu-24.04
    timeout-minutes: 55
${renderPermissions(jobPermissions.work)}
    outputs:
      digest: \${{ steps.work.outputs.digest }}
    steps:
${renderPrelude(actionRef, "whole")}      # Steps that set up your toolchain for the tests belong here.
${renderRestoreMap()}${renderDownload("item")}      - id: work
        uses: ${actionRef}
        with:
          command: work
          item: \${{ runner.temp }}/item/item.json
          digest: \${{ needs.claim.outputs.digest }}
          bundle: \${{ runner.temp }}/bundle
          map: ${mapDirectory}
          artifacts: \${{ runner.temp }}/evidence
          openai-api-key: \${{ secrets.OPENAI_API_KEY }}
${renderUpload("evidence", "always()", "needs.claim.outputs.sequence")}${renderUpload("bundle", "always()", "needs.claim.outputs.sequence")}`;

const renderPublish = (
  actionRef: string,
): string => `  # Checks everything that work left from the beginning and writes it; a broken-off work job's stages too.
  publish:
    needs: [claim, work]
    if: \${{ !cancelled() && ${claimed} }}
    runs-on: ubuntu-24.04
    timeout-minutes: 10
${renderPermissions(jobPermissions.publish)}
    steps:
${renderPrelude(actionRef, "none")}${renderDownload("bundle")}      - uses: ${actionRef}
        with:
          command: publish
          issue: \${{ inputs.issue }}
          bundle: \${{ runner.temp }}/bundle
          digest: \${{ needs.work.outputs.digest }}
          artifacts: \${{ runner.temp }}/audit
          github-token: \${{ github.token }}
${renderStateKeys()}${renderAuditUpload("publish")}`;

/** `actionRef` is `owner/repo@commit`, or `./` in Draftsmith's own repository. */
export const renderRunWorkflow = (actionRef: string): string =>
  `# Written by \`draftsmith init\`. One run of one issue: claim, work, publish.
name: agent run

on:
  workflow_call:
    inputs:
      issue:
        type: number
        required: true
    secrets:
      OPENAI_API_KEY:
        required: false
${renderStateSecrets()}  workflow_dispatch:
    inputs:
      issue:
        description: Number of the issue
        type: number
        required: true

permissions: {}

concurrency:
  group: draftsmith-\${{ inputs.issue }}
  cancel-in-progress: false

# Repository variables of these names (Settings, Secrets and variables, Actions, Variables) win over defaults.
${renderOperatorEnv()}

jobs:
${[renderClaim(actionRef), renderWork(actionRef), renderPublish(actionRef)].join("\n")}`;
