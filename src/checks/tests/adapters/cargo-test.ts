/** cargo test: what it prints for people, which is the only stable form it has. */
import type { TestResult } from "../../../domain/evidence.ts";
import { parseLibtest } from "../decode/parse-libtest.ts";
import { findRunnerCall } from "../runner-call.ts";
import type { Adapter } from "./adapter.ts";

const silent = ["-q", "--quiet", "--no-run", "--format", "-Z", "--list"];

export const cargoTest: Adapter = {
  name: "cargo test",
  leaves: "output",
  invoke: ({ argv, manifest }, _, only) => {
    const call = findRunnerCall(argv, manifest);
    const { words = [] } = call ?? {};
    const verb = words[1]?.startsWith("+") ? 2 : 1;
    if (!call?.replace || words[0] !== "cargo" || !["test", "t"].includes(words[verb] ?? "")) return null;
    if (words.some((word) => silent.includes(word) || word.startsWith("--format="))) return null;
    const goesOn = words.includes("--no-fail-fast") ? [] : ["--no-fail-fast"];
    const names = only === null || words.includes("--") ? null : namesOf(only);
    const filter = names === null ? [] : ["--", "--exact", ...names];
    const command = call.replace([...words.toSpliced(verb + 1, 0, ...goesOn), ...filter]);
    return { argv: ["sh", "-c", 'exec "$@" 2>&1', "sh", ...command] };
  },
  decode: parseLibtest,
};

/** Null when a failure is no function, such as a doc test or a crate that does not compile. */
const namesOf = (only: TestResult[]): string[] | null => {
  const names = only.map(({ name }) => name.split(" > ")[1] ?? "");
  return names.length <= 200 && names.every((name) => /^[\w:]+$/.test(name)) ? names : null;
};
