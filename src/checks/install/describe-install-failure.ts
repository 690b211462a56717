/** Says why an install command failed: what can be told for sure first, then the beginning and the end of what it printed. */
import type { Untrusted } from "../../domain/untrusted.ts";
import type { SandboxResult } from "../../sandbox/sandbox.ts";

/** npm says what is wrong before it explains its options; other installers say it last. */
const mostOfBeginning = 600;
const mostOfEnd = 900;
const searched = 3_000;
const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|no such host|could not resolve host|temporary failure in name resolution|name or service not known|network is unreachable|connection refused)\b/i;

export const describeInstallFailure = (argv: string[], result: SandboxResult, seconds: number): Untrusted => {
  return `${reasonOf(argv, result, seconds)}\n${excerptOf(result.output.trim())}`.trim();
};

const excerptOf = (output: Untrusted): Untrusted =>
  output.length <= mostOfBeginning + mostOfEnd
    ? output
    : `${output.slice(0, mostOfBeginning).toWellFormed()}\n…\n${output.slice(-mostOfEnd).toWellFormed()}`;

const reasonOf = (argv: string[], result: SandboxResult, seconds: number): string => {
  if (result.timedOut) return `It was ended after ${seconds} seconds.`;
  if (result.exceeded !== null) return `It was ended because it used too much ${exceededText[result.exceeded]}.`;
  if (result.exitCode === 127) return `${argv[0]} could not be started in the sandbox.`;
  const end =
    result.exitCode === null ? `It was ended by ${result.signal}.` : `It ended with exit status ${result.exitCode}.`;
  return unreachable.test(result.output.slice(-searched))
    ? `${end} It seems that the network or the registry could not be reached; private registries and proxies that need a secret are not passed on.`
    : end;
};

const exceededText = { output: "output", memory: "memory", disk: "disk space" } as const;
