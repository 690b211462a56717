/** jest: its built-in JSON, which leaves the reporters as they are. */
import { decodeJest } from "../decode/decode-jest.ts";
import { sortByFile } from "../decode/sort-by-file.ts";
import { findRunnerCall } from "../runner-call.ts";
import type { Adapter } from "./adapter.ts";
import { failingFiles } from "./failing-files.ts";

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

export const jest: Adapter = {
  name: "jest",
  leaves: "report",
  invoke: ({ argv, manifest, project }, report, only) => {
    const call = findRunnerCall(argv, manifest);
    const [program, verb] = call?.words ?? [];
    const isJest = program === "jest" || (program === "react-scripts" && verb === "test");
    if (!call || !isJest || /--(?:json|outputFile)\b/.test(call.text)) return null;
    const patterns = (failingFiles(only, project) ?? []).map((file) => `${escapePattern(file)}$`);
    return { argv: call.append(["--json", `--outputFile=${report}`, "--passWithNoTests", ...patterns]) };
  },
  decode: (left) => sortByFile(decodeJest(left)),
};
