/** Deployments of the repository with their newest status: what hosting providers report. */
import { z } from "zod";
import type { GithubClient } from "./create-client.ts";
import { explained } from "./explain-error.ts";

/** As the deployment itself says it, or by the usual name of its environment. */
export const isProduction = (raw: {
  environment: string;
  production_environment?: boolean | null | undefined;
}): boolean => raw.production_environment === true || /^prod(uction)?$/i.test(raw.environment);

const deploymentShape = z
  .object({
    id: z.number(),
    sha: z.string(),
    environment: z.string(),
    production_environment: z.boolean().nullish(),
    created_at: z.string(),
  })
  .transform((raw) => ({
    id: raw.id,
    sha: raw.sha,
    environment: raw.environment,
    isProduction: isProduction(raw),
  }));

const statusShape = z
  .object({
    state: z.string(),
    environment_url: z.string().nullish(),
    target_url: z.string().nullish(),
  })
  .transform((raw) => ({
    state: raw.state,
    url: raw.environment_url || null,
    /** What older providers set in place of `url`, and others to their log. */
    targetUrl: raw.target_url || null,
  }));

/** `state` is GitHub's word, such as `success`, or `none` where no status was reported. */
export type Deployment = z.output<typeof deploymentShape> & z.output<typeof statusShape>;

const maxStatuses = 10;

const readStatuses = (
  { octokit, owner, repo }: GithubClient,
  deployments: z.output<typeof deploymentShape>[],
): Promise<Deployment[]> =>
  Promise.all(
    deployments.slice(0, maxStatuses).map(async (deployment) => {
      const at = { owner, repo, deployment_id: deployment.id, per_page: 1 };
      const [newest] = (await explained(octokit.repos.listDeploymentStatuses(at))).data;
      return { ...deployment, ...(newest ? statusShape.parse(newest) : { state: "none", url: null, targetUrl: null }) };
    }),
  );

/** The newest deployment of each environment for `sha`: one request, and one per environment, ten at most. */
export const readDeployments = async (client: GithubClient, sha: string): Promise<Deployment[]> => {
  const { octokit, owner, repo } = client;
  const { data } = await explained(octokit.repos.listDeployments({ owner, repo, sha, per_page: 50 }));
  const all = data.map((raw) => deploymentShape.parse(raw));
  const newest = all.filter((one, index) => all.findIndex((other) => other.environment === one.environment) === index);
  return readStatuses(client, newest);
};

/** Commit of the newest production deployment that succeeded, of the last few; null when there is none. */
export const readProduction = async (client: GithubClient): Promise<string | null> => {
  const { octokit, owner, repo } = client;
  const { data } = await explained(octokit.repos.listDeployments({ owner, repo, per_page: 50 }));
  const production = data.map((raw) => deploymentShape.parse(raw)).filter(({ isProduction }) => isProduction);
  return (await readStatuses(client, production.slice(0, 5))).find(({ state }) => state === "success")?.sha ?? null;
};
