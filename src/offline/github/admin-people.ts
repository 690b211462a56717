/** Seeds accounts, tokens and rights. */
import { findRepository, findUser } from "./admin-act.ts";
import type { Grants, Role, User } from "./state.ts";
import { isLogin } from "./users.ts";
import type { World } from "./world.ts";

export const peopleActions = {
  createUser: (
    world: World,
    { login, type = "User", id }: { login: string; type?: User["type"]; id?: number },
  ): User => {
    if (world.state.users.some(isLogin(login))) throw new Error(`There already is a user ${login}.`);
    const user: User = { id: id ?? world.nextId(), login, type, createdAt: world.now() };
    world.state.users.push(user);
    return user;
  },

  /** Gives the token's value. Without `grants` it may do all that its user may, without `repositories` (`owner/name`) it sees all. */
  createToken: (
    world: World,
    args: { login: string; value?: string; grants?: Grants; repositories?: string[] },
  ): string => {
    const value = args.value ?? `offline-token-${world.nextId()}`;
    world.state.tokens.push({
      value,
      userId: findUser(world, args.login).id,
      grants: args.grants ?? null,
      repositories: args.repositories?.map((name) => findRepository(world, name).id) ?? null,
    });
    return value;
  },

  setRole: (world: World, { repository, login, role }: { repository: string; login: string; role: Role }): void => {
    findRepository(world, repository).roles[findUser(world, login).login] = role;
  },
};
