/** The deployment that an Actions event reports, for commands that are started by it. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { isProduction } from "../github/read-deployments.ts";
import type { Host } from "./host.ts";

const eventShape = z
  .object({
    deployment: z.object({
      sha: z.string(),
      environment: z.string(),
      production_environment: z.boolean().nullish(),
    }),
    deployment_status: z.object({ state: z.string() }),
  })
  .transform(({ deployment, deployment_status: status }) => ({
    sha: deployment.sha,
    environment: deployment.environment,
    isProduction: isProduction(deployment),
    state: status.state,
  }));

export type DeploymentEvent = z.output<typeof eventShape>;

/** Null when the command was started by anything else, or when the event cannot be read. */
export const readDeploymentEvent = ({ env }: Host): DeploymentEvent | null => {
  if (env.GITHUB_EVENT_NAME !== "deployment_status" || !env.GITHUB_EVENT_PATH) return null;
  try {
    return eventShape.parse(JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8")));
  } catch {
    return null;
  }
};
