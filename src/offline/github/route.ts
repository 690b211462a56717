/** Turns the operation table into routes of the HTTP framework. */
import { type OperationId, operationList } from "./operations.ts";

/** Path parameters that may hold slashes, sent plain or encoded. */
const wide = new Set(["ref", "path", "branch", "basehead"]);

const toPattern = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (wide.has(name) ? `:${name}{.+}` : `:${name}`));

/** `params` are those that the pattern leaves out. */
export type Route = { id: OperationId; method: string; pattern: string; params: Record<string, string> };

const rootOf = (route: Route): Route[] =>
  route.pattern.endsWith("/contents/:path{.+}")
    ? ["/contents", "/contents/"].map((end) => ({
        ...route,
        params: { path: "" },
        pattern: route.pattern.replace("/contents/:path{.+}", end),
      }))
    : [];

const countParameters = (pattern: string): number => pattern.split("/:").length;

/** Longer paths first, then those with fewer parameters: `/issues/comments` before `/issues/{issue_number}`. */
export const routes: Route[] = operationList
  .map(([id, { method, path }]) => ({ id, method, pattern: toPattern(path), params: {} }))
  .flatMap((route) => [route, ...rootOf(route)])
  .sort(
    (a, b) =>
      b.pattern.split("/").length - a.pattern.split("/").length ||
      countParameters(a.pattern) - countParameters(b.pattern),
  );
