/** Seed and administration actions: what happens on GitHub outside the product's own requests. Arguments and results are plain JSON. */
import { ciActions } from "./admin-ci.ts";
import { codeScanningActions } from "./admin-code-scanning.ts";
import { deploymentActions } from "./admin-deployments.ts";
import { gitActions } from "./admin-git.ts";
import { issueActions } from "./admin-issues.ts";
import { peopleActions } from "./admin-people.ts";
import { repositoryActions } from "./admin-repository.ts";
import type { AdminCall } from "./faults.ts";
import type { World } from "./world.ts";

const actions = {
  ...peopleActions,
  ...repositoryActions,
  ...gitActions,
  ...issueActions,
  ...ciActions,
  ...deploymentActions,
  ...codeScanningActions,
};
type Actions = typeof actions;

/** Every action as `admin.openIssue({...})`. */
export type Admin = {
  [Name in keyof Actions]: (args: Parameters<Actions[Name]>[1]) => Promise<Awaited<ReturnType<Actions[Name]>>>;
};

export const createAdmin = (world: World): Admin =>
  Object.fromEntries(
    Object.entries(actions).map(([name, action]) => [
      name,
      (args: never) => world.exclusively(async () => structuredClone(await action(world, args))),
    ]),
  ) as Admin;

/** Runs an action by its name, as it comes over HTTP. */
export const runAdminCall = (admin: Admin, { action, args }: AdminCall): Promise<unknown> => {
  if (!Object.hasOwn(admin, action))
    throw new Error(`There is no seed action ${action}; there are ${Object.keys(admin).join(", ")}.`);
  return admin[action as keyof Admin](args as never);
};
