/** Every guardrail in the order in which people should read what they say; a new one is one line here. */
import { allowedDirectories } from "./allowed-directories.ts";
import { binary } from "./binary.ts";
import { flaggedPaths } from "./flagged-paths.ts";
import type { Change, Guardrail, GuardrailContext, Violation } from "./guardrail.ts";
import { kindFits } from "./kind-fits.ts";
import { lockfileHosts } from "./lockfile-hosts.ts";
import { massDeletion } from "./mass-deletion.ts";
import { patchSize } from "./patch-size.ts";
import { protectedPaths } from "./protected-paths.ts";
import { testsFirst } from "./tests-first.ts";
import { unicode } from "./unicode.ts";

export const guardrails: readonly Guardrail[] = [
  protectedPaths,
  allowedDirectories,
  flaggedPaths,
  lockfileHosts,
  testsFirst,
  kindFits,
  patchSize,
  massDeletion,
  binary,
  unicode,
];

/** Everything that any guardrail has against the change; empty when it may leave the workspace. */
export const checkGuardrails = (change: Change, context: GuardrailContext): Violation[] =>
  guardrails.flatMap((guardrail) => guardrail(change, context));
