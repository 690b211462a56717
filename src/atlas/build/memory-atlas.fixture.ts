/** Maps of trees that no git repository holds, for tests of what is done with a map. */
import type { Atlas } from "../atlas.ts";
import type { Commit } from "../owners/history.ts";
import { emptyAtlas, updateAtlas } from "./update-atlas.ts";

/** `texts` maps paths to their text. */
export const createMemoryAtlas = async (
  texts: Readonly<Record<string, string>>,
  commits: readonly Partial<Commit>[] = [],
): Promise<Atlas> => {
  const history = { ...emptyAtlas.history, commits: commits.map((one) => ({ ...blankCommit, ...one })) };
  return updateAtlas({ ...emptyAtlas, commit: "c".repeat(40), history }, new Map(Object.entries(texts)));
};

const blankCommit: Commit = {
  time: 1_700_000_000,
  author: "Ada",
  isBot: false,
  subject: "Change",
  body: "",
  files: [],
  isSweeping: false,
};
