/** What a handler is given and what it gives back. */
import type { Objects } from "./objects.ts";
import type { OperationId, operations } from "./operations.ts";
import type { References } from "./references.ts";
import { invalid } from "./refusal.ts";
import type { Repository, Role, State, Token, User } from "./state.ts";
import type { Snapshot, World } from "./world.ts";

/** One window of the rate limit; `reset` is Unix time in seconds. */
export type Rate = { limit: number; remaining: number; reset: number; used: number; resource: string };

/** What rendering needs: where the server is and whose state is shown. */
export type View = { url: string; state: State; refsOf: Snapshot["refsOf"] };

export type Call = View & {
  world: World;
  params: Record<string, string>;
  query: Record<string, string>;
  body: Record<string, unknown>;
  user: User;
  token: Token;
  now: string;
  rate: Rate;
};

export type RepositoryCall = Call & {
  repository: Repository;
  role: Role;
  objects: Objects;
  references: References;
  /** Full ref name → SHA. */
  refs: ReadonlyMap<string, string>;
};

/** `list` is cut into pages, under `key` with a `total_count` where GitHub answers with an object. */
export type Answer =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | { list: readonly unknown[]; key?: string };

type HandlerOf<Id extends OperationId> = (typeof operations)[Id]["path"] extends `/repos/${string}`
  ? (call: RepositoryCall) => Answer | Promise<Answer>
  : (call: Call) => Answer | Promise<Answer>;

/** One handler per operation of the table. */
export type Handlers = { [Id in OperationId]: HandlerOf<Id> };

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };

/** A required string of the request body. */
export const requireText = (call: Call, resource: string, field: string): string => {
  const value = call.body[field];
  if (typeof value !== "string" || value === "") throw invalid({ resource, code: "missing_field", field });
  return value;
};

/** A string of the request body, null where it is null, undefined where it is absent or something else. */
export const optionalText = (call: Call, field: string): string | null | undefined => {
  const value = call.body[field];
  return typeof value === "string" || value === null ? value : undefined;
};

/** Strings of a list that may also hold `{name}` objects, as label lists may. */
export const textList = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).flatMap((item: unknown) => {
    if (typeof item === "string") return [item];
    const name = typeof item === "object" && item !== null && "name" in item ? item.name : undefined;
    return typeof name === "string" ? [name] : [];
  });
