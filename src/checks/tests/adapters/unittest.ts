/** Python's unittest: what it prints for people when it is verbose. */
import type { TestResult } from "../../../domain/evidence.ts";
import { parseUnittest } from "../decode/parse-unittest.ts";
import { findRunnerCall } from "../runner-call.ts";
import type { Adapter } from "./adapter.ts";

export const unittest: Adapter = {
  name: "unittest",
  leaves: "output",
  invoke: ({ argv, manifest }, _, only) => {
    const call = findRunnerCall(argv, manifest);
    const { words = [] } = call ?? {};
    const isUnittest = /^python[\d.]*$/.test(words[0] ?? "") && words[1] === "-m" && words[2] === "unittest";
    if (!call || !isUnittest || words.some((word) => ["-q", "--quiet"].includes(word))) return null;
    const verbose = words.some((word) => ["-v", "--verbose"].includes(word)) ? [] : ["-v"];
    const names = only === null || words.includes("-k") ? [] : namesOf(only);
    const command = call.append([...verbose, ...names.flatMap((name) => ["-k", name])]);
    return { argv: ["sh", "-c", 'exec "$@" 2>&1', "sh", ...command] };
  },
  decode: parseUnittest,
};

/** `Class.test`; none when a failure is no method, such as a module that could not be imported. */
const namesOf = (only: TestResult[]): string[] => {
  const names = only.map(({ name }) => name.split(" > ").slice(1).join("."));
  return names.length <= 200 && names.every((name) => /^[\w.]+$/.test(name)) ? names : [];
};
