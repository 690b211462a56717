/** What a role may know about the projects of the repository: where tests stand and how they are run. */
import type { Project } from "../domain/settings.ts";
import type { JsonObject } from "./encode-document.ts";

/** `test` is an argv, run in `dir`; `tests` are globs below `dir`. */
export type ProjectCommands = Pick<Project, "dir" | "test" | "tests">;

export const renderProjects = (projects: ProjectCommands[]): JsonObject[] =>
  projects.map(({ dir, test, tests }) => ({
    source: "configuration",
    author: "repository",
    dir,
    testCommand: test,
    testFiles: tests,
  }));
