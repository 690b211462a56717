/** Which paths are tests, from the root of the repository, for work and publish alike. */
import { posix } from "node:path";
import { projectSchema, type Settings } from "../domain/settings.ts";

export const testGlobsOf = (settings: Settings): string[] => {
  if (settings.projects.length === 0) return projectSchema.parse({}).tests;
  return settings.projects.flatMap(({ dir, tests }) => tests.map((glob) => posix.join(dir, glob)));
};
