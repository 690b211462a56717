/** Only paths that the configuration allows may change; without a list, all that no other guardrail denies. */
import type { Guardrail } from "./guardrail.ts";
import { matchPaths } from "./path-globs.ts";

export const allowedDirectories: Guardrail = ({ changes }, { settings: { allow } }) => {
  if (allow.length === 0) return [];
  const isAllowed = matchPaths(allow);
  return changes
    .filter(({ path }) => !isAllowed(path))
    .map(({ path }) => ({
      rule: "allowed-directories",
      path,
      message: `\`${path}\` is outside of the allowed paths (${allow.join(", ")}): leave it as it is`,
    }));
};
