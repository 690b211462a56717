/** vitest: its own JUnit reporter beside the one for people. */
import { parseJunit } from "../decode/parse-junit.ts";
import { sortByFile } from "../decode/sort-by-file.ts";
import { choosesReporter, findRunnerCall } from "../runner-call.ts";
import type { Adapter } from "./adapter.ts";
import { failingFiles } from "./failing-files.ts";

export const vitest: Adapter = {
  name: "vitest",
  leaves: "report",
  invoke: ({ argv, manifest, project }, report, only) => {
    const call = findRunnerCall(argv, manifest);
    if (call?.words[0] !== "vitest" || choosesReporter(call.text)) return null;
    const reporters = ["--reporter=default", "--reporter=junit", `--outputFile.junit=${report}`, "--passWithNoTests"];
    return { argv: call.append([...reporters, ...(failingFiles(only, project) ?? [])]) };
  },
  decode: (left) => sortByFile(parseJunit(left)),
};
