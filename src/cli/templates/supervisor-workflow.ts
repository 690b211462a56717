/** `.github/workflows/agent_supervisor.yml`: looks at the repository and starts one run per number. */
import { renderPrelude, renderStateKeys } from "./action-steps.ts";
import { callerPermissions, jobPermissions, renderPermissions } from "./job-permissions.ts";
import { renderOperatorEnv } from "./operator-env.ts";

export const supervisorPath = ".github/workflows/agent_supervisor.yml";

export type SupervisorOptions = {
  /** `owner/repo@commit`, or `./` in Draftsmith's own repository. */
  actionRef: string;
  cron: string;
  /** Names of the workflows whose end may let a waiting run go on. */
  ciWorkflows: string[];
};

const renderDoorbell = (names: string[]): string =>
  names.length === 0
    ? ""
    : `  # The end of CI only rings: nothing of that run is read, checked out or downloaded.
  workflow_run: # zizmor: ignore[dangerous-triggers]
    workflows: [${names.map((name) => JSON.stringify(name)).join(", ")}]
    types: [completed]
`;

export const renderSupervisorWorkflow = ({ actionRef, cron, ciWorkflows }: SupervisorOptions): string =>
  `# Written by \`draftsmith init\`. Looks at the repository and starts agent_run.yml for every run that has work to do.
name: agent supervisor

on:
  schedule:
    - cron: "${cron}"
  issues:
    types: [labeled]
  issue_comment:
    types: [created]
${renderDoorbell(ciWorkflows)}  workflow_dispatch:

permissions: {}

# Repository variables of these names (Settings, Secrets and variables, Actions, Variables) win over defaults.
${renderOperatorEnv()}

jobs:
  supervise:
    # What bots write starts nothing: two of them could talk for ever.
    if: github.event_name != 'issue_comment' || github.event.comment.user.type == 'User'
    runs-on: ubuntu-24.04
    timeout-minutes: 10
${renderPermissions(jobPermissions.supervise)}
    concurrency:
      group: draftsmith-supervise
      cancel-in-progress: false
    outputs:
      runs: \${{ steps.supervise.outputs.runs }}
    steps:
${renderPrelude(actionRef, "none")}      - id: supervise
        uses: ${actionRef}
        with:
          command: supervise
          github-token: \${{ github.token }}
${renderStateKeys()}
  run:
    needs: supervise
    if: needs.supervise.outputs.runs != '[]'
    strategy:
      fail-fast: false
      matrix:
        issue: \${{ fromJSON(needs.supervise.outputs.runs) }}
    # A called workflow gets at most what its caller has; each of its jobs takes less.
${renderPermissions(callerPermissions)}
    uses: ./.github/workflows/agent_run.yml
    with:
      issue: \${{ matrix.issue }}
    secrets:
      OPENAI_API_KEY: \${{ secrets.OPENAI_API_KEY }}
      DRAFTSMITH_STATE_KEY: \${{ secrets.DRAFTSMITH_STATE_KEY }}
      DRAFTSMITH_STATE_KEY_PREVIOUS: \${{ secrets.DRAFTSMITH_STATE_KEY_PREVIOUS }}
`;
