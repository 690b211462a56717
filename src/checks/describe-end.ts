/** How a command ended, in words that complete the sentence "npm …". */
import type { SandboxResult } from "../sandbox/sandbox.ts";

/** `seconds` is what it was given. */
export const describeEnd = (
  { exitCode, signal, timedOut, exceeded }: Pick<SandboxResult, "exitCode" | "signal" | "timedOut" | "exceeded">,
  seconds: number,
): string => {
  if (timedOut) return `did not end within ${seconds} seconds`;
  if (exceeded !== null) return `was ended for its ${exceeded}`;
  return signal === null ? `ended with status ${exitCode}` : `was ended by ${signal}`;
};
