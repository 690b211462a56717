/** One check as a workflow of its own: on every pull request, by hand, and to be called; it may only read. */
import { renderPrelude } from "./action-steps.ts";
import { jobPermissions, renderPermissions } from "./job-permissions.ts";
import { renderOperatorEnv } from "./operator-env.ts";
import { pinnedActions } from "./pinned-actions.ts";

export type CheckWorkflow = {
  path: string;
  /** Name of the workflow and of its one job, as a branch rule names it. */
  title: string;
  /** The word behind `draftsmith check`. */
  check: "ui" | "load" | "sbom" | "openapi";
  /** What it shows, for the first line. */
  shows: string;
  minutes: number;
  /** Labels of the pull request have a say, so setting one starts it again: a re-run would see those of the first time. */
  heedsLabels?: true;
};

const directory = `\${{ runner.temp }}/evidence`;

/** What `check` reads of the operator's settings. */
const variables = ["DRAFTSMITH_SANDBOX", "DRAFTSMITH_READ_ONLY_MOUNTS"];

/** `actionRef` is `owner/repo@commit`, or `./` in Draftsmith's own repository. */
export const renderCheckWorkflow = (
  { title, check, shows, minutes, heedsLabels }: CheckWorkflow,
  actionRef: string,
): string =>
  `# Written by \`draftsmith init\`. ${shows}
name: ${title}

on:
  pull_request:${heedsLabels ? "\n    types: [opened, synchronize, reopened, labeled, unlabeled]" : ""}
  workflow_call:
    inputs:
      base:
        description: Commit to hold the head against; without it the pull request's base, or the commit before
        type: string
        required: false
      head:
        description: Commit to look at; without it the one of the event
        type: string
        required: false
  workflow_dispatch:
    inputs:
      base:
        description: Commit to hold the head against; without it the commit before
        type: string
        required: false
      head:
        description: Commit to look at; without it the tip of the chosen branch
        type: string
        required: false

permissions: {}

concurrency:
  group: draftsmith-${check}-\${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

# Repository variables of these names (Settings, Secrets and variables, Actions, Variables) win over defaults.
${renderOperatorEnv(variables)}

jobs:
  ${check}:
    name: ${title}
    runs-on: ubuntu-24.04
    timeout-minutes: ${minutes}
${renderPermissions(jobPermissions.check)}
    steps:
${renderPrelude(actionRef, "whole")}      # Steps that set up your toolchain belong here.
      - uses: ${actionRef}
        with:
          command: check
          check: ${check}
          base: \${{ inputs.base }}
          head: \${{ inputs.head }}
          artifacts: ${directory}
      - if: always()
        uses: ${pinnedActions.uploadArtifact}
        with:
          name: evidence-${check}
          path: ${directory}
          if-no-files-found: warn
          overwrite: true
          retention-days: 14
`;
