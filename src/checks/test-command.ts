/** Makes a project's test command leave a JUnit report where the runner can do that by arguments. */
import type { Project } from "../domain/settings.ts";
import { type PackageManifest, readPackage } from "./read-package.ts";

export type TestCommand = {
  argv: string[];
  env: Record<string, string>;
  /** Whether the command was made to write the report at the path that was given. */
  writesReport: boolean;
  /** Exit statuses that mean that there was no test to run. */
  emptyExits: number[];
};

type Runner = {
  argv: string[];
  env?: Record<string, string>;
  emptyExits?: number[];
};

/**
 * Gives the command of `project`. `packageText` is its package.json, if any; `reportPath` is absolute. A command that
 * is not understood, or that chooses its own reporters, is left as it is.
 */
export const testCommand = (
  test: string[],
  project: Project,
  packageText: string | null,
  reportPath: string,
): TestCommand => {
  const runner = project.junit === null ? withReport(test, readPackage(packageText), reportPath) : null;
  return {
    argv: runner?.argv ?? test,
    env: runner?.env ?? {},
    writesReport: runner !== null,
    emptyExits: runner?.emptyExits ?? [],
  };
};

const withReport = (argv: string[], manifest: PackageManifest | null, path: string): Runner | null => {
  if (isPytest(argv)) return withPytest(argv, path);
  const call = scriptCall(argv);
  if (call === null) return withNodeRunner(argv, manifest, path);

  const script = manifest?.scripts[call.script] ?? "";
  const words = plainWords(script.split("&&").at(-1) ?? "");
  if (words === null || choosesReporter(script)) return null;
  // Arguments that a package manager appends reach the last command of the script.
  const append = (args: string[]): string[] => [...argv, ...(call.manager === "npm" ? ["--"] : []), ...args];
  if (isVitest(words)) return { argv: append(vitestArgs(path)) };
  if (isJest(words) && manifest?.dependencies.has("jest-junit")) return { argv: append(jestArgs), env: jestEnv(path) };
  if (!isNodeTest(words)) return null;
  if (words.at(-1)?.startsWith("--test")) return { argv: append(nodeArgs(path)) };
  // Node takes options only in front of file names, so the script's only command is run without the package manager.
  const hasHooks = [`pre${call.script}`, `post${call.script}`].some((name) => manifest?.scripts[name] !== undefined);
  return script.includes("&&") || hasHooks ? null : { argv: insertNodeArgs(words, path) };
};

const withNodeRunner = (argv: string[], manifest: PackageManifest | null, path: string): Runner | null => {
  if (choosesReporter(argv.join(" "))) return null;
  if (isNodeTest(argv)) return { argv: insertNodeArgs(argv, path) };
  if (isVitest(argv)) return { argv: [...argv, ...vitestArgs(path)] };
  if (isJest(argv) && manifest?.dependencies.has("jest-junit"))
    return { argv: [...argv, ...jestArgs], env: jestEnv(path) };
  return null;
};

const withoutEnv = (argv: string[]): string[] =>
  argv[0] === "env" ? argv.slice(argv.findIndex((word, i) => i > 0 && !/^\w+=/.test(word))) : argv;

const isPytest = (argv: string[]): boolean => {
  const [program = "", flag, module] = withoutEnv(argv);
  return program === "pytest" || (/^python[\d.]*$/.test(program) && flag === "-m" && module === "pytest");
};

const withPytest = (argv: string[], path: string): Runner | null => {
  if (argv.some((word) => word.startsWith("--junit"))) return null;
  const report = [`--junitxml=${path}`, "-o", "junit_family=xunit1", "--continue-on-collection-errors"];
  return { argv: [...argv, ...report], emptyExits: [5] };
};

const managers = ["npm", "pnpm", "yarn"];

const scriptCall = (argv: string[]): { manager: string; script: string } | null => {
  const [manager = "", verb = "", name] = argv;
  if (!managers.includes(manager)) return null;
  if (argv.length === 2 && ["test", "t"].includes(verb)) return { manager, script: "test" };
  if (argv.length === 3 && verb === "run" && name !== undefined) return { manager, script: name };
  return null;
};

/** The words of one simple command; null where a shell would do more than split and unquote. */
const plainWords = (command: string): string[] | null => {
  const words = command.trim().match(/'[^']*'|"[^"$`\\]*"|[^\s'"]+/g) ?? [];
  const isPlain = words.every(
    (word) => /^['"]/.test(word) || !/[;&|<>$`\\(){}!#=~]/.test(word.replace(/^--[\w-]+=/, "")),
  );
  const spaced = words.join(" ") === command.trim().replace(/\s+/g, " ");
  return isPlain && spaced && words.length > 0 ? words.map((word) => word.replace(/^(['"])(.*)\1$/, "$2")) : null;
};

const choosesReporter = (command: string): boolean => /--(test-)?reporters?\b|--outputFile\b/.test(command);

const withoutNpx = (argv: string[]): string[] =>
  argv[0] === "npx" ? argv.slice(argv.findIndex((word, i) => i > 0 && !word.startsWith("-"))) : argv;

const isVitest = (argv: string[]): boolean => withoutNpx(argv)[0] === "vitest";
const isJest = (argv: string[]): boolean => withoutNpx(argv)[0] === "jest";
const isNodeTest = (argv: string[]): boolean => argv[0] === "node" && argv.includes("--test");

const nodeArgs = (path: string): string[] => [
  "--test-reporter=spec",
  "--test-reporter-destination=stdout",
  "--test-reporter=junit",
  `--test-reporter-destination=${path}`,
];

const insertNodeArgs = (argv: string[], path: string): string[] =>
  argv.toSpliced(argv.indexOf("--test") + 1, 0, ...nodeArgs(path));

const vitestArgs = (path: string): string[] => [
  "--reporter=default",
  "--reporter=junit",
  `--outputFile.junit=${path}`,
  "--passWithNoTests",
];

const jestArgs = ["--reporters=default", "--reporters=jest-junit", "--passWithNoTests"];

const jestEnv = (path: string): Record<string, string> => ({
  JEST_JUNIT_OUTPUT_FILE: path,
  JEST_JUNIT_ADD_FILE_ATTRIBUTE: "true",
  JEST_JUNIT_SUITE_NAME: "{filepath}",
  JEST_JUNIT_CLASSNAME: "{classname}",
  JEST_JUNIT_TITLE: "{title}",
});
