/** Runs a generator of bills of materials in the sandbox and decodes what it prints. */
import { failure, type Result, success } from "../../domain/result.ts";
import type { Untrusted } from "../../domain/untrusted.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { captureStdout } from "../capture-stdout.ts";
import { describeEnd } from "../describe-end.ts";
import { cleanText } from "../scanners/clean-text.ts";
import type { Sbom } from "./component.ts";
import { decodeSbom } from "./decode-sbom.ts";

const limits = { seconds: 180, memoryBytes: 3_000_000_000 };
const maxBytes = 32_000_000;

export type GenerationFault = {
  /** `unavailable`: the generator is missing or needs the network, whatever the change is. */
  kind: "unavailable" | "failed";
  /** A sentence. */
  reason: string;
};

export type Generation = {
  argv: string[];
  /** A host path in the sandbox's tree or reports. */
  cwd: string;
  /** A directory of its own below the sandbox's reports. */
  dir: string;
  env: Record<string, string>;
};

export const generateSbom = async (
  sandbox: Sandbox,
  { argv, cwd, dir, env }: Generation,
): Promise<Result<Sbom, GenerationFault>> => {
  const { result, stdout } = await captureStdout(sandbox, argv, { cwd, dir, env, maxBytes, limits });
  const command = argv[0] ?? "";
  const words = cleanText(withoutPlaces(result.output, sandbox, dir).slice(-1_500), 700);
  const said = words === "" ? "" : ` It said: ${words.replace(/[.:]?$/, ".")}`;
  if (result.exitCode === 127)
    return failure({ kind: "unavailable", reason: `${command} is not installed where commands run.${said}` });
  if (stdout === null)
    return failure({ kind: "failed", reason: `${command} left no document of at most ${maxBytes / 1e6} MB.` });
  if (result.exitCode !== 0) {
    const kind = needsNetwork.test(result.output) || lacksCommand.test(result.output) ? "unavailable" : "failed";
    const why = needsNetwork.test(result.output) ? " and seems to need the network, which it does not have here" : "";
    return failure({ kind, reason: `${command} ${describeEnd(result, limits.seconds)}${why}.${said}` });
  }
  const sbom = await decodeSbom(stdout);
  return sbom.ok
    ? success(sbom.value)
    : failure({ kind: "failed", reason: `What ${command} printed ${sbom.error}.${said}` });
};

const needsNetwork =
  /\b(?:ENOTFOUND|EAI_AGAIN|ENETUNREACH|ENOTCACHED|ECONNREFUSED)\b|Could not resolve host|Temporary failure in name resolution|Network is unreachable|no such host|Name or service not known/i;
/** What npm before version 9.9 says to `npm sbom`. */
const lacksCommand = /Unknown command: "sbom"/;

/** Evidence names no place that differs from run to run. */
const withoutPlaces = (output: Untrusted, sandbox: Sandbox, dir: string): Untrusted => {
  let text: string = output.slice(-20_000);
  for (const [place, name] of [
    [dir, "."],
    [sandbox.tree, "."],
    [sandbox.home, "~"],
  ] as const) {
    for (const path of [place, sandbox.seenAt(place)]) text = text.replaceAll(path, name);
  }
  return text.replaceAll(/^.*A complete log of this run.*$/gm, "").replaceAll(/^npm (?:error|ERR!) ?/gm, "");
};
