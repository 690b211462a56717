/** Node's own runner: its JUnit reporter beside the one for people. */
import type { TestResult } from "../../../domain/evidence.ts";
import { parseJunit } from "../decode/parse-junit.ts";
import { choosesReporter, findRunnerCall } from "../runner-call.ts";
import type { Adapter } from "./adapter.ts";
import { failingFiles } from "./failing-files.ts";

export const nodeTest: Adapter = {
  name: "node:test",
  leaves: "report",
  invoke: ({ argv, manifest, project }, report, only) => {
    const call = findRunnerCall(argv, manifest);
    const { words = [] } = call ?? {};
    const flag = words.indexOf("--test");
    if (!call || !["node", "tsx"].includes(words[0] ?? "") || flag === -1 || choosesReporter(call.text)) return null;
    const args = [
      "--test-reporter=spec",
      "--test-reporter-destination=stdout",
      "--test-reporter=junit",
      `--test-reporter-destination=${report}`,
    ];
    const files = failingFiles(only, project);
    const rest = words.slice(flag + 1);
    if (words.at(-1)?.startsWith("--test")) return { argv: call.append([...args, ...(files ?? [])]) };
    // Node takes options only in front of file names, so the call itself is changed, without the package manager.
    const chosen = files !== null && rest.every((word) => !word.startsWith("-")) ? files : rest;
    return call.replace && { argv: call.replace([...words.slice(0, flag + 1), ...args, ...chosen]) };
  },
  decode: (left) => {
    const decoded = parseJunit(left);
    return { ...decoded, tests: decoded.tests.map(withPlainQuotes) };
  },
};

/** Node escapes quotes in attributes twice. */
const withPlainQuotes = (test: TestResult): TestResult => ({
  ...test,
  name: test.name.replaceAll("&quot;", '"'),
  message: test.message?.replaceAll("&quot;", '"') ?? null,
});
