/** Which paths are tests, from the root of the repository, by the projects' own patterns. */
import { posix } from "node:path";
import { matchGlobs } from "../../config/match-globs.ts";
import { type Project, projectSchema } from "../../domain/settings.ts";

export const isTestPath = (projects: Project[]): ((path: string) => boolean) => {
  const all = projects.length > 0 ? projects : [projectSchema.parse({})];
  return matchGlobs(all.flatMap(({ dir, tests }) => tests.map((glob) => posix.join(dir, glob))));
};
