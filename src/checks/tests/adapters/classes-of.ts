/** The Java classes of failing tests, for runners that choose tests by class. */
import type { TestResult } from "../../../domain/evidence.ts";

const maxClasses = 100;

/** Names are `file > class > test`, or `class > test` where no file was found; null when one has no class. */
export const classesOf = (only: TestResult[]): string[] | null => {
  const names = only.map(({ name, file }) => name.split(" > ")[file === null ? 0 : 1] ?? "");
  const classes = [...new Set(names)].map((name) => name.replace(/\$.*$/, ""));
  const isUsable = classes.length <= maxClasses && classes.every((name) => /^[\w.]+$/.test(name));
  return isUsable ? classes : null;
};
