/** The repository itself and what an account may do in it. */
import { type Handlers, ok } from "./call.ts";
import { notFound } from "./refusal.ts";
import { renderPermissions, renderRepository } from "./render-repository.ts";
import { renderUser } from "./render-user.ts";
import type { Repository, Role, User } from "./state.ts";
import { isLogin } from "./users.ts";

/** The owner is an administrator, a public repository is read by everybody. */
export const roleOf = (repository: Repository, user: User): Role =>
  isLogin(repository.owner)(user) ? "admin" : (repository.roles[user.login] ?? (repository.private ? "none" : "read"));

/** GitHub's older word for a role: `triage` is told as `read`. */
const legacyPermission = (role: Role): string => (role === "triage" ? "read" : role);

export const repositoryHandlers = {
  "repos/get": (call) => ok(renderRepository(call, call.repository, call.role)),
  "repos/get-collaborator-permission-level": (call) => {
    const user = call.state.users.find(isLogin(call.params.username ?? ""));
    if (user === undefined) throw notFound(`${call.params.username} is not a user`);
    const role = roleOf(call.repository, user);
    return ok({
      permission: legacyPermission(role),
      role_name: role,
      user: { ...renderUser(call, user), permissions: renderPermissions(role), role_name: role },
    });
  },
} satisfies Partial<Handlers>;
