/** A check's context over two trees, with the changes that lie between them, for tests of checks that compare sides. */
import type { FileChange } from "../domain/patch.ts";
import type { CheckContext } from "./check.ts";
import { type Trees, withContext } from "./serve/check-context.fixture.ts";

export type Files = Record<string, string>;

/** `renamed` are new paths with the old one of each. */
export const changesBetween = (base: Files, head: Files, renamed: Record<string, string> = {}): FileChange[] => {
  const moved = new Set(Object.values(renamed));
  return [...new Set([...Object.keys(base), ...Object.keys(head)])]
    .filter((path) => base[path] !== head[path] && !moved.has(path))
    .map((path) => {
      const from = renamed[path];
      const before = base[from ?? path] ?? null;
      return { path, before, after: head[path] ?? null, ...(from === undefined ? {} : { from }) };
    });
};

export const withChange = (
  trees: Trees & { base: Files; renamed?: Record<string, string> },
  use: (context: CheckContext, dir: string) => Promise<void>,
): Promise<void> => {
  const changes = changesBetween(trees.base, trees.head, trees.renamed);
  return withContext(trees, (context, dir) => use({ ...context, changes }, dir));
};
