/** pytest: its JUnit XML in the form that names files. */
import { parseJunit } from "../decode/parse-junit.ts";
import { findRunnerCall } from "../runner-call.ts";
import type { Adapter } from "./adapter.ts";

const isPytest = (words: string[]): boolean => {
  if (words[0] === "pytest" || words[0] === "py.test") return true;
  const module = words.indexOf("-m");
  return /^(?:python[\d.]*|coverage)$/.test(words[0] ?? "") && module > 0 && words[module + 1] === "pytest";
};

export const pytest: Adapter = {
  name: "pytest",
  leaves: "report",
  invoke: ({ argv, manifest }, report, only) => {
    const call = findRunnerCall(argv, manifest);
    if (!call || !isPytest(call.words) || call.words.some((word) => word.startsWith("--junit"))) return null;
    const args = [`--junitxml=${report}`, "-o", "junit_family=xunit1", "--continue-on-collection-errors"];
    // The cache of the run before says which tests failed, also where ids hold what no command line could.
    return { argv: call.append([...args, ...(only === null ? [] : ["--last-failed"])]), emptyExits: [5] };
  },
  decode: parseJunit,
};
