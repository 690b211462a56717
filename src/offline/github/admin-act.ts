/** Finds who acts in which repository, for seed actions that name both by their public names. */
import type { Objects } from "./objects.ts";
import { type Push, pullsOf } from "./push.ts";
import type { References } from "./references.ts";
import { fullName } from "./render-repository.ts";
import type { Issue, Repository, User } from "./state.ts";
import { isLogin } from "./users.ts";
import type { World } from "./world.ts";

/** `repository` is `owner/name`, `as` the login of who does it. */
export type ActArgs = { repository: string; as: string };
export type AdminAct = Push & { world: World; user: User; objects: Objects; references: References };

export const findUser = (world: World, login: string): User => {
  const user = world.state.users.find(isLogin(login));
  if (user === undefined) throw new Error(`There is no user ${login}; create it first.`);
  return user;
};

export const findRepository = (world: World, name: string): Repository => {
  const repository = world.state.repositories.find((candidate) => fullName(candidate) === name);
  if (repository === undefined) throw new Error(`There is no repository ${name}; create it first.`);
  return repository;
};

export const findIssue = (repository: Repository, number: number): Issue => {
  const issue = repository.issues.find((candidate) => candidate.number === number);
  if (issue === undefined) throw new Error(`There is no issue or pull request ${number} in ${fullName(repository)}.`);
  return issue;
};

export const findPull = (repository: Repository, number: number) => {
  const pull = pullsOf(repository).find((candidate) => candidate.number === number);
  if (pull === undefined) throw new Error(`There is no pull request ${number} in ${fullName(repository)}.`);
  return pull;
};

export const actAs = (world: World, args: ActArgs): AdminAct => {
  const repository = findRepository(world, args.repository);
  return {
    world,
    state: world.state,
    refsOf: world.present().refsOf,
    now: world.now(),
    user: findUser(world, args.as),
    repository,
    objects: world.objectsOf(repository),
    references: world.referencesOf(repository),
  };
};
