/** Any command of a project that says where it leaves JUnit XML. */
import { join } from "node:path";
import { parseJunit } from "../decode/parse-junit.ts";
import type { Adapter } from "./adapter.ts";

export const junitFile: Adapter = {
  name: "JUnit XML",
  leaves: { find: (cwd, { junit }) => (junit === null ? [] : [join(cwd, junit)]) },
  invoke: ({ argv, project }) => (project.junit === null ? null : { argv }),
  decode: parseJunit,
};
