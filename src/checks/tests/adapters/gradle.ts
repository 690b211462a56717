/** Gradle: the JUnit XML that its test tasks always leave, in every module. */
import { parseJunit } from "../decode/parse-junit.ts";
import type { Adapter } from "./adapter.ts";
import { classesOf } from "./classes-of.ts";
import { findReportDirectories } from "./find-report-directories.ts";

const reports = /(?:^|\/)build\/test-results\/[^/]+$/;

export const gradle: Adapter = {
  name: "Gradle",
  leaves: { find: (cwd) => findReportDirectories(cwd, reports) },
  invoke: ({ argv, project }, _, only) => {
    if (!/^(?:gradle|(?:\.\/)?gradlew)$/.test(argv[0] ?? "")) return null;
    if (project.junit !== null && !reports.test(project.junit)) return null;
    const classes = only === null || argv.includes("--tests") ? null : classesOf(only);
    const filter = (classes ?? []).flatMap((name) => ["--tests", name]);
    return { argv: [...argv, "--continue", ...filter] };
  },
  decode: parseJunit,
};
