/** Who did something, when and where: what every change by a handler or a seed action needs. */
import type { Issue, Pull, Repository, State } from "./state.ts";

/** Who pushed, when, and the world it happened in; a `Call` is one. */
export type Push = {
  state: State;
  refsOf: (repositoryId: number) => ReadonlyMap<string, string>;
  now: string;
  world: { nextId: () => number };
  user: { id: number };
  repository: Repository;
};

/** An issue that is known to be a pull request. */
export type PullIssue = Issue & { pull: Pull };

export const pullsOf = (repository: Repository): PullIssue[] =>
  repository.issues.filter((issue): issue is PullIssue => issue.pull !== null);
