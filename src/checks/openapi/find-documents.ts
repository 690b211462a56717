/** Finds the OpenAPI description on both sides of a change, which may have added, deleted or renamed it. */
import { posix } from "node:path";
import type { CheckContext } from "../check.ts";

export type Places = {
  /** As the configuration names it. */
  path: string;
  /** Where it stands on each side; null where it does not. */
  base: string | null;
  head: string | null;
};

export const findDocuments = (
  configured: string,
  { base, head, changes }: Pick<CheckContext, "base" | "head" | "changes">,
): Places => {
  const path = posix.normalize(configured);
  const to = changes.find((change) => change.from === path && change.after !== null)?.path ?? null;
  const from = changes.find((change) => change.path === path && change.from !== undefined)?.from ?? null;
  return {
    path,
    base: base.list().includes(path) ? path : from,
    head: head.list().includes(path) ? path : to,
  };
};
