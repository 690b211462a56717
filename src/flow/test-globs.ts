/** Which paths are tests, from the root of the repository, for work and publish alike. */
import { projectSchema, type Settings } from "../domain/settings.ts";

export const testGlobsOf = (settings: Settings): string[] => {
  if (settings.projects.length === 0) return projectSchema.parse({}).tests;
  return settings.projects.flatMap(({ dir, tests }) => (dir === "." ? tests : tests.map((glob) => `${dir}/${glob}`)));
};
