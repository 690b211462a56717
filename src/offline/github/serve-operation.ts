/** Serves one operation: identity, rights, handler; a refusal becomes its answer. */
import { authenticate, authorize } from "./authorize.ts";
import type { Answer, Call, Handlers, Rate, RepositoryCall } from "./call.ts";
import { handlers } from "./handlers.ts";
import { type OperationId, operations } from "./operations.ts";
import { Refusal } from "./refusal.ts";
import { paginate, type Reply } from "./respond.ts";
import type { World } from "./world.ts";

export type Incoming = {
  id: OperationId;
  url: URL;
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  authorization: string | null;
  now: string;
  rate: Rate;
  /** Answer from the world before the last mutation. */
  isStale: boolean;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const handle = (world: World, incoming: Incoming): Answer | Promise<Answer> => {
  const { id, params, query, now, rate, body } = incoming;
  const snapshot = incoming.isStale ? world.past() : world.present();
  const { state, refsOf } = snapshot;
  const identity = authenticate(state, incoming.authorization);
  // Label lists may be sent bare; everything else is an object.
  const fields = Array.isArray(body) ? { labels: body } : isObject(body) ? body : {};
  const call: Call = {
    ...identity,
    world,
    state,
    refsOf,
    url: incoming.url.origin,
    params,
    query,
    body: fields,
    now,
    rate,
  };
  const handler = handlers[id];
  if (params.repo === undefined) return (handler as Handlers["users/get-authenticated"])(call);
  const { repository, role } = authorize(state, identity, id, params);
  const repositoryCall: RepositoryCall = {
    ...call,
    repository,
    role,
    objects: world.objectsOf(repository),
    references: world.referencesOf(repository),
    refs: refsOf(repository.id),
  };
  return (handler as Handlers["repos/get"])(repositoryCall);
};

/** Runs alone, and what it changed is on disk when it resolves. */
export const serveOperation = (world: World, incoming: Incoming): Promise<Reply> => {
  const run = operations[incoming.id].method === "GET" ? world.inTurn : world.exclusively;
  return run(async () => {
    try {
      return paginate(await handle(world, incoming), incoming.url, incoming.query);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, headers: error.headers, body: error.body };
    }
  });
};
