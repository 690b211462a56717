/** Who asks, what they may see, and what their token may do. */
import { type Operation, type OperationId, operations } from "./operations.ts";
import { forbidden, notFound, Refusal } from "./refusal.ts";
import { hasRole } from "./render-repository.ts";
import { roleOf } from "./repository.ts";
import type { Grants, Repository, Role, State, Token, User } from "./state.ts";
import { isLogin } from "./users.ts";

export type Identity = { user: User; token: Token };

/** Reads `Authorization: Bearer …` or `token …`. */
export const authenticate = (state: State, header: string | null): Identity => {
  if (header === null) throw new Refusal(401, "Requires authentication");
  const value = /^(?:bearer|token) +(\S+)$/i.exec(header)?.[1];
  const token = state.tokens.find((candidate) => candidate.value === value);
  const user = state.users.find(({ id }) => id === token?.userId);
  if (token === undefined || user === undefined) throw new Refusal(401, "Bad credentials");
  return { user, token };
};

/** Writes that need the right to push; other writes check roles where the object is known. */
const pushScopes = new Set(["contents:write", "checks:write", "statuses:write", "actions:write"]);

const isGranted = (grants: Grants, scopes: Operation["scopes"]): boolean =>
  scopes.length === 0 ||
  scopes.some((scope) => {
    const [name = "", level] = scope.split(":");
    return scope === "metadata:read" || grants[name] === "write" || grants[name] === level;
  });

/** Finds the repository of the path as this token sees it, or refuses as GitHub does. */
export const authorize = (
  state: State,
  { user, token }: Identity,
  id: OperationId,
  params: Record<string, string>,
): { repository: Repository; role: Role } => {
  const { scopes }: Operation = operations[id];
  const owner = isLogin(params.owner ?? "");
  const repository = state.repositories.find(
    (candidate) => owner({ login: candidate.owner }) && candidate.name.toLowerCase() === params.repo?.toLowerCase(),
  );
  if (repository === undefined) throw notFound();
  // An app's token has no role: its grants say everything.
  const role = user.type === "Bot" ? "write" : roleOf(repository, user);
  const isHidden = role === "none" || (token.repositories !== null && !token.repositories.includes(repository.id));
  if (isHidden) throw notFound();
  if (token.grants !== null && !isGranted(token.grants, scopes)) {
    throw forbidden(`Resource not accessible by ${user.type === "Bot" ? "integration" : "personal access token"}`);
  }
  // GitHub answers a push without the right to it as if nothing were there.
  if (scopes.some((scope) => pushScopes.has(scope)) && !hasRole(role, "write")) throw notFound();
  return { repository, role };
};
