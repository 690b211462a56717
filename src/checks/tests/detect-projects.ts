/** Finds out from the files of the base how a repository is tested, where its configuration does not say. */
import { posix } from "node:path";
import { type Project, projectSchema } from "../../domain/settings.ts";
import { detectNode } from "./detect-node.ts";
import { detectPython } from "./detect-python.ts";
import type { Detect, Directory } from "./project-directory.ts";

const detectGo: Detect = ({ has }) => (has("go.mod") ? { test: ["go", "test", "./..."] } : null);

const detectRust: Detect = ({ has }) => (has("Cargo.toml") ? { test: ["cargo", "test", "--offline"] } : null);

const detectMaven: Detect = ({ has }) =>
  has("pom.xml") ? { test: ["mvn", "-o", "-q", "test"], junit: "target/surefire-reports" } : null;

const detectGradle: Detect = ({ has }) => {
  if (!["build.gradle", "build.gradle.kts"].some(has)) return null;
  return { test: [has("gradlew") ? "./gradlew" : "gradle", "--offline", "test"], junit: "build/test-results/test" };
};

const detectMake: Detect = ({ has, read }) => {
  const makefile = ["GNUmakefile", "makefile", "Makefile"].find(has);
  return makefile !== undefined && /^test\s*:(?!=)/m.test(read(makefile) ?? "") ? { test: ["make", "test"] } : null;
};

const byLanguage: Detect[] = [detectNode, detectPython, detectGo, detectRust, detectMaven, detectGradle];

const manifest =
  /(^|\/)(package\.json|pyproject\.toml|setup\.(cfg|py)|tox\.ini|pytest\.ini|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(\.kts)?|(GNUm|m|M)akefile)$/;
const skipped = /(^|\/)(node_modules|vendor|third_party|dist|build|target|fixtures|examples?)\//;
const maxProjects = 20;

/**
 * Looks at the root first; only where it has nothing to test, at the outermost directories that hold a manifest.
 * `files` are tracked paths; `read` gives their text. No match gives no project.
 */
export const detectProjects = (files: string[], read: (path: string) => string | null): Project[] => {
  const atRoot = detectIn(".", files, read);
  if (atRoot.length > 0) return atRoot;
  const directories = new Set(
    files.filter((file) => manifest.test(file) && !skipped.test(file)).map((file) => posix.dirname(file)),
  );
  directories.delete(".");
  const found: Project[] = [];
  for (const directory of [...directories].sort()) {
    if (found.some((project) => directory.startsWith(`${project.dir}/`))) continue;
    found.push(...detectIn(directory, files, read));
  }
  return found.slice(0, maxProjects);
};

const detectIn = (dir: string, files: string[], read: (path: string) => string | null): Project[] => {
  const prefix = dir === "." ? "" : `${dir}/`;
  const own = files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
  const known = new Set(own);
  const directory: Directory = {
    files: own,
    has: (path) => known.has(path),
    read: (path) => (known.has(path) ? read(prefix + path) : null),
  };
  const found = byLanguage.flatMap((detect) => detect(directory) ?? []);
  const make = found.length === 0 ? detectMake(directory) : null;
  return [...found, ...(make ? [make] : [])].map((detected) => projectSchema.parse({ dir, ...detected }));
};
