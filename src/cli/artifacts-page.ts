/** Where people find the files that a job of Actions uploaded. */
import type { Host } from "./host.ts";

/** The page of the workflow run, which lists its artifacts; null outside Actions. */
export const artifactsPage = ({ env }: Host): string | null =>
  env.GITHUB_SERVER_URL && env.GITHUB_REPOSITORY && env.GITHUB_RUN_ID
    ? `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}#artifacts`
    : null;
