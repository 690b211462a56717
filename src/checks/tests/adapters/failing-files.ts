/** The files of failing tests, as a runner in the project's directory names them. */
import { posix } from "node:path";
import type { TestResult } from "../../../domain/evidence.ts";
import type { Project } from "../../../domain/settings.ts";

const maxFiles = 50;

/** Null when some test has no file below the project, or there are too many files to name: then everything is run. */
export const failingFiles = (only: TestResult[] | null, project: Project): string[] | null => {
  if (only === null) return null;
  const files = [...new Set(only.map((test) => test.file))].map((file) =>
    file === null ? "" : posix.relative(project.dir, file),
  );
  const isUsable = files.every((file) => file !== "" && !file.startsWith("..") && !file.startsWith("-"));
  return isUsable && files.length <= maxFiles ? files : null;
};
