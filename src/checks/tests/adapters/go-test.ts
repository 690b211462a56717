/** go test: its events, written past the output, which holds what the compiler says. */
import type { TestResult } from "../../../domain/evidence.ts";
import { decodeGo } from "../decode/decode-go.ts";
import { findRunnerCall } from "../runner-call.ts";
import type { Adapter } from "./adapter.ts";

export const goTest: Adapter = {
  name: "go test",
  leaves: "report",
  invoke: ({ argv, manifest }, report, only) => {
    const call = findRunnerCall(argv, manifest);
    const [program, verb, ...rest] = call?.words ?? [];
    if (!call?.replace || program !== "go" || verb !== "test" || rest.includes("-json")) return null;
    const chooses = rest.some((word) => /^--?(?:run|list|bench)\b/.test(word));
    const pattern = chooses || only === null ? null : patternOf(only);
    const filter = pattern === null ? [] : ["-run", pattern];
    const command = call.replace(["go", "test", "-json", ...filter, ...rest]);
    return { argv: ["sh", "-c", 'exec "$@" > "$0"', report, ...command] };
  },
  decode: decodeGo,
};

/** The functions that hold the failing tests; null when a failure has none, such as a package that does not compile. */
const patternOf = (only: TestResult[]): string | null => {
  const names = [...new Set(only.map(({ name }) => name.split(" > ")[1] ?? ""))];
  const isUsable = names.length <= 200 && names.every((name) => /^(?:Test|Example|Fuzz)\w*$/.test(name));
  return isUsable ? `^(?:${names.join("|")})$` : null;
};
