/** Seeds what hosting providers report: deployments of commits and how they went. */
import { type ActArgs, actAs } from "./admin-act.ts";
import type { World } from "./world.ts";

type SeedStatus = { state: string; url?: string; targetUrl?: string; description?: string };

export const deploymentActions = {
  /** Gives the id. With `state` it has its first status. */
  addDeployment: (
    world: World,
    args: ActArgs & { sha: string; environment: string; ref?: string; isProduction?: boolean } & Partial<SeedStatus>,
  ): number => {
    const { repository, user, now } = actAs(world, args);
    const { sha, environment, ref = sha, isProduction = false, state, ...status } = args;
    const id = world.nextId();
    repository.deployments.push({
      id,
      sha,
      ref,
      environment,
      isProduction,
      userId: user.id,
      statuses: [],
      createdAt: now,
    });
    if (state !== undefined) deploymentActions.setDeploymentStatus(world, { ...args, ...status, id, state });
    return id;
  },

  setDeploymentStatus: (world: World, args: ActArgs & SeedStatus & { id: number }): void => {
    const { repository, user, now } = actAs(world, args);
    const deployment = repository.deployments.find(({ id }) => id === args.id);
    if (deployment === undefined) throw new Error(`There is no deployment ${args.id} in ${args.repository}.`);
    deployment.statuses.push({
      id: world.nextId(),
      state: args.state,
      description: args.description ?? "",
      environmentUrl: args.url ?? "",
      targetUrl: args.targetUrl ?? "",
      userId: user.id,
      createdAt: now,
    });
  },
};
