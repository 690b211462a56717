/** `.github/workflows/repo_atlas.yml`: refreshes the map of the repository every night and keeps it for the runs. */
import { renderPrelude } from "./action-steps.ts";
import { jobPermissions, renderPermissions } from "./job-permissions.ts";
import { pinnedActions } from "./pinned-actions.ts";

export const atlasPath = ".github/workflows/repo_atlas.yml";

/** Caches belong to a path, so all jobs name the same. */
export const mapDirectory = `\${{ runner.temp }}/repo_atlas`;

/** A cache cannot be replaced: each has a name of its own, and the newest with this beginning is found. */
const cachePrefix = "repo-atlas-";
const cacheKey = `${cachePrefix}\${{ github.run_id }}-\${{ github.run_attempt }}`;

export const renderCacheStep = (uses: string, inputs: Record<string, string>, condition?: string): string =>
  [
    ...(condition === undefined ? [] : [`      - if: ${condition}`]),
    `      ${condition === undefined ? "-" : " "} uses: ${uses}`,
    "        with:",
    ...Object.entries(inputs).map(([name, value]) => `          ${name}: ${value}`),
    "",
  ].join("\n");

/** Takes the newest map that the default branch has kept; none is no fault. */
export const renderRestoreMap = (): string =>
  renderCacheStep(pinnedActions.restoreCache, {
    path: mapDirectory,
    key: cacheKey,
    "restore-keys": cachePrefix,
  });

/** `actionRef` is `owner/repo@commit`, or `./` in Draftsmith's own repository. */
export const renderAtlasWorkflow = (actionRef: string): string =>
  `# Written by \`draftsmith init\`. Maps the repository every night; agent_run.yml reads the newest map.
name: repo atlas

on:
  schedule:
    - cron: "37 2 * * *"
  workflow_call:
  workflow_dispatch:

permissions: {}

concurrency:
  group: draftsmith-atlas
  cancel-in-progress: false

jobs:
  atlas:
    runs-on: ubuntu-24.04
    timeout-minutes: 20
${renderPermissions(jobPermissions.atlas)}
    steps:
${renderPrelude(actionRef, "whole")}${renderRestoreMap()}      - uses: ${actionRef}
        with:
          command: atlas
          map: ${mapDirectory}
${renderCacheStep(pinnedActions.saveCache, { path: mapDirectory, key: cacheKey })}      - uses: ${pinnedActions.uploadArtifact}
        with:
          name: repo_atlas
          path: ${mapDirectory}
          if-no-files-found: error
          retention-days: 14
`;
