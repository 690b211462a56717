/** Maven: the JUnit XML that surefire and failsafe always leave, in every module. */
import { parseJunit } from "../decode/parse-junit.ts";
import type { Adapter } from "./adapter.ts";
import { classesOf } from "./classes-of.ts";
import { findReportDirectories } from "./find-report-directories.ts";

const reports = /(?:^|\/)target\/(?:surefire|failsafe)-reports$/;

export const maven: Adapter = {
  name: "Maven",
  leaves: { find: (cwd) => findReportDirectories(cwd, reports) },
  invoke: ({ argv, project }, _, only) => {
    const isMaven = /^(?:mvn|mvnd|(?:\.\/)?mvnw)$/.test(argv[0] ?? "");
    if (!isMaven || !["test", "verify", "package", "install"].some((goal) => argv.includes(goal))) return null;
    if (project.junit !== null && !reports.test(project.junit)) return null;
    const classes = only === null || argv.some((word) => word.startsWith("-Dtest=")) ? null : classesOf(only);
    const filter =
      classes === null
        ? []
        : [`-Dtest=${classes.join(",")}`, "-DfailIfNoTests=false", "-Dsurefire.failIfNoSpecifiedTests=false"];
    return { argv: [...argv, ...(argv.includes("-fae") ? [] : ["-fae"]), ...filter] };
  },
  decode: parseJunit,
};
