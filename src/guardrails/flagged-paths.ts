/** Manifests, lockfiles, build runners and executable configuration change only when the plan is of the kind `build`. */
import type { Guardrail } from "./guardrail.ts";
import { isFlagged } from "./path-lists.ts";

export const flaggedPaths: Guardrail = ({ changes }, { kind }) => {
  if (kind === "build") return [];
  return changes
    .filter(({ path }) => isFlagged(path))
    .map(({ path }) => ({
      rule: "flagged-paths",
      path,
      message: `\`${path}\` decides what is installed or run, so it changes only in a plan of the kind \`build\`: leave it as it is`,
    }));
};
