/** mocha: its JSON reporter with an output file, in place of the one for people. */
import type { TestResult } from "../../../domain/evidence.ts";
import { decodeMocha } from "../decode/decode-mocha.ts";
import { choosesReporter, findRunnerCall } from "../runner-call.ts";
import type { Adapter } from "./adapter.ts";

const maxPattern = 8_000;

export const mocha: Adapter = {
  name: "mocha",
  leaves: "report",
  invoke: ({ argv, manifest }, report, only) => {
    const call = findRunnerCall(argv, manifest);
    const isMocha = ["mocha", "_mocha"].includes(call?.words[0] ?? "");
    if (!call || !isMocha || choosesReporter(call.text) || / -R\b/.test(call.text)) return null;
    const chooses = / (?:-[gf]|--f?grep)\b/.test(call.text);
    const pattern = chooses || only === null ? null : patternOf(only);
    const filter = pattern === null ? [] : ["--grep", pattern];
    return { argv: call.append(["--reporter", "json", "--reporter-option", `output=${report}`, ...filter]) };
  },
  decode: decodeMocha,
};

/** A failing hook is no test that could be chosen. */
const patternOf = (only: TestResult[]): string | null => {
  const titles = only.map(({ name, file }) => (file === null ? name : name.slice(file.length + 3)));
  const pattern = `^(?:${titles.map((title) => title.replace(/[^\w ]/g, ".")).join("|")})$`;
  return titles.some((title) => /" hook\b|…| \(\d+\)$/.test(title)) || pattern.length > maxPattern ? null : pattern;
};
